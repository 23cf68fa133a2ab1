/**
 * Cases of NIST PKITS as the corpus has them, and the policy they are judged by.
 *
 * @module
 */
import type { ValidationPolicy } from '../../src/policy/policy.ts';
import { policyOf } from '../../src/policy/presets.ts';

/** Why a path is not valid. */
export type PkitsError =
  | 'path-validation'
  | 'revoked'
  | 'insufficient-revocation-information'
  | 'stale-revocation-information';

/** One case. */
export interface PkitsCase {
  readonly id: string;
  readonly file: string;
  readonly trustAnchors: readonly string[];
  readonly intermediates: readonly string[];
  readonly crls: readonly string[];
  readonly tags: readonly string[];
  readonly settings: {
    readonly userInitialPolicySet: readonly string[];
    readonly initialExplicitPolicy: boolean;
    readonly initialPolicyMappingInhibit: boolean;
    readonly initialAnyPolicyInhibit: boolean;
    readonly revocationRequired: boolean;
  };
  readonly validationTime: string;
  readonly expect: {
    readonly valid: boolean;
    readonly pathLength?: number;
    readonly errorKind?: PkitsError;
    readonly qualifiedPolicies?: number;
    readonly userNoticeExplicitText?: string;
    readonly cpsUri?: string;
  };
}

/** anyPolicy. */
export const ANY_POLICY = '2.5.29.32.0';

/** SHA-1 and DSA with 1024 bits, which no suite of today has, are what some cases are about. */
const strict = policyOf('strict');
export const pkitsPolicy: ValidationPolicy = {
  ...strict,
  id: 'pkits',
  suite: {
    ...strict.suite,
    rows: [
      ...strict.suite.rows,
      { algorithm: 'SHA-1', minKeySize: 0 },
      { algorithm: 'dsa', minKeySize: 1024 },
    ],
  },
};

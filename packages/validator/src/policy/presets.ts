/**
 * The policies that come with the SDK.
 *
 * @module
 */
import { JP_CRYPTREC_LS0003_2022R1, TS_119_312 } from './crypto-suites.ts';
import type { ValidationPolicy } from './policy.ts';

/** Names of the policies that come with the SDK. */
export type PolicyPreset = 'strict' | 'compat';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Every check at its own level. */
const STRICT: ValidationPolicy = {
  id: 'strict',
  levels: {},
  suite: JP_CRYPTREC_LS0003_2022R1,
  clockTolerance: 5 * MINUTE,
  revocationFreshness: { maxAge: null, withoutNextUpdate: DAY },
};

/**
 * Comparable with the policy that the validators of the European Union have by default: lenient where deployed software departs
 * from the standards, and by the European suite, the ends of whose algorithms after its edition are forecasts.
 */
const COMPAT: ValidationPolicy = {
  ...STRICT,
  id: 'compat',
  suite: TS_119_312,
  forecastExpiry: 'warn',
  acceptsUnsortedAttributes: true,
  revocation: { invalidityDate: 'informs' },
  levels: {
    SIGNING_CERTIFICATE_REFERENCE_PRESENT: 'warn',
    SIGNING_CERTIFICATE_REFERENCES_IN_PATH: 'inform',
    SIGNING_CERTIFICATE_DIGESTS_RELIABLE: 'warn',
    TIMESTAMP_AUTHORITY_NAMED: 'warn',
    SIGNATURE_POLICY_READABLE: 'warn',
    SIGNATURE_POLICY_INTACT: 'warn',
    PDF_LATER_CHANGES_KNOWN: 'warn',
    PDF_ANNOTATIONS_COVER_NOTHING: 'warn',
    REVOCATION_DATA_FRESH: 'warn',
  },
};

/** The policy of a name, or the caller's own. */
export function policyOf(choice: PolicyPreset | ValidationPolicy): ValidationPolicy {
  if (typeof choice !== 'string') return choice;
  return choice === 'strict' ? STRICT : COMPAT;
}

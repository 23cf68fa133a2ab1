/**
 * The status of a certificate from the evidence there is. OCSP responses and CRLs are not read yet: what was found is
 * noted, and the status stays unknown.
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';
import type { RevocationMode } from '../policy/policy.ts';
import type { RevocationEvidence, RevocationProvider, RevocationRequest } from './provider.ts';
import type { RevocationStatus } from './status.ts';

/** Tells the status of a certificate. */
export type CheckRevocation = (request: RevocationRequest) => MaybePromise<RevocationStatus>;

/** Where evidence may come from. */
export interface RevocationContext {
  readonly mode: RevocationMode;
  readonly provider: RevocationProvider;
  /** What the seal itself carries. */
  readonly embedded: readonly RevocationEvidence[];
}

/** A checker over this evidence. */
export function createRevocationChecker({ mode, provider, embedded }: RevocationContext): CheckRevocation {
  if (mode === 'none') return () => ({ kind: 'not-checked' });
  return async (request) => {
    try {
      const found = await provider.collect(request);
      return { kind: 'unknown', unused: found.length + embedded.length > 0 };
    } catch (error) {
      // A provider that fails must not be worth more than one that finds something: nothing is known.
      if (request.signal?.aborted) throw error;
      return { kind: 'unknown', unused: true };
    }
  };
}

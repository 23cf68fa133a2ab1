import type { EvidenceProblem } from './evidence-problem.ts';
import { isFresh } from './freshness.ts';
import type { EvidenceContext } from './inquiry.ts';
import type { RevocationStatus } from './status.ts';

/** Why the status of who signed evidence keeps it from being used; fresh at the time it was signed is fresh enough. */
export function problemOfSigner(
  status: RevocationStatus,
  signedAt: Date,
  context: EvidenceContext,
): EvidenceProblem | undefined {
  switch (status.kind) {
    case 'good':
      return isFresh(status.source, signedAt, context.policy) ? undefined : 'signer-status-unknown';
    case 'not-needed':
    case 'not-checked':
      return undefined;
    case 'revoked':
    case 'on-hold':
      return 'signer-revoked';
    case 'unknown':
      return context.mode === 'if-available' && status.unused.length === 0
        ? undefined
        : 'signer-status-unknown';
  }
}

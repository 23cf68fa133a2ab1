/**
 * What is known of a call to a key that failed.
 *
 * @module
 */
import { isEsealError } from '../errors.ts';

/** Errors after which nobody asks a key again by himself: they count against its owner, or mean that values are mixed up. */
const NEVER_REPEATED: ReadonlySet<string> = new Set([
  'SIGNER_PIN_INCORRECT',
  'SIGNER_PIN_LOCKED',
  'SIGNER_UNAUTHORIZED',
  'SIGNER_ANSWER_INVALID',
]);

/** Whether asking again can neither ask twice for one value nor cost a factor. */
export function maySignAgain(error: unknown): boolean {
  if (!isEsealError(error) || !error.retryable || NEVER_REPEATED.has(error.code)) return false;
  return outcomeOf(error) !== 'unknown';
}

/** Whether it is certain that no value was made. */
export function isWithoutValue(error: unknown): boolean {
  const outcome = outcomeOf(error);
  return outcome === 'not-sent' || outcome === 'rejected';
}

/** As Signers may say it; see `Signer`. */
function outcomeOf(error: unknown): unknown {
  return isEsealError(error) && 'outcome' in error ? error.outcome : undefined;
}

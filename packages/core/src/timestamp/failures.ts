/**
 * Several authorities one after the other, and what they said as one error.
 *
 * @module
 */
import { throwIfAborted } from '../crypto/digest.ts';
import { CoreError } from '../errors.ts';

/**
 * What the first authority gives that answers usably, in the caller's order.
 *
 * @param ask - throws a CoreError when an authority gives nothing usable; any other error ends the search
 * @throws CoreError the only failure, or one for all of them
 */
export async function askInOrder<Authority, Answer>(
  authorities: readonly Authority[],
  ask: (authority: Authority) => Promise<Answer>,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const failures: CoreError[] = [];
  for (const authority of authorities) {
    throwIfAborted(signal);
    try {
      return await ask(authority);
    } catch (error) {
      if (!(error instanceof CoreError) || error.code === 'ABORTED') throw error;
      failures.push(error);
    }
  }
  throw allFailed(failures);
}

/** One error for the failures of several authorities: the only one as it is, else all of them as its cause. */
export function allFailed(failures: readonly CoreError[]): CoreError {
  const [first] = failures;
  if (failures.length === 1 && first !== undefined) return first;
  const reasons = failures.map((failure) => failure.message).join('; ');
  const message = `no time-stamping authority gave a usable answer: ${reasons}`;
  const [code, ...others] = new Set(failures.map((failure) => failure.code));
  return new CoreError(code === undefined || others.length > 0 ? 'TIMESTAMP_UNAVAILABLE' : code, message, {
    cause: new AggregateError(failures),
    retryable: failures.some((failure) => failure.retryable),
  });
}

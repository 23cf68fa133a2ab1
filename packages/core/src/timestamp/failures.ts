/**
 * What several authorities said, as one error.
 *
 * @module
 */
import { CoreError } from '../errors.ts';

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

import { CoreError, type EsealError, isEsealError } from '../errors.ts';

/** Errors of the SDK as they are; anything else (a file that cannot be read, a fault of a signer) as their cause. */
export function asEsealError(cause: unknown): EsealError {
  if (isEsealError(cause)) return cause;
  return new CoreError('UNEXPECTED', cause instanceof Error ? cause.message : 'an unknown error', { cause });
}

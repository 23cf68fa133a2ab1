import { isEsealError } from '../errors.ts';

/** What a codec reads, or `undefined` where it refuses the bytes; every error that is not the SDK's passes through. */
export function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isEsealError(error)) return undefined;
    throw error;
  }
}

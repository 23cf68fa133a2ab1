import { isEsealError } from '@eseal/core';

/** What a codec reads, or `undefined` where it refuses the bytes; every other error passes through. */
export function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isEsealError(error)) return undefined;
    throw error;
  }
}

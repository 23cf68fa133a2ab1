/** Reading what a sender wrote: a value, or nothing where it is malformed. */
import { isEsealError } from '@eseal/core';

/** What `read` returns, or `undefined` when it finds the bytes malformed. */
export function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isEsealError(error)) return undefined;
    throw error;
  }
}

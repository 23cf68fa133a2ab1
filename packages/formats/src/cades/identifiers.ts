/** Identifiers of what is found in a file: derived from its bytes, so equal in every run and for every reader. */
import { toHex } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';

/** Gives out the identifiers of one file. */
export interface Identifiers {
  /**
   * `S-…` for a signature, `T-…` for a timestamp: 16 hexadecimal digits of the SHA-256 of its bytes; the second and
   * further occurrence of the same bytes is numbered.
   */
  of(prefix: 'S' | 'T', bytes: Uint8Array): Promise<string>;
}

/** Identifiers for one file. */
export function createIdentifiers(): Identifiers {
  const seen = new Map<string, number>();
  return {
    async of(prefix, bytes) {
      const digest = await digestBytes('SHA-256', bytes);
      const id = `${prefix}-${toHex(digest.subarray(0, 8))}`;
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      return count === 1 ? id : `${id}-${count}`;
    },
  };
}

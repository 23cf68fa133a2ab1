/**
 * Digests by which reports, caches and files name bytes.
 *
 * @module
 */
import { toHex } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';

/** The SHA-256 of bytes, hexadecimal. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  return toHex(await digestBytes('SHA-256', bytes));
}

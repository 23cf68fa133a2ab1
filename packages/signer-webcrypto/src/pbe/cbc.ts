/**
 * Decryption in CBC mode: AES by the platform, the ciphers of old files by node-forge, loaded only then.
 *
 * @module
 */
import { DecodeError } from '@eseal/core';
import { decryptAesCbc } from '@eseal/core/crypto';
import type { CbcRequest } from './cbc-request.ts';
import { decryptWithForge } from './forge.ts';

/**
 * Decrypts and takes the PKCS #7 padding off.
 *
 * @returns `undefined` when the padding is wrong, as it is after a wrong key
 */
export async function decryptCbc(request: CbcRequest, data: Uint8Array): Promise<Uint8Array | undefined> {
  const { cipher, key, iv } = request;
  const blockSize = cipher === 'aes' ? 16 : 8;
  if (iv.length !== blockSize || data.length === 0 || data.length % blockSize !== 0)
    throw new DecodeError('encrypted data or IV does not fit its cipher', 'EncryptedData', 0);
  // Browsers have no AES with 192 bits.
  if (cipher !== 'aes' || key.length === 24) return decryptWithForge(request, data);
  try {
    return Uint8Array.from(await decryptAesCbc({ key, iv, data }));
  } catch {
    return undefined;
  }
}

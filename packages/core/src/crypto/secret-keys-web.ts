/**
 * Cryptography of browsers with secret keys: AES-CBC and PBKDF2.
 *
 * @module
 */
import { isInBrowsers } from './algorithms.ts';
import { nobleHash } from './noble.ts';
import type { AesCbcRequest, Pbkdf2Request } from './provider.ts';

/** WebCrypto wants views over an ArrayBuffer of its own kind. */
type Bytes = Uint8Array<ArrayBuffer>;

const AES_BLOCK = 16;

/** AES-CBC (NIST SP 800-38A §6.2), encrypting. */
export async function encryptAesCbc({ key, iv, data, padding }: AesCbcRequest): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey('raw', key as Bytes, 'AES-CBC', false, ['encrypt']);
  const parameters = { name: 'AES-CBC', iv: iv as Bytes };
  const encrypted = new Uint8Array(await crypto.subtle.encrypt(parameters, imported, data as Bytes));
  // WebCrypto always pads: behind whole blocks stands one of padding alone.
  return padding === 'none' ? encrypted.subarray(0, data.length) : encrypted;
}

/** AES-CBC (NIST SP 800-38A §6.2), decrypting. */
export async function decryptAesCbc(request: AesCbcRequest): Promise<Uint8Array> {
  const { key, iv, padding } = request;
  const data = padding === 'none' ? await withPaddingBlock(request) : request.data;
  const imported = await crypto.subtle.importKey('raw', key as Bytes, 'AES-CBC', false, ['decrypt']);
  const parameters = { name: 'AES-CBC', iv: iv as Bytes };
  return new Uint8Array(await crypto.subtle.decrypt(parameters, imported, data as Bytes));
}

/** Whole blocks with the encrypted block of padding behind them that WebCrypto insists on: nothing, chained to the last. */
async function withPaddingBlock({ key, iv, data }: AesCbcRequest): Promise<Uint8Array> {
  const last = data.length === 0 ? iv : data.subarray(-AES_BLOCK);
  const block = await encryptAesCbc({ key, iv: last, data: new Uint8Array() });
  const padded = new Uint8Array(data.length + AES_BLOCK);
  padded.set(data);
  padded.set(block, data.length);
  return padded;
}

/** PBKDF2 (RFC 8018 §5.2); in JavaScript with a digest that browsers lack. */
export async function pbkdf2(request: Pbkdf2Request): Promise<Uint8Array> {
  const { password, salt, iterations, keyLength, hash } = request;
  if (!isInBrowsers(hash)) {
    const { pbkdf2Async } = await import('@noble/hashes/pbkdf2.js');
    return pbkdf2Async(await nobleHash(hash), password, salt, { c: iterations, dkLen: keyLength });
  }
  const imported = await crypto.subtle.importKey('raw', password as Bytes, 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', salt: salt as Bytes, iterations, hash };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, imported, keyLength * 8));
}

import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../util/bytes.ts';
import { decryptAesCbc, encryptAesCbc } from './aes-cbc.ts';
import { provider as web } from './provider-web.ts';

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();
const iv = bytes('000102030405060708090a0b0c0d0e0f');
const plain = '6bc1bee22e409f96e93d7e117393172a';

// NIST SP 800-38A F.2.1, F.2.5, with a block of PKCS #7 padding behind (openssl enc).
const VECTORS = [
  ['2b7e151628aed2a6abf7158809cf4f3c', '7649abac8119b246cee98e9b12e9197d8964e0b149c10b7b682e6e39aaeb731c'],
  [
    '603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4',
    'f58c4c04d6e5f1ba779eabfb5f7bfbd6485a5c81519cf378fa36d42b8547edc0',
  ],
] as const;

// The adapter of the web is tried in Node too: both have to give the same.
const PLATFORMS = [
  ['this platform', { encryptAesCbc, decryptAesCbc }],
  ['the web', web],
] as const;

describe.each(PLATFORMS)('AES-CBC of %s', (_, { encryptAesCbc, decryptAesCbc }) => {
  it.each(VECTORS)('pads to whole blocks, key %s', async (key, encrypted) => {
    expect(toHex(await encryptAesCbc({ key: bytes(key), iv, data: bytes(plain) }))).toBe(encrypted);
    expect(toHex(await decryptAesCbc({ key: bytes(key), iv, data: bytes(encrypted) }))).toBe(plain);
    const wrong = async () => decryptAesCbc({ key: bytes(key).reverse(), iv, data: bytes(encrypted) });
    await expect(wrong()).rejects.toThrow();
  });

  it.each(VECTORS)('leaves whole blocks without padding when told so, key %s', async (key, encrypted) => {
    const block = encrypted.slice(0, 32);
    const request = { key: bytes(key), iv, padding: 'none' } as const;
    expect(toHex(await encryptAesCbc({ ...request, data: bytes(plain) }))).toBe(block);
    expect(toHex(await decryptAesCbc({ ...request, data: bytes(block) }))).toBe(plain);
    expect(await decryptAesCbc({ ...request, data: new Uint8Array() })).toHaveLength(0);
  });
});

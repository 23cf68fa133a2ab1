import { fromHex, toHex } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { decryptCbc } from './cbc.ts';
import type { CbcCipher } from './cbc-request.ts';

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();

/** Made with `openssl enc -<cipher> -K … -iv … -provider legacy -provider default` over "電子印鑑". */
const VECTORS: readonly { cipher: CbcCipher; key: string; iv: string; data: string }[] = [
  {
    cipher: 'aes',
    key: '00112233445566778899aabbccddeeff',
    iv: '0102030405060708090a0b0c0d0e0f10',
    data: 'eff786f597652ec936cc7282f799cae9',
  },
  {
    cipher: 'aes',
    key: '00112233445566778899aabbccddeeff0123456789abcdef',
    iv: '0102030405060708090a0b0c0d0e0f10',
    data: '2d5220916a411cd8e4b9278798c20c68',
  },
  {
    cipher: 'aes',
    key: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff',
    iv: '0102030405060708090a0b0c0d0e0f10',
    data: 'f9ac49ce47d3befd069bc41baa4c7c6e',
  },
  {
    cipher: 'triple-des',
    key: '0123456789abcdeffedcba987654321089abcdef01234567',
    iv: '0102030405060708',
    data: '11196322245407a7a6e32780b77dfbc3',
  },
  {
    cipher: 'rc2-128',
    key: '00112233445566778899aabbccddeeff',
    iv: '0102030405060708',
    data: '355abb1369438a92947b4eb3df5a3381',
  },
  { cipher: 'rc2-40', key: '0123456789', iv: '0102030405060708', data: 'be52e280472b13e4100d499770e9a47f' },
];

describe('decryption in CBC mode', () => {
  it.each(VECTORS)('$cipher with the key $key', async ({ cipher, key, iv, data }) => {
    const request = { cipher, key: bytes(key), iv: bytes(iv) };
    const plain = await decryptCbc(request, bytes(data));
    expect(new TextDecoder().decode(plain)).toBe('電子印鑑');
  });

  it.each(VECTORS)('$cipher says nothing with another key than $key', async ({ cipher, key, iv, data }) => {
    const other = bytes(key).map((byte) => byte ^ 0xaa);
    expect(await decryptCbc({ cipher, key: other, iv: bytes(iv) }, bytes(data))).toBeUndefined();
  });

  it.each(VECTORS)(
    '$cipher refuses data and IVs of other lengths ($key)',
    async ({ cipher, key, iv, data }) => {
      const request = { cipher, key: bytes(key), iv: bytes(iv) };
      const decodeFailed = { code: 'DECODE_FAILED' };
      for (const wrong of [bytes(data).subarray(1), new Uint8Array()])
        await expect(decryptCbc(request, wrong), toHex(wrong)).rejects.toMatchObject(decodeFailed);
      const shortIv = { ...request, iv: request.iv.subarray(1) };
      await expect(decryptCbc(shortIv, bytes(data))).rejects.toMatchObject(decodeFailed);
    },
  );
});

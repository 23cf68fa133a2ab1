import { fromHex } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { decryptWithForge } from './forge.ts';

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();

describe('ciphers of node-forge', () => {
  it('tell effective key lengths of RC2 apart', async () => {
    const key = bytes('00112233445566778899aabbccddeeff');
    const request = { key, iv: new Uint8Array(8) };
    const data = bytes('8a1601ee9c85ad3c');
    expect(await decryptWithForge({ ...request, cipher: 'rc2-128' }, data)).toEqual(
      new TextEncoder().encode('RC2'),
    );
    expect(await decryptWithForge({ ...request, cipher: 'rc2-40' }, data)).not.toEqual(
      new TextEncoder().encode('RC2'),
    );
  });

  it('give nothing for a padding that is wrong, and leave the data as they were', async () => {
    const data = new Uint8Array(16).fill(7);
    const request = {
      cipher: 'triple-des',
      key: bytes('0123456789abcdeffedcba987654321089abcdef01234567'),
      iv: new Uint8Array(8),
    } as const;
    expect(await decryptWithForge(request, data)).toBeUndefined();
    expect(data).toEqual(new Uint8Array(16).fill(7));
  });
});

import { fromHex, toHex } from '@eseal/core';
import { encode, integer, octetString, sequence } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { createWorkBudget } from './budget.ts';
import { deriveForPkcs12, isPkcs12Scheme } from './pkcs12-scheme.ts';

const PBE = '1.2.840.113549.1.12.1';
const password = { utf8: new Uint8Array(), bmp: fromHex('007100750065006500670000') ?? new Uint8Array() };

function parameters(iterations: number): Uint8Array {
  return encode(
    sequence([octetString(fromHex('05dec959acff72f7') ?? new Uint8Array()), integer(iterations)]),
  );
}

describe('encryption schemes of PKCS #12', () => {
  it('are Triple DES and RC2; RC4 and those of others are not read', () => {
    const known = [1, 2, 3, 4, 5, 6, 7].filter((arc) => isPkcs12Scheme(`${PBE}.${arc}`));
    expect(known).toEqual([3, 4, 5, 6]);
  });

  it.each([
    [3, 'triple-des', 'ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4'],
    [4, 'triple-des', 'ed2034e36328830ff09df1e1a07dd357ed2034e36328830f'],
    [5, 'rc2-128', 'ed2034e36328830ff09df1e1a07dd357'],
    [6, 'rc2-40', 'ed2034e363'],
  ])('scheme %i is %s with a key of its length', async (arc, cipher, key) => {
    const request = await deriveForPkcs12(`${PBE}.${arc}`, parameters(1000), password, createWorkBudget());
    expect({ ...request, key: toHex(request.key), iv: toHex(request.iv) }).toEqual({
      cipher,
      key,
      iv: '11dedad7758d4860',
    });
  });

  it('refuse too many rounds, none, and parameters that are something else', async () => {
    const derive = (bytes: Uint8Array) => deriveForPkcs12(`${PBE}.3`, bytes, password, createWorkBudget());
    await expect(derive(parameters(2 ** 30))).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
    await expect(derive(parameters(0))).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
    await expect(derive(new Uint8Array())).rejects.toMatchObject({ code: 'DECODE_FAILED' });
  });
});

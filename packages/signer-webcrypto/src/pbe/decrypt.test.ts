import { encode, octetString, objectIdentifier as oid, sequence } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { createWorkBudget } from './budget.ts';
import { decryptWithPassword } from './decrypt.ts';

const password = { utf8: new Uint8Array(), bmp: new Uint8Array(2) };

describe('password-based decryption', () => {
  it.each([
    ['pbeWithMD5AndDES-CBC', '1.2.840.113549.1.5.3'],
    ['pbeWithSHAAnd128BitRC4', '1.2.840.113549.1.12.1.1'],
  ])('names what it does not support: %s', async (_, scheme) => {
    const parameters = encode(octetString(new Uint8Array(8)));
    const algorithm = { oid: scheme, parameters, raw: encode(sequence([oid(scheme), parameters])) };
    const decrypted = decryptWithPassword(algorithm, new Uint8Array(8), password, createWorkBudget());
    await expect(decrypted).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
      message: expect.stringContaining(scheme),
    });
  });

  it('refuses PBES2 without parameters', async () => {
    const scheme = '1.2.840.113549.1.5.13';
    const algorithm = { oid: scheme, parameters: undefined, raw: encode(sequence([oid(scheme)])) };
    const decrypted = decryptWithPassword(algorithm, new Uint8Array(8), password, createWorkBudget());
    await expect(decrypted).rejects.toMatchObject({ code: 'DECODE_FAILED' });
  });
});

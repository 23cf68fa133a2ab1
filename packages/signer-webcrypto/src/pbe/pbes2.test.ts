import { toHex, utf8 } from '@eseal/core';
import {
  type DerPart,
  encode,
  integer,
  octetString,
  objectIdentifier as oid,
  sequence,
} from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { KEY_FILE_OID } from '../oids.ts';
import { createWorkBudget } from './budget.ts';
import { deriveForPbes2, derivePbkdf2 } from './pbes2.ts';

const hmac = (arc: number): DerPart => sequence([oid(`1.2.840.113549.2.${arc}`)]);

function pbkdf2Identifier(parts: readonly DerPart[], kdf: string = KEY_FILE_OID.pbkdf2) {
  const parameters = encode(sequence(parts));
  return { oid: kdf, parameters, raw: encode(sequence([oid(kdf), parameters])) };
}

const derive = (parts: readonly DerPart[], length?: number, kdf?: string) =>
  derivePbkdf2(pbkdf2Identifier(parts, kdf), utf8('password'), length, createWorkBudget());

const salt = octetString(utf8('salt'));

describe('PBKDF2 parameters', () => {
  // RFC 6070 §2.
  it('mean HMAC-SHA-1 when they name no PRF', async () => {
    expect(toHex(await derive([salt, integer(1)], 20))).toBe('0c60c80f961f0e71f3a9b524af6012062fe037a6');
    expect(toHex(await derive([salt, integer(4096)], 20))).toBe('4b007901b765489abead49d926f721d065a429c1');
  });

  // The same input as in RFC 6070 §2, by HMAC-SHA-256 (`openssl kdf` agrees).
  it('name another PRF', async () => {
    const expected = '120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b';
    expect(toHex(await derive([salt, integer(1), hmac(9)], 32))).toBe(expected);
  });

  it('may give the key length, which must be the cipher’s', async () => {
    expect(await derive([salt, integer(1), integer(16)])).toHaveLength(16);
    expect(await derive([salt, integer(1), integer(16)], 16)).toHaveLength(16);
    await expect(derive([salt, integer(1), integer(16)], 32)).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
    });
    await expect(derive([salt, integer(1), integer(1000)])).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
    });
  });

  it('are refused with too many rounds, none, an unknown PRF or another function', async () => {
    await expect(derive([salt, integer(10_000_001)], 20)).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
    await expect(derive([salt, integer(0)], 20)).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
    await expect(derive([salt, integer(1), hmac(99)], 20)).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
    });
    await expect(derive([salt, integer(1)], 20, '1.3.6.1.4.1.11591.4.11')).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
      message: expect.stringContaining('1.3.6.1.4.1.11591.4.11'),
    });
  });
});

describe('PBES2 parameters', () => {
  const kdf = pbkdf2Identifier([salt, integer(2), hmac(9)]).raw;
  const scheme = (cipher: string, ivLength: number): Uint8Array =>
    encode(sequence([kdf, sequence([oid(cipher), octetString(new Uint8Array(ivLength))])]));
  const password = { utf8: utf8('password'), bmp: new Uint8Array() };

  it.each([
    [KEY_FILE_OID.aes128Cbc, 'aes', 16],
    [KEY_FILE_OID.aes192Cbc, 'aes', 24],
    [KEY_FILE_OID.aes256Cbc, 'aes', 32],
    [KEY_FILE_OID.tripleDesCbc, 'triple-des', 24],
  ])('%s is %s with %i bytes of key', async (cipher, name, length) => {
    const request = await deriveForPbes2(scheme(cipher, 16), password, createWorkBudget());
    expect([request.cipher, request.key.length, request.iv.length]).toEqual([name, length, 16]);
  });

  it('name other ciphers in the error', async () => {
    const desCbc = '1.3.14.3.2.7';
    await expect(deriveForPbes2(scheme(desCbc, 8), password, createWorkBudget())).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
      message: expect.stringContaining(desCbc),
    });
  });
});

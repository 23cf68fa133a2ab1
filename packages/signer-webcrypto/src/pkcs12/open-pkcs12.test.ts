import { context, encode, octetString, objectIdentifier as oid, sequence } from '@eseal/core/asn1';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PASSWORD, pkcs8Of, pkcs12File } from '../../test/key-files.ts';
import { authenticatedSafe, pfx, safeBag } from '../../test/make-pkcs12.ts';
import { type Password, withPassword } from '../password.ts';
import { createWorkBudget } from '../pbe/budget.ts';
import { type OpenedPkcs12, openPkcs12 } from './open-pkcs12.ts';

function open(file: Uint8Array, text = PASSWORD): Promise<OpenedPkcs12> {
  return withPassword(
    () => text,
    (password: Password) => openPkcs12(file, password, createWorkBudget()),
  );
}

const CODES = ['DECODE_FAILED', 'BUDGET_EXCEEDED', 'SIGNER_PIN_INCORRECT', 'UNSUPPORTED_ALGORITHM'];

describe('a PKCS #12 file', () => {
  it('gives its key and certificates', async () => {
    const { bags } = await open(pkcs12File('with a name'));
    expect(bags.map(({ kind }) => kind).sort()).toEqual([
      'certificate',
      'certificate',
      'certificate',
      'encrypted-key',
    ]);
    expect(bags.find(({ kind }) => kind === 'encrypted-key')?.friendlyName).toBe('角印');
  });

  it('in BER with indefinite lengths and strings in pieces is read, as older makers write it', async () => {
    const safe = authenticatedSafe([safeBag({ key: pkcs8Of('p256') })]);
    const half = safe.length >> 1;
    const pieces = [octetString(safe.subarray(0, half)), octetString(safe.subarray(half))].map(encode);
    const header = encode(sequence([oid('1.2.840.113549.1.7.1')])).subarray(2);
    const end = [0, 0];
    const octets = [0x24, 0x80, ...pieces.flatMap((piece) => [...piece]), ...end];
    const authSafe = [0x30, 0x80, ...header, 0xa0, 0x80, ...octets, ...end, ...end];
    const file = Uint8Array.of(0x30, 0x80, 2, 1, 3, ...authSafe, ...end);
    expect((await open(file)).bags).toHaveLength(1);
  });

  it('of another version, with more behind it, or too large is refused', async () => {
    const safe = authenticatedSafe([]);
    await expect(open(pfx(safe, undefined, 2))).rejects.toMatchObject({ code: 'DECODE_FAILED' });
    await expect(open(Uint8Array.of(...pfx(safe), 0))).rejects.toMatchObject({ code: 'DECODE_FAILED' });
    await expect(open(new Uint8Array(4 * 1024 * 1024 + 1))).rejects.toMatchObject({
      code: 'BUDGET_EXCEEDED',
    });
  });

  it('protected by public keys is refused by name', async () => {
    const signedData = '1.2.840.113549.1.7.2';
    const file = encode(
      sequence([
        Uint8Array.of(2, 1, 3),
        sequence([oid(signedData), context(0, [octetString(new Uint8Array())])]),
      ]),
    );
    await expect(open(file)).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
      message: expect.stringContaining(signedData),
    });
    const enveloped = '1.2.840.113549.1.7.3';
    const safe = encode(sequence([sequence([oid(enveloped), context(0, [sequence([])])])]));
    await expect(open(pfx(safe))).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
      message: expect.stringContaining(enveloped),
    });
  });

  it('damaged in any way gives a coded error', async () => {
    const files = ['without MAC', 'nothing encrypted', 'one round'].map(pkcs12File);
    const damage = fc.record({ file: fc.constantFrom(...files), at: fc.nat(4000), value: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(damage, async ({ file, at, value }) => {
        const damaged = Uint8Array.from(file);
        damaged[at % file.length] = value;
        const outcome = await open(damaged).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toMatchObject({ code: expect.toBeOneOf(CODES) });
      }),
      { numRuns: 200 },
    );
  });

  it('of arbitrary bytes gives a coded error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        await expect(open(bytes)).rejects.toMatchObject({ code: expect.toBeOneOf(CODES) });
      }),
      { numRuns: 300 },
    );
  });
});

import { testSigner } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  certificateOf,
  EMPTY_PASSWORD,
  ISSUERS,
  PASSWORD,
  PKCS12_FILES,
  pkcs8Of,
  pkcs12File,
} from '../test/key-files.ts';
import { authenticatedSafe, nestedBag, pbmac1, pfx, safeBag } from '../test/make-pkcs12.ts';
import { createPkcs12Signer } from './create-pkcs12-signer.ts';

const password = (): string => PASSWORD;
const chain = [certificateOf('p256'), ISSUERS[1], ISSUERS[0]].map((certificate) => certificate?.raw);
const ownBags = [safeBag({ key: pkcs8Of('p256') }), safeBag({ certificate: certificateOf('p256').raw })];

describe('a Signer over a PKCS #12 file', () => {
  testSigner(() => createPkcs12Signer({ pkcs12: pkcs12File('Triple DES and RC2-40'), password }), {
    describe,
    it,
    expect,
  });

  it.each(PKCS12_FILES)('opens $note', async ({ file }) => {
    const { certificates } = await createPkcs12Signer({ pkcs12: bytesOf(file), password });
    expect(certificates.map(({ raw }) => raw)).toEqual(chain);
  });

  it.each(PKCS12_FILES)('refuses a wrong password for $note', async ({ file }) => {
    const made = createPkcs12Signer({ pkcs12: bytesOf(file), password: () => 'wrong' });
    await expect(made).rejects.toMatchObject({ code: 'SIGNER_PIN_INCORRECT' });
  });

  it('takes the password as UTF-8 bytes', async () => {
    const bytes = new TextEncoder().encode(PASSWORD);
    await createPkcs12Signer({ pkcs12: pkcs12File('Triple DES and RC2-40'), password: bytes });
    expect(new TextDecoder().decode(bytes)).toBe(PASSWORD);
  });

  it('opens a file whose password is empty, and none that has one', async () => {
    expect((await createPkcs12Signer({ pkcs12: EMPTY_PASSWORD })).certificates).toHaveLength(1);
    const made = createPkcs12Signer({ pkcs12: pkcs12File('AES-256, HMAC-SHA-256') });
    await expect(made).rejects.toMatchObject({ code: 'SIGNER_PIN_INCORRECT' });
  });

  it('refuses a file with one bit flipped anywhere in its contents', async () => {
    const file = pkcs12File('nothing encrypted');
    for (const at of [200, file.length >> 1, file.length - 120]) {
      const broken = Uint8Array.from(file);
      broken[at] = (broken[at] ?? 0) ^ 1;
      const made = createPkcs12Signer({ pkcs12: broken, password });
      await expect(made, `byte ${at}`).rejects.toMatchObject({
        code: expect.stringMatching(/^(SIGNER_PIN_INCORRECT|DECODE_FAILED)$/),
      });
    }
  });

  it('lets the key decide which certificate is its own, not the labels', async () => {
    const bags = [
      safeBag({ key: pkcs8Of('p256'), localKeyId: 1 }),
      safeBag({ certificate: certificateOf('other').raw, localKeyId: 1 }),
      safeBag({ certificate: certificateOf('p256').raw, localKeyId: 2 }),
    ];
    const { certificates } = await createPkcs12Signer({ pkcs12: pfx(authenticatedSafe(bags)) });
    expect(certificates[0].raw).toEqual(certificateOf('p256').raw);
  });

  it('refuses a file whose certificates belong to other keys', async () => {
    const bags = [safeBag({ key: pkcs8Of('p256') }), safeBag({ certificate: certificateOf('other').raw })];
    const made = createPkcs12Signer({ pkcs12: pfx(authenticatedSafe(bags)) });
    await expect(made).rejects.toMatchObject({ code: 'CERTIFICATE_KEY_MISMATCH' });
  });

  it('takes certificates that the file lacks', async () => {
    const pkcs12 = pfx(authenticatedSafe([safeBag({ key: pkcs8Of('p256') })]));
    const signer = await createPkcs12Signer({ pkcs12, certificates: [...ISSUERS, certificateOf('p256')] });
    expect(signer.certificates.map(({ raw }) => raw)).toEqual(chain);
  });

  it('chooses among several keys by name only', async () => {
    const bags = [
      safeBag({ key: pkcs8Of('p256'), friendlyName: '角印' }),
      safeBag({ key: pkcs8Of('other'), friendlyName: '丸印' }),
      safeBag({ certificate: certificateOf('p256').raw }),
      safeBag({ certificate: certificateOf('other').raw }),
    ];
    const pkcs12 = pfx(authenticatedSafe(bags));
    const signer = await createPkcs12Signer({ pkcs12, friendlyName: '丸印' });
    expect(signer.certificates[0].raw).toEqual(certificateOf('other').raw);
    await expect(createPkcs12Signer({ pkcs12 })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('"角印", "丸印"'),
    });
    await expect(createPkcs12Signer({ pkcs12, friendlyName: '銀行印' })).rejects.toMatchObject({
      code: 'SIGNER_KEY_NOT_FOUND',
    });
  });

  it('says so when the file holds no key', async () => {
    const pkcs12 = pfx(authenticatedSafe([safeBag({ certificate: certificateOf('p256').raw })]));
    await expect(createPkcs12Signer({ pkcs12 })).rejects.toMatchObject({ code: 'SIGNER_KEY_NOT_FOUND' });
  });

  it('finds bags inside bags', async () => {
    const pkcs12 = pfx(authenticatedSafe([nestedBag([nestedBag(ownBags)])]));
    expect((await createPkcs12Signer({ pkcs12 })).certificates).toHaveLength(1);
  });

  it('verifies PBMAC1, and refuses another password and a file that gives no key length', async () => {
    const safe = authenticatedSafe(ownBags);
    const pkcs12 = pfx(safe, await pbmac1(safe, { password: PASSWORD }));
    expect((await createPkcs12Signer({ pkcs12, password })).certificates).toHaveLength(1);
    await expect(createPkcs12Signer({ pkcs12, password: () => 'wrong' })).rejects.toMatchObject({
      code: 'SIGNER_PIN_INCORRECT',
    });
    const unstated = pfx(safe, await pbmac1(safe, { password: PASSWORD, keyLength: 0 }));
    await expect(createPkcs12Signer({ pkcs12: unstated, password })).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { bytesOf, ENCRYPTED_KEYS, PASSWORD, PEM, pkcs8Of } from '../../test/key-files.ts';
import { openPrivateKey } from './open-private-key.ts';

const password = (): string => PASSWORD;

describe('a PKCS #8 file', () => {
  it.each(ENCRYPTED_KEYS)('in $note gives the same key as unencrypted', async ({ file }) => {
    expect((await openPrivateKey(bytesOf(file), password)).pkcs8).toEqual(pkcs8Of('p256'));
  });

  it('may hold certificates before the key', async () => {
    const { type } = await openPrivateKey(PEM.certificates + PEM.encrypted, password);
    expect(type).toBe('ec');
  });

  it.each([
    ['a key in a form before PKCS #8', PEM.traditional, 'openssl pkcs8 -topk8'],
    ['certificates only', PEM.certificates, 'CERTIFICATE'],
    ['nothing', '', 'nothing'],
    [
      'a key encrypted in the way before PKCS #8',
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n',
      'an older form of key',
    ],
  ])('with %s is refused, and the message helps', async (_, file, help) => {
    await expect(openPrivateKey(file, password)).rejects.toMatchObject({
      code: 'SIGNER_KEY_NOT_FOUND',
      message: expect.stringContaining(help),
    });
  });

  it('larger than any key is refused unread', async () => {
    await expect(openPrivateKey(new Uint8Array(65_537).fill(0x30), password)).rejects.toMatchObject({
      code: 'BUDGET_EXCEEDED',
    });
  });

  it('cut off anywhere is refused with a code', async () => {
    const whole = bytesOf(ENCRYPTED_KEYS[0]?.file ?? '');
    for (let length = 1; length < whole.length; length += 7) {
      await expect(openPrivateKey(whole.subarray(0, length), password), `${length}`).rejects.toMatchObject({
        code: 'DECODE_FAILED',
      });
    }
  });
});

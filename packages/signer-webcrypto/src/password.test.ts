import { toHex } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { type Password, passwordIncorrect, withPassword } from './password.ts';

const encodings = (input: Parameters<typeof withPassword>[0]): Promise<string> =>
  withPassword(input, async ({ utf8, bmp }) => `${toHex(utf8)} ${toHex(bmp)}`);

describe('a password', () => {
  it('is given in UTF-8 and as a BMPString with its terminating zero', async () => {
    expect(await encodings(() => 'Be')).toBe('4265 004200650000');
    expect(await encodings(() => '印𠮷')).toBe('e58db0f0a0aeb7 5370d842dfb70000');
    expect(await encodings(new TextEncoder().encode('印'))).toBe('e58db0 53700000');
  });

  it('is the empty one when there is none', async () => {
    expect(await encodings(undefined)).toBe(' 0000');
  });

  it('may come later', async () => {
    expect(await encodings(async () => 'B')).toBe('42 00420000');
  });

  it('is overwritten after use, also when its use fails', async () => {
    const kept: Password[] = [];
    const returned = new TextEncoder().encode('secret');
    await withPassword(
      () => returned,
      async (password) => {
        kept.push(password);
      },
    );
    const failed = withPassword(
      () => 'secret',
      async (password) => {
        kept.push(password);
        throw new Error('failed');
      },
    );
    await expect(failed).rejects.toThrow('failed');
    const bytes = [returned, ...kept.flatMap(({ utf8, bmp }) => [utf8, bmp])];
    expect(bytes.map((each) => each.every((byte) => byte === 0))).toEqual([true, true, true, true, true]);
  });

  it('leaves bytes that the caller passed as they were', async () => {
    const given = new TextEncoder().encode('secret');
    await withPassword(given, async () => undefined);
    expect(new TextDecoder().decode(given)).toBe('secret');
  });

  it('must be UTF-8, and the error does not show it', async () => {
    const asked = encodings(Uint8Array.of(0x73, 0x65, 0x63, 0xff));
    await expect(asked).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: 'the password is not UTF-8',
    });
  });

  it('that opens nothing has a code of its own', () => {
    expect(passwordIncorrect('the file')).toMatchObject({ code: 'SIGNER_PIN_INCORRECT', retryable: false });
  });
});

import { utf8 } from '@eseal/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openResumeToken, type ResumeState, sealResumeToken } from './resume-token.ts';

const key = new Uint8Array(32).fill(1);
const state: ResumeState = {
  baseUrl: 'https://rssp.test/csc/v2',
  responseId: 'response 1',
  credentialId: 'seal',
  certificateDigest: new Uint8Array(32).fill(2),
  algorithm: 'ecdsa-sha256',
  dataToBeSigned: [utf8('one'), new Uint8Array()],
};

describe('a resume token', () => {
  it('gives back what was put into it, whatever that is', async () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          responseId: fc.string(),
          dataToBeSigned: fc.array(bytes, { minLength: 1, maxLength: 5 }),
        }),
        async (changes) => {
          const given = { ...state, ...changes };
          expect(await openResumeToken(await sealResumeToken(given, key), key)).toEqual(given);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is never the same twice', async () => {
    expect(await sealResumeToken(state, key)).not.toEqual(await sealResumeToken(state, key));
  });

  it('is refused with any bit flipped', async () => {
    const token = await sealResumeToken(state, key);
    for (let at = 0; at < token.length; at += 7) {
      const altered = token.map((byte, index) => (index === at ? byte ^ (1 << (at & 7)) : byte));
      await expect(openResumeToken(altered, key)).rejects.toMatchObject({ code: 'STATE_INVALID' });
    }
  });

  it('is refused when it is anything else, and under any other key', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (bytes) => {
        await expect(openResumeToken(bytes, key)).rejects.toMatchObject({ code: 'STATE_INVALID' });
      }),
      { numRuns: 50 },
    );
    const token = await sealResumeToken(state, key);
    const longer = Uint8Array.of(...key, 0);
    for (const other of [key.map((byte) => byte ^ 1), longer.map((byte) => byte + 1)])
      await expect(openResumeToken(token, other)).rejects.toMatchObject({ code: 'STATE_INVALID' });
  });

  it('needs a key of 32 bytes', async () => {
    const short = key.subarray(1);
    await expect(sealResumeToken(state, short)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(openResumeToken(await sealResumeToken(state, key), short)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });
});

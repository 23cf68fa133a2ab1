import { describe, expect, it } from 'vitest';
import { createDigest, digestBytes } from '../crypto/digest.ts';
import { toHex, utf8 } from '../util/bytes.ts';
import { digestInput, updateDigest } from './digest-input.ts';
import type { DigestInput } from './signed-reference.ts';

const content = new Uint8Array(1_500_000).map((_, at) => at * 13);
const source = {
  size: content.length,
  read: async (start: number, end: number) => content.slice(start, end),
};

const hex = async (input: DigestInput): Promise<string> =>
  toHex((await digestInput('SHA-256', input)) ?? new Uint8Array());
const expected = async (bytes: Uint8Array): Promise<string> => toHex(await digestBytes('SHA-256', bytes));

describe('the digest of what is covered', () => {
  it('is over pieces as over the whole', async () => {
    expect(await hex({ kind: 'bytes', pieces: [content] })).toBe(await expected(content));
    const pieces = [content.subarray(0, 5), new Uint8Array(), content.subarray(5)];
    expect(await hex({ kind: 'bytes', pieces })).toBe(await expected(content));
    expect(await hex({ kind: 'bytes', pieces: [] })).toBe(await expected(new Uint8Array()));
  });

  it('is over the ranges of a file in order, and nothing between them', async () => {
    const ranges = [
      { start: 0, end: 1_100_000 },
      { start: 1_200_000, end: 1_500_000 },
    ];
    const covered = Uint8Array.of(...content.subarray(0, 10), ...content.subarray(20, 25));
    const small = [
      { start: 0, end: 10 },
      { start: 20, end: 25 },
    ];
    expect(await hex({ kind: 'ranges', source: content, ranges: small })).toBe(await expected(covered));
    expect(await hex({ kind: 'ranges', source, ranges })).toBe(
      await hex({ kind: 'ranges', source: new Blob([content]), ranges }),
    );
    expect(await hex({ kind: 'ranges', source, ranges })).not.toBe(await expected(content));
  });

  it('is over a whole document', async () => {
    for (const document of [content, source, new Blob([content])])
      expect(await hex({ kind: 'document', source: document })).toBe(await expected(content));
  });

  it('is the one that is known, or not known at all', async () => {
    const known = { kind: 'digest', algorithm: 'SHA-256', digest: utf8('known') } as const;
    expect(await digestInput('SHA-256', known)).toEqual(utf8('known'));
    expect(await digestInput('SHA-512', known)).toBeUndefined();
  });

  it('is over inputs one after another, as long as none of them is but a digest', async () => {
    const parts: DigestInput[] = [
      { kind: 'bytes', pieces: [content.subarray(0, 5)] },
      { kind: 'ranges', source, ranges: [{ start: 5, end: 10 }] },
      { kind: 'sequence', parts: [{ kind: 'document', source: new Blob([content.subarray(10)]) }] },
    ];
    expect(await hex({ kind: 'sequence', parts })).toBe(await expected(content));
    expect(await hex({ kind: 'sequence', parts: parts.toReversed() })).not.toBe(await expected(content));
    const known = { kind: 'digest', algorithm: 'SHA-256', digest: utf8('known') } as const;
    expect(await digestInput('SHA-256', { kind: 'sequence', parts: [known] })).toBeUndefined();
  });

  it('ends when it is aborted', async () => {
    const signal = AbortSignal.abort();
    const ranges = [{ start: 0, end: content.length }];
    await expect(
      digestInput('SHA-256', { kind: 'ranges', source, ranges }, { signal }),
    ).rejects.toMatchObject({ code: 'ABORTED' });
    await expect(digestInput('SHA-256', { kind: 'document', source }, { signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});

describe('updateDigest', () => {
  it('asks before each piece of a document whether to go on', async () => {
    let asked = 0;
    const stop = (): void => {
      if (++asked === 2) throw new Error('stop');
    };
    const hash = await createDigest('SHA-256');
    await expect(updateDigest(hash, { kind: 'document', source }, stop)).rejects.toThrow('stop');
  });

  it('says when not everything was there', async () => {
    const hash = await createDigest('SHA-256');
    expect(await updateDigest(hash, { kind: 'bytes', pieces: [content] })).toBe(true);
    const known = { kind: 'digest', algorithm: 'SHA-256', digest: utf8('known') } as const;
    expect(await updateDigest(hash, { kind: 'sequence', parts: [known] })).toBe(false);
  });
});

import { utf8 } from '@eseal/core';
import type { DigestInput } from '@eseal/core/container';
import { type DigestAlgorithm, digestBytes } from '@eseal/core/crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeDigests, digestMatches, digestPieces } from './digests.ts';

const nothing = (): void => undefined;

/** Counts the bytes that are read. */
function countingSource(bytes: Uint8Array) {
  const source = {
    size: bytes.length,
    bytesRead: 0,
    async read(start: number, end: number) {
      source.bytesRead += end - start;
      return bytes.subarray(start, end);
    },
  };
  return source;
}

describe('computeDigests', () => {
  it('digests bytes, parts of documents and whole documents', async () => {
    const document = utf8('0123456789');
    const pieces: DigestInput = { kind: 'bytes', pieces: [utf8('01'), utf8('23')] };
    const parts: DigestInput = {
      kind: 'ranges',
      source: document,
      ranges: [
        { start: 0, end: 3 },
        { start: 7, end: 10 },
      ],
    };
    const whole: DigestInput = { kind: 'document', source: document };
    const requests = [pieces, parts, whole].map((input) => ({ algorithm: 'SHA-256' as const, input }));
    const table = await computeDigests(requests, nothing);
    const expected = async (text: string) => digestBytes('SHA-256', utf8(text));
    expect(table.get('SHA-256', pieces)).toEqual(await expected('0123'));
    expect(table.get('SHA-256', parts)).toEqual(await expected('012789'));
    expect(table.get('SHA-256', whole)).toEqual(await expected('0123456789'));
    expect(table.get('SHA-512', whole)).toBeUndefined();
  });

  it('gives the same digests whatever is asked for together, and in whatever order', async () => {
    const bytes = Uint8Array.from({ length: 200 }, (_, at) => at);
    const cut = fc.tuple(fc.nat(200), fc.nat(200), fc.nat(200), fc.nat(200));
    const algorithm = fc.constantFrom<DigestAlgorithm>('SHA-256', 'SHA-384', 'SHA3-256');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cut, algorithm, fc.boolean()), { maxLength: 6 }), async (wanted) => {
        const source = countingSource(bytes);
        const requests = wanted.map(([cuts, name, fromStart]) => {
          const [a = 0, b = 0, c = 0, d = 0] = [...cuts].sort((x, y) => x - y);
          const ranges = [
            { start: fromStart ? 0 : a, end: b },
            { start: c, end: d },
          ];
          return { algorithm: name, input: { kind: 'ranges', source, ranges } as const };
        });
        const table = await computeDigests(requests, nothing);
        for (const { algorithm: name, input } of requests) {
          const alone = await digestPieces(
            name,
            input.ranges.map(({ start, end }) => bytes.subarray(start, end)),
          );
          expect(table.get(name, input)).toEqual(alone);
        }
      }),
    );
  });

  it('reads what several seals cover in common once', async () => {
    const source = countingSource(new Uint8Array(1_000_000));
    const upTo = (end: number): DigestInput => ({
      kind: 'ranges',
      source,
      ranges: [
        { start: 0, end: end - 1000 },
        { start: end - 100, end },
      ],
    });
    const seals = [500_000, 700_000, 1_000_000].map(upTo);
    const whole: DigestInput = { kind: 'document', source };
    await computeDigests(
      [...seals, whole].map((input) => ({ algorithm: 'SHA-256', input })),
      nothing,
    );
    expect(source.bytesRead).toBeLessThan(1_001_000);
  });

  it('reads a stream once for all algorithms', async () => {
    const bytes = utf8('a document that flows by');
    const input: DigestInput = { kind: 'document', source: new Blob([bytes]).stream() };
    const algorithms: readonly DigestAlgorithm[] = ['SHA-256', 'SHA-512', 'SHA3-384'];
    const table = await computeDigests(
      algorithms.map((algorithm) => ({ algorithm, input })),
      nothing,
    );
    for (const algorithm of algorithms) {
      expect(table.get(algorithm, input)).toEqual(await digestBytes(algorithm, bytes));
    }
  });

  it('takes a digest that was given for that of its algorithm only', async () => {
    const digest = await digestBytes('SHA-256', utf8('x'));
    const input: DigestInput = { kind: 'digest', algorithm: 'SHA-256', digest };
    const table = await computeDigests(
      [
        { algorithm: 'SHA-256', input },
        { algorithm: 'SHA-512', input },
      ],
      nothing,
    );
    expect(table.get('SHA-256', input)).toEqual(digest);
    expect(table.get('SHA-512', input)).toBeUndefined();
  });

  it('digests inputs one after another, as long as none of them is but a digest', async () => {
    const source = countingSource(utf8('0123456789'));
    const parts: DigestInput[] = [
      { kind: 'bytes', pieces: [utf8('before '), utf8('it ')] },
      { kind: 'document', source },
      { kind: 'sequence', parts: [{ kind: 'ranges', source, ranges: [{ start: 2, end: 4 }] }] },
    ];
    const input: DigestInput = { kind: 'sequence', parts };
    const known = { kind: 'digest', algorithm: 'SHA-256', digest: await digestBytes('SHA-256', utf8('x')) };
    const partly = { kind: 'sequence', parts: [...parts, known] } as DigestInput;
    const requests = [input, partly].map((one) => ({ algorithm: 'SHA-256' as const, input: one }));
    const table = await computeDigests(requests, nothing);
    expect(table.get('SHA-256', input)).toEqual(await digestBytes('SHA-256', utf8('before it 012345678923')));
    expect(table.get('SHA-256', partly)).toBeUndefined();
  });

  it('asks between chunks whether to go on', async () => {
    const input: DigestInput = { kind: 'document', source: countingSource(new Uint8Array(3 << 20)) };
    let asked = 0;
    const stop = (): void => {
      if (++asked === 2) throw new Error('stop');
    };
    await expect(computeDigests([{ algorithm: 'SHA-256', input }], stop)).rejects.toThrow('stop');
  });
});

describe('digestMatches', () => {
  it('matches equal digests only, and nothing with a missing one', () => {
    expect(digestMatches(Uint8Array.of(1), Uint8Array.of(1))).toBe(true);
    expect(digestMatches(Uint8Array.of(1), Uint8Array.of(2))).toBe(false);
    expect(digestMatches(Uint8Array.of(1), undefined)).toBe(false);
  });
});

import { equalBytes } from '@eseal/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate } from './inflate.ts';
import { codeOf as code, latin1, stored, toLatin1 } from './test-documents.ts';

/** Compresses with the platform's own. */
async function deflate(data: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([data.slice()]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const LIMIT = 1 << 20;

describe('inflate', () => {
  it('undoes what the platform compresses', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 3000 }),
          fc
            .array(fc.constantFrom('obj ', 'endobj\n', '<</Type/Page>>', '0 R '), { maxLength: 500 })
            .map((all) => latin1(all.join(''))),
        ),
        async (data) => {
          expect(inflate(await deflate(data), LIMIT)).toEqual(data);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('undoes long codes, long distances and a megabyte', async () => {
    let state = 1;
    const next = () => {
      state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
      return state >> 16;
    };
    // Skewed bytes make codes of very different lengths; the repetition lies 20 000 bytes back.
    const skewed = Uint8Array.from({ length: 40_000 }, (_, i) =>
      i % 3 === 0 ? next() & 255 : Math.clz32(next() + 1),
    );
    const data = new Uint8Array(LIMIT);
    for (let at = 0; at < data.length; at += 20_000)
      data.set(skewed.subarray(0, Math.min(20_000, data.length - at)), at);
    expect(equalBytes(inflate(await deflate(data), LIMIT), data)).toBe(true);
  });

  it('reads stored and fixed blocks', () => {
    expect(toLatin1(inflate(stored(latin1('abc')), LIMIT))).toBe('abc');
    expect(toLatin1(inflate(Uint8Array.from([0x78, 0x9c, 0x4b, 0x4c, 0x4a, 0x06, 0x00]), LIMIT))).toBe('abc');
  });

  it('ignores what follows the end', async () => {
    const compressed = await deflate(latin1('abc'));
    expect(toLatin1(inflate(Uint8Array.from([...compressed, 1, 2, 3]), LIMIT))).toBe('abc');
  });

  it('stops at the limit', async () => {
    const bomb = await deflate(new Uint8Array(1 << 22));
    expect(bomb.length).toBeLessThan(5000);
    expect(code(() => inflate(bomb, LIMIT))).toBe('PDF_LIMIT_EXCEEDED');
    expect(code(() => inflate(stored(new Uint8Array(100)), 99))).toBe('PDF_LIMIT_EXCEEDED');
  });

  it('refuses every truncation with a code', async () => {
    const compressed = await deflate(latin1('The quick brown fox. '.repeat(20)));
    // Without the last four bytes only the checksum is missing.
    for (let length = 0; length < compressed.length - 4; length++) {
      expect(code(() => inflate(compressed.subarray(0, length), LIMIT))).toBe('PDF_SYNTAX');
    }
  });

  it('gives data or a code for every damaged stream', async () => {
    const compressed = await deflate(latin1('The quick brown fox jumps over the lazy dog. '.repeat(9)));
    for (let bit = 16; bit < compressed.length * 8; bit++) {
      const damaged = compressed.slice();
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(['fine', 'PDF_SYNTAX', 'PDF_LIMIT_EXCEEDED']).toContain(code(() => inflate(damaged, LIMIT)));
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const found = code(() => inflate(Uint8Array.from([0x78, 0x9c, ...bytes]), 1 << 16));
        expect(['fine', 'PDF_SYNTAX', 'PDF_LIMIT_EXCEEDED']).toContain(found);
      }),
    );
  });

  it('refuses other formats', () => {
    expect(code(() => inflate(Uint8Array.of(0x1f, 0x8b, 8), LIMIT))).toBe('PDF_SYNTAX');
    expect(code(() => inflate(new Uint8Array(), LIMIT))).toBe('PDF_SYNTAX');
  });
});

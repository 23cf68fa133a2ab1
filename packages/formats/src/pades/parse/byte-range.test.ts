import { readAll } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openByteSource } from '../pdf/byte-source.ts';
import { ByteWriter } from '../pdf/byte-writer.ts';
import { pdfDictionary, pdfName } from '../pdf/objects.ts';
import { latin1, toLatin1 } from '../pdf/test-documents.ts';
import { digestLayout, embedContents, finishLayout, writeSignatureDictionary } from './byte-range.ts';

async function layOut(document: Uint8Array, lead: string, room: number) {
  const out = new ByteWriter(8);
  out.text(lead);
  const places = writeSignatureDictionary(
    out,
    pdfDictionary([['Type', pdfName('Sig')]]),
    document.length,
    room,
  );
  out.text('tail');
  return finishLayout(await openByteSource(document), out, places);
}

describe('a signature dictionary', () => {
  it('has ranges around its value, exactly', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(3000),
        fc.nat(40),
        fc.nat(200),
        fc.uint8Array({ maxLength: 200 }),
        async (size, lead, spare, value) => {
          const document = new Uint8Array(size).fill(0x20);
          const layout = await layOut(document, 'x'.repeat(lead), value.length + spare);
          const sealed = await readAll(embedContents(layout, value).toStream());
          const text = toLatin1(sealed);
          const [, first = '', second = '', length = ''] =
            /\/ByteRange \[0 (\d+) (\d+) (\d+)\] *\/Contents</.exec(text) ?? [];
          const gap = text.slice(Number(first), Number(second));
          expect(gap).toMatch(/^<[0-9a-f]*>$/);
          expect(gap.length).toBe(2 * (value.length + spare) + 2);
          expect(Number(second) + Number(length)).toBe(sealed.length);
          const hex = Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
          expect(gap).toBe(`<${hex.padEnd(2 * (value.length + spare), '0')}>`);
          const covered = latin1(text.slice(0, Number(first)) + text.slice(Number(second)));
          expect(await digestLayout('SHA-256', layout)).toEqual(await digestBytes('SHA-256', covered));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('refuses a value for which there is no room', async () => {
    const layout = await layOut(latin1('doc'), '', 10);
    expect(() => embedContents(layout, new Uint8Array(11))).toThrow(/takes 11 bytes where 10 were foreseen/);
    expect(embedContents(layout, new Uint8Array(10)).parts).toHaveLength(2);
  });

  it('leaves the layout as it was, so that it can be used again', async () => {
    const layout = await layOut(latin1('doc'), '', 4);
    const text = async (value: number) =>
      toLatin1(await embedContents(layout, Uint8Array.of(value)).toBytes());
    expect(await text(0xab)).toContain('<ab000000>');
    expect(await text(0x01)).toContain('<01000000>');
  });
});

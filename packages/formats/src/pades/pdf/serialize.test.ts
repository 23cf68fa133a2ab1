import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteWriter } from './byte-writer.ts';
import {
  entry,
  isName,
  PDF_NULL,
  type PdfObject,
  pdfArray,
  pdfBoolean,
  pdfDictionary,
  pdfName,
  pdfNumber,
  pdfNumbers,
  pdfReference,
  pdfStream,
  pdfString,
  withEntries,
} from './objects.ts';
import { parseObject } from './parser.ts';
import { writeObject } from './serialize.ts';
import { toLatin1 } from './test-documents.ts';
import { Scanner } from './tokens.ts';

function write(object: PdfObject): Uint8Array {
  const out = new ByteWriter(4);
  writeObject(out, object);
  return out.view();
}

const text = (object: PdfObject) => toLatin1(write(object));

const byteText = fc
  .uint8Array({ minLength: 1, maxLength: 12 })
  .map((bytes) => toLatin1(bytes.map((byte) => byte || 1)));

const anyObject: fc.Arbitrary<PdfObject> = fc.letrec<{ object: PdfObject }>((tie) => ({
  object: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant<PdfObject>(PDF_NULL),
    fc.boolean().map(pdfBoolean),
    fc.maxSafeInteger().map(pdfNumber),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(pdfNumber),
    byteText.map(pdfName),
    fc.tuple(fc.uint8Array(), fc.boolean()).map(([bytes, hex]) => pdfString(bytes, hex)),
    fc
      .tuple(fc.integer({ min: 1, max: 8_388_607 }), fc.integer({ min: 0, max: 65_535 }))
      .map(([id, generation]) => pdfReference(id, generation)),
    fc.array(tie('object'), { maxLength: 5 }).map(pdfArray),
    fc
      .dictionary(byteText, tie('object'), { maxKeys: 5 })
      .map((object) => pdfDictionary(Object.entries(object))),
  ),
})).object;

describe('objects as bytes', () => {
  it('reads back every object it writes', () => {
    fc.assert(
      fc.property(anyObject, (object) => {
        expect(parseObject(new Scanner(write(object)))).toEqual(object);
      }),
    );
  });

  it('writes as little white space as readers need', () => {
    const dictionary = pdfDictionary([
      ['Type', pdfName('Sig')],
      ['Kids', pdfArray([pdfReference(3), pdfReference(4, 1), pdfNumber(5), pdfName('A'), PDF_NULL])],
      ['On', pdfBoolean(true)],
    ]);
    expect(text(dictionary)).toBe('<</Type/Sig/Kids[3 0 R 4 1 R 5/A null]/On true>>');
  });

  it('escapes names and strings', () => {
    expect(text(pdfName('A#B C/(é'))).toBe('/A#23B#20C#2f#28#e9');
    expect(text(pdfString(Uint8Array.from([0x28, 0x5c, 0x29, 0x0d, 0xff])))).toBe('(\\(\\\\\\)\\r\xff)');
    expect(text(pdfString(Uint8Array.from([0, 255]), true))).toBe('<00FF>');
    expect(() => text(pdfName('請'))).toThrow(RangeError);
  });

  it('writes numbers as PDF can hold them', () => {
    expect(text(pdfNumbers([1, -0, 0.5, 1 / 3, -12.25, 100.0000001]))).toBe('[1 0 0.5 0.333333 -12.25 100]');
    expect(() => pdfNumber(Number.NaN)).toThrow(RangeError);
    expect(() => pdfNumber(1e20)).toThrow(RangeError);
  });

  it('gives a stream the length of its data', () => {
    const stream = pdfStream(
      pdfDictionary([
        ['Length', pdfNumber(99)],
        ['A', pdfNumber(1)],
      ]),
      Uint8Array.of(0x78),
    );
    expect(text(stream)).toBe('<</A 1/Length 1>>stream\nx\nendstream');
  });
});

describe('dictionaries as data', () => {
  const dictionary = pdfDictionary([
    ['A', pdfNumber(1)],
    ['B', pdfName('N')],
  ]);

  it('refuses a key that occurs twice', () => {
    expect(() =>
      pdfDictionary([
        ['A', PDF_NULL],
        ['A', PDF_NULL],
      ]),
    ).toThrow(TypeError);
  });

  it('keeps the order of entries when some are set or removed', () => {
    expect(
      text(
        withEntries(dictionary, [
          ['C', pdfNumber(3)],
          ['A', pdfNumber(2)],
        ]),
      ),
    ).toBe('<</A 2/B/N/C 3>>');
    expect(text(withEntries(dictionary, [['A', PDF_NULL]]))).toBe('<</B/N>>');
    expect(text(dictionary)).toBe('<</A 1/B/N>>');
  });

  it('has null for what is missing', () => {
    expect(entry(dictionary, 'Z')).toBe(PDF_NULL);
    expect(isName(entry(dictionary, 'B'), 'N')).toBe(true);
    expect(isName(entry(dictionary, 'A'), 'N')).toBe(false);
  });
});

describe('a writer with a gap', () => {
  it('counts the gap and gives what stands around it', () => {
    const out = new ByteWriter(2);
    out.text('before');
    out.gap(100);
    out.text('after');
    out.overwrite(0, 'BE');
    expect(out.length).toBe(111);
    expect(out.aroundGap().map(toLatin1)).toEqual(['BEfore', 'after']);
    expect(() => out.gap(1)).toThrow(TypeError);
  });

  it('has nothing after a gap that was never left', () => {
    const out = new ByteWriter();
    out.text('all');
    expect(out.aroundGap().map(toLatin1)).toEqual(['all', '']);
  });
});

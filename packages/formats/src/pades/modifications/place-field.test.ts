import { describe, expect, it } from 'vitest';
import { pdfReference } from '../pdf/objects.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, pageObjects } from '../pdf/test-documents.ts';
import { placeField, rootsOf, widgetsBelow } from './place-field.ts';

const FIELDS = {
  10: '<</T(a)/FT/Tx/Ff 2/Kids[11 0 R 12 0 R]>>',
  11: '<</T(b)/Parent 10 0 R/Kids[13 0 R]>>',
  12: '<</T(c)/Parent 10 0 R/FT/Btn/Ff 1>>',
  13: '<</Parent 11 0 R/Subtype/Widget>>',
};

async function open(objects: Record<number, string> = {}) {
  return PdfReader.open(buildTestPdf({ objects: { ...pageObjects(), ...FIELDS, ...objects } }));
}

async function place(id: number, objects: Record<number, string> = {}) {
  return placeField(await open(objects), new Set([10]), pdfReference(id));
}

describe('the place of a field', () => {
  it('has its name, its type and its flags from the fields above it', async () => {
    expect(await place(10)).toEqual({ name: 'a', type: 'Tx', flags: 2, field: pdfReference(10) });
    expect(await place(12)).toEqual({ name: 'a.c', type: 'Btn', flags: 1, field: pdfReference(12) });
  });

  it('is that of its field for a widget', async () => {
    expect(await place(13)).toEqual({ name: 'a.b', type: 'Tx', flags: 2, field: pdfReference(11) });
  });

  it.each<[string, number, Record<number, string>]>([
    ['that the form does not have', 20, { 20: '<</T(x)/FT/Tx>>' }],
    ['whose parent does not know it', 12, { 10: '<</T(a)/FT/Tx/Kids[11 0 R]>>' }],
    ['that is its own parent', 12, { 12: '<</T(c)/Parent 12 0 R/Kids[12 0 R]>>' }],
    ['without a name anywhere', 10, { 10: '<</FT/Tx>>' }],
    ['that is no dictionary', 12, { 12: '(x)' }],
  ])('is none for a field %s', async (_, id, objects) => {
    expect(await place(id, objects)).toBeUndefined();
  });

  it('is told of widgets apart from fields below', async () => {
    const reader = await open();
    const kids = async (id: number) => {
      const field = await reader.object(pdfReference(id));
      return field.kind === 'dictionary'
        ? (await widgetsBelow(reader, field)).map(({ reference }) => reference.id)
        : [];
    };
    expect([await kids(10), await kids(11), await kids(12)]).toEqual([[], [13], []]);
    expect([...rootsOf([pdfReference(3), { kind: 'null' }])]).toEqual([3]);
  });
});

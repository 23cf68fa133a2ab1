import { describe, expect, it } from 'vitest';
import { buildTestPdf, pageObjects } from '../pdf/test-documents.ts';
import { readSignatureFields } from './signature-fields.ts';

const read = (fields: string, objects: Record<number, string> = {}) =>
  readSignatureFields(
    buildTestPdf({ objects: { ...pageObjects(1, `/AcroForm<</Fields[${fields}]>>`), ...objects } }),
  );

describe('the signature fields of a PDF', () => {
  it('are none without a form, and other fields are none', async () => {
    expect(await readSignatureFields(buildTestPdf({ objects: pageObjects() }))).toEqual([]);
    expect(await read('8 0 R', { 8: '<</T(a)/FT/Tx>>' })).toEqual([]);
  });

  it('have a full name, a state, a place, a lock and seed values', async () => {
    const fields = await read('8 0 R 11 0 R 13 0 R', {
      8: '<</T(a)/FT/Sig/Kids[9 0 R]>>',
      9: '<</T(b)/Parent 8 0 R/Lock<</Action/All>>/SV<</Ff 8/Reasons[(x)]>>/Kids[10 0 R]>>',
      10: '<</Subtype/Widget/Rect[20 10 5 30]>>',
      11: '<</T(c)/FT/Sig/Subtype/Widget/Rect[0 0 0 0]/V 12 0 R>>',
      12: '<</Contents<0000>>>',
      13: '<</T(d)/FT/Sig/V<</Contents<3000>>>>>',
    });
    expect(fields).toMatchObject([
      {
        name: 'a.b',
        state: 'empty',
        rectangle: [5, 10, 20, 30],
        lock: { action: 'all' },
        seedValues: { flags: 8, reasons: ['x'] },
      },
      { name: 'c', state: 'prepared', rectangle: undefined, lock: undefined, seedValues: undefined },
      { name: 'd', state: 'signed' },
    ]);
  });

  it('end where their tree is a loop', async () => {
    expect(await read('8 0 R', { 8: '<</T(a)/FT/Sig/Kids[8 0 R]>>' })).toEqual([]);
  });
});

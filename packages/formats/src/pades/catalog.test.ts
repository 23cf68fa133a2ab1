import { describe, expect, it } from 'vitest';
import {
  CADES_EXTENSION,
  EDDSA_EXTENSION,
  readCatalog,
  SHA3_EXTENSION,
  TIMESTAMP_EXTENSION,
  withExtensions,
} from './catalog.ts';
import { ByteWriter } from './pdf/byte-writer.ts';
import { PdfReader } from './pdf/reader.ts';
import { writeObject } from './pdf/serialize.ts';
import { buildTestPdf, pageObjects, toLatin1 } from './pdf/test-documents.ts';

const open = (entries: string, version = '1.7', more: Record<number, string> = {}) =>
  PdfReader.open(buildTestPdf({ objects: { ...pageObjects(1, entries), ...more }, version }));

async function extended(
  reader: PdfReader,
  needed: Parameters<typeof withExtensions>[2],
): Promise<string | undefined> {
  const extensions = await withExtensions(reader, await readCatalog(reader), needed);
  if (extensions === undefined) return undefined;
  const out = new ByteWriter();
  writeObject(out, extensions);
  return toLatin1(out.view());
}

describe('the catalog', () => {
  it('tells the version, whichever of header and catalog is later', async () => {
    expect((await readCatalog(await open(''))).version).toBe('1.7');
    expect((await readCatalog(await open('/Version/2.0'))).version).toBe('2.0');
    expect((await readCatalog(await open('/Version/1.4'))).version).toBe('1.7');
    expect((await readCatalog(await open('/Version 2.0'))).version).toBe('1.7');
  });

  it('must be a dictionary behind a reference', async () => {
    const reader = await PdfReader.open(buildTestPdf({ objects: { 1: '[]' } }));
    await expect(readCatalog(reader)).rejects.toMatchObject({ code: 'PDF_STRUCTURE_INVALID' });
  });
});

describe('developer extensions', () => {
  const ESIC_2 = '<</ESIC<</BaseVersion/1.7/ExtensionLevel 2>>>>';

  it('are declared before PDF 2.0', async () => {
    expect(await extended(await open(''), [CADES_EXTENSION])).toBe(ESIC_2);
    expect(await extended(await open('', '2.0'), [CADES_EXTENSION])).toBeUndefined();
    expect(await extended(await open('/Version/2.0'), [TIMESTAMP_EXTENSION])).toBeUndefined();
  });

  it('replace a lower level and leave a higher one, direct or not', async () => {
    const level = (value: number) => `/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel ${value}>>>>`;
    expect(await extended(await open(level(1)), [CADES_EXTENSION])).toBe(ESIC_2);
    expect(await extended(await open(level(2)), [TIMESTAMP_EXTENSION])).toBeUndefined();
    expect(await extended(await open(level(2)), [CADES_EXTENSION])).toBeUndefined();
    const indirect = await open('/Extensions 8 0 R', '1.7', {
      8: '<</ESIC 9 0 R>>',
      9: '<</ExtensionLevel 5>>',
    });
    expect(await extended(indirect, [CADES_EXTENSION])).toBeUndefined();
  });

  it('keep those of others', async () => {
    const reader = await open('/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 8>>>>');
    expect(await extended(reader, [CADES_EXTENSION])).toContain(
      '/ADBE<</BaseVersion/1.7/ExtensionLevel 8>>/ESIC',
    );
  });

  it('of ISO stand beside each other, in every version', async () => {
    const one = '<</BaseVersion/2.0/ExtensionLevel 32001/ExtensionRevision(:2022)>>';
    const two = '<</BaseVersion/2.0/ExtensionLevel 32002/ExtensionRevision(:2022)>>';
    expect(await extended(await open('', '2.0'), [SHA3_EXTENSION, EDDSA_EXTENSION])).toBe(
      `<</ISO_[${one}${two}]>>`,
    );
    const present = await open(`/Extensions<</ISO_ ${one}>>`, '2.0');
    expect(await extended(present, [SHA3_EXTENSION])).toBeUndefined();
    expect(await extended(present, [EDDSA_EXTENSION])).toBe(`<</ISO_[${one}${two}]>>`);
  });
});

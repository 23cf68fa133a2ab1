import { describe, expect, it } from 'vitest';
import { readCatalog } from '../catalog.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, pageObjects, testStream, toLatin1 } from '../pdf/test-documents.ts';
import { readSecurityStore } from './dss-dictionary.ts';

async function read(store: string, objects: Record<number, string> = {}) {
  const pdf = buildTestPdf({ objects: { ...pageObjects(1, store), ...objects } });
  const reader = await PdfReader.open(pdf);
  const found = await readSecurityStore(reader, (await readCatalog(reader)).dictionary);
  return found && [found.certificates, found.crls, found.ocspResponses].map((list) => list.map(toLatin1));
}

const STREAMS = {
  10: testStream('', 'one'),
  11: testStream('', 'two'),
  12: testStream('/Filter/DCTDecode', 'x'),
  13: '(y)',
};

describe('the security store', () => {
  it('holds certificates, CRLs and OCSP responses, direct or behind references', async () => {
    expect(
      await read('/DSS<</Certs[10 0 R 11 0 R]/CRLs 20 0 R/OCSPs[]>>', { ...STREAMS, 20: '[11 0 R]' }),
    ).toEqual([['one', 'two'], ['two'], []]);
    expect(await read('/DSS 20 0 R', { ...STREAMS, 20: '<</OCSPs[10 0 R]>>' })).toEqual([[], [], ['one']]);
  });

  it('holds what relates to single seals too, each entry once', async () => {
    const related = '/VRI<</AB<</Cert[11 0 R]/CRL[10 0 R 11 0 R]/TU(x)>>/CD<</OCSP[11 0 R]>>/EF 5>>';
    expect(await read(`/DSS<</Certs[10 0 R]/CRLs[10 0 R]${related}>>`, STREAMS)).toEqual([
      ['one', 'two'],
      ['one', 'two'],
      ['two'],
    ]);
  });

  it('leaves out what cannot be read', async () => {
    expect(await read('/DSS<</Certs[12 0 R 13 0 R 99 0 R 10 0 R(x)]/CRLs(x)>>', STREAMS)).toEqual([
      ['one'],
      [],
      [],
    ]);
  });

  it('may be missing', async () => {
    expect(await read('')).toBeUndefined();
    expect(await read('/DSS[]')).toBeUndefined();
  });
});

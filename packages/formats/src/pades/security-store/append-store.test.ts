import type { ValidationMaterial } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { readCatalog } from '../catalog.ts';
import { readSecurityStore } from '../parse/dss-dictionary.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, latin1, pageObjects, testStream, toLatin1 } from '../pdf/test-documents.ts';
import { appendSecurityStore } from './append-store.ts';

const TIME = new Date('2026-11-01T00:00:00Z');
const SEAL = latin1('the value of a seal');

const material = (certificates: readonly string[], crls: readonly string[] = []): ValidationMaterial => ({
  certificates: certificates.map(latin1),
  crls: crls.map(latin1),
  ocspResponses: [],
});

interface Appended {
  readonly update: string;
  readonly pdf: Uint8Array;
  readonly holds: readonly (readonly string[])[] | undefined;
}

/** A document with this catalog and these objects after it was given material. */
async function append(
  catalog: string,
  objects: Readonly<Record<number, string>>,
  added: ValidationMaterial,
  relatedTo: readonly Uint8Array[] = [],
): Promise<Appended | undefined> {
  const before = buildTestPdf({ objects: { ...pageObjects(1, catalog), ...objects } });
  const request = { material: added, relatedTo, time: TIME };
  const stored = await appendSecurityStore(await PdfReader.open(before), request);
  if (stored === undefined) return undefined;
  const pdf = await stored.toBytes();
  const reader = await PdfReader.open(pdf);
  const found = await readSecurityStore(reader, (await readCatalog(reader)).dictionary);
  const holds = found && [found.certificates, found.crls].map((list) => list.map(toLatin1));
  return { update: toLatin1(pdf.subarray(before.length)), pdf, holds };
}

const STREAMS = { 10: testStream('', 'one'), 11: testStream('/Filter/ASCIIHexDecode', '74776f>') };

describe('appending to the security store', () => {
  it('makes one that the catalog refers to, and declares it before PDF 2.0', async () => {
    const { update, holds } = (await append('', {}, material(['one', 'two', 'one'], ['list']))) ?? {};
    expect(holds).toEqual([['one', 'two'], ['list']]);
    expect(update).toMatch(/\/DSS \d+ 0 R\/Extensions<<\/ESIC<<\/BaseVersion\/1.7\/ExtensionLevel 1>>>>/);
    expect(update).not.toContain('/OCSPs');
  });

  it.each([
    ['in the catalog', '/DSS<</Certs[10 0 R 11 0 R]/Other(x)>>', {}],
    ['as an object', '/DSS 20 0 R', { 20: '<</Type/DSS/Certs[10 0 R 11 0 R]/Other(x)>>' }],
    ['with lists as objects', '/DSS 20 0 R', { 20: '<</Certs 21 0 R/Other(x)>>', 21: '[10 0 R 11 0 R]' }],
  ])('keeps one that stands %s, and what it holds, compressed or not', async (_, catalog, objects) => {
    const { update, holds } =
      (await append(catalog, { ...STREAMS, ...objects }, material(['two', 'three']))) ?? {};
    expect(holds?.[0]).toEqual(['one', 'two', 'three']);
    expect(update?.match(/>>stream\n/g)).toHaveLength(1);
    expect(update).toMatch(/\[10 0 R 11 0 R \d+ 0 R\]/);
    if (!catalog.endsWith('20 0 R') || !('21' in objects)) expect(update).toContain('/Other(x)');
  });

  it('uses the objects that are only related to a seal so far', async () => {
    const related = `/DSS<</VRI<</${'A'.repeat(40)}<</Cert[10 0 R]>>>>>>`;
    const { update, holds } = (await append(related, STREAMS, material(['one']))) ?? {};
    expect(holds?.[0]).toEqual(['one']);
    expect([update?.includes('/Certs[10 0 R]'), update?.includes('stream\n')]).toEqual([true, false]);
  });

  it('leaves an object of another purpose to that', async () => {
    const { update, holds } = (await append('/DSS 3 0 R', {}, material(['one']))) ?? {};
    expect(holds?.[0]).toEqual(['one']);
    expect(update).not.toMatch(/^3 0 obj/m);
  });

  it('gives nothing where nothing is missing', async () => {
    expect(await append('/DSS<</Certs[10 0 R]>>', STREAMS, material(['one']))).toBeUndefined();
    expect(await append('', {}, material([]))).toBeUndefined();
  });

  it('relates material to seals by the digest of their values, once', async () => {
    const first = await append('', {}, material(['one'], ['list']), [SEAL]);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', Uint8Array.from(SEAL)));
    const name = [...digest]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
      .toUpperCase();
    expect(first?.update).toContain(`/VRI<</${name} `);
    expect(first?.update).toMatch(/\/TU\(D:20261101000000\+00'00'\)\/Cert\[\d+ 0 R\]\/CRL\[\d+ 0 R\]/);
    const reader = await PdfReader.open(first?.pdf ?? new Uint8Array());
    const again = { material: material(['one'], ['list']), relatedTo: [SEAL], time: TIME };
    expect(await appendSecurityStore(reader, again)).toBeUndefined();
    const other = await appendSecurityStore(reader, { ...again, relatedTo: [SEAL, latin1('another')] });
    const update = toLatin1((await other?.toBytes())?.subarray(first?.pdf.length) ?? new Uint8Array());
    expect(update.match(/\/TU/g)).toHaveLength(1);
    expect(update).toContain(`/${name} `);
  });
});

import { concatBytes } from '@eseal/core';
import type { ParsedContainer, ParsedTimestamp } from '@eseal/core/container';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { beforeAll, describe, expect, it } from 'vitest';
import { isCovered, keyOf, listedIn, summarizeCovers } from '../../cades/covered/test-covers.ts';
import { createTestMaterialSource } from '../../cades/test-material.ts';
import { stampDocument } from '../document-timestamp.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, latin1, pageObjects, testStream, toLatin1 } from '../pdf/test-documents.ts';
import { appendSecurityStore } from '../security-store/append-store.ts';
import { createTestSealer, type TestSealer } from '../test-seals.ts';
import { parsePades } from './parse.ts';

const LIST = latin1('a list that came later');

let sealer: TestSealer;
let timestamps: TimestampSource;
let archived: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  const { now, transport, urls } = sealer.world;
  timestamps = createTimestampClient({ url: urls.tsa, transport, now: () => now });
  const material = createTestMaterialSource(sealer.world);
  const document = buildTestPdf({ objects: pageObjects() });
  archived = await (await sealer.seal(document, {}, { adesLevel: 'B-LTA', timestamps, material })).toBytes();
});

const stamp = async (pdf: Uint8Array): Promise<Uint8Array> =>
  (await stampDocument(pdf, timestamps)).toBytes();

async function withList(pdf: Uint8Array): Promise<Uint8Array> {
  const material = { certificates: [], crls: [LIST], ocspResponses: [] };
  const time = sealer.world.now;
  const stored = await appendSecurityStore(await PdfReader.open(pdf), { material, relatedTo: [], time });
  if (stored === undefined) throw new Error('nothing was appended');
  return stored.toBytes();
}

/** The document timestamps of a PDF, oldest first, and all of it. */
async function parse(
  pdf: Uint8Array,
): Promise<{ container: ParsedContainer; stamps: readonly ParsedTimestamp[] }> {
  const container = await parsePades(pdf);
  return { container, stamps: container.timestamps };
}

describe('a document timestamp', () => {
  it('covers the seal with everything in it, and the security store', async () => {
    const { container, stamps } = await parse(archived);
    const [seal] = container.signatures;
    const [stamped] = stamps;
    if (seal === undefined || stamped === undefined) throw new Error('there is no archive');
    const all = [...seal.certificates, ...seal.crls, ...seal.ocspResponses];
    expect(seal.ocspResponses.length).toBeGreaterThan(0);
    expect(all.every((encoding) => isCovered(stamped, encoding))).toBe(true);
    for (const id of [seal.id, ...seal.timestamps.map((one) => one.id)])
      expect(isCovered(stamped, id)).toBe(true);
    expect(stamped.covers?.every(({ through }) => through === undefined)).toBe(true);
    const listed = listedIn(container);
    expect(stamped.covers?.map(keyOf).filter((key) => !listed.has(key))).toEqual([]);
  });

  it('covers nothing that was appended after it, which the next one covers', async () => {
    const again = await (await sealer.seal(await withList(archived))).toBytes();
    const { container, stamps } = await parse(await stamp(again));
    const [first, second] = stamps;
    const [, later] = container.signatures;
    if (first === undefined || second === undefined || later === undefined)
      throw new Error('there are not two timestamps');
    for (const what of [LIST, later.id]) {
      expect(isCovered(first, what)).toBe(false);
      expect(isCovered(second, what)).toBe(true);
    }
    expect([isCovered(first, second.id), isCovered(second, first.id)]).toEqual([false, true]);
    expect([first, second].map((one) => isCovered(one, one.id))).toEqual([false, false]);
  });

  it('covers nothing when its dictionary is not as it should be, or its file was put together by a scan', async () => {
    const text = toLatin1(archived);
    const at = text.lastIndexOf('/Filter/Adobe.PPKLite');
    const odd = latin1(`${text.slice(0, at)}/Filler${text.slice(at + '/Filter'.length)}`);
    expect((await parse(odd)).stamps.map(summarizeCovers)).toEqual([[]]);
    const broken = latin1(text.replaceAll('startxref', 'startxxxx'));
    expect((await parse(broken)).stamps.map(summarizeCovers)).toEqual([[]]);
  });

  it('covers no list that its revision has behind its own end', async () => {
    const stream = testStream('', toLatin1(LIST));
    const catalog = '/DSS<</CRLs[10 0 R 11 0 R]>>';
    const document = buildTestPdf({
      objects: { ...pageObjects(1, catalog), 10: stream, 11: testStream('', 'own') },
    });
    const honest = await parse(await stamp(document));
    expect(honest.stamps.map(summarizeCovers)).toEqual([['2 crl']]);
    const text = toLatin1(document);
    const listed = `${String(text.indexOf('10 0 obj')).padStart(10, '0')} 00000 n`;
    expect(text).toContain(listed);
    // The cross-reference counts on an object where the file has none yet; it comes after the timestamp.
    const far = 40_000;
    const ahead = latin1(text.replace(listed, `${String(far).padStart(10, '0')} 00000 n`));
    const stamped = await stamp(ahead);
    const filler = latin1('\n'.repeat(far - stamped.length));
    const { stamps } = await parse(
      concatBytes([stamped, filler, latin1(`10 0 obj\n${stream}\nendobj\n${tail(stamped)}`)]),
    );
    expect(stamps.map(summarizeCovers)).toEqual([['1 crl']]);
    expect(stamps.map((one) => isCovered(one, LIST))).toEqual([false]);
  });
});

/** The end of a file, that its cross-reference be found again. */
function tail(pdf: Uint8Array): string {
  const text = toLatin1(pdf);
  return text.slice(text.lastIndexOf('startxref'));
}

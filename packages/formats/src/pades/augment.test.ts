import { CoreError, equalBytes, type MaterialSource } from '@eseal/core';
import type { SignatureForm } from '@eseal/core/container';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { flipBit, indexOfBytes, OWNER_PASSWORD, protectedPdf } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestMaterialSource, type TestMaterialSource } from '../cades/test-material.ts';
import { readCatalog } from './catalog.ts';
import { stampDocument } from './document-timestamp.ts';
import type { PadesOptions } from './options.ts';
import { pades } from './pades.ts';
import { readStoreEntries } from './parse/dss-dictionary.ts';
import { parsePades } from './parse/parse.ts';
import { entry } from './pdf/objects.ts';
import { PdfReader } from './pdf/reader.ts';
import { buildTestPdf, pageObjects, toLatin1 } from './pdf/test-documents.ts';
import { checkSignatures, createTestSealer, type TestSealer } from './test-seals.ts';

let sealer: TestSealer;
let timestamps: TimestampSource;
let material: TestMaterialSource;
beforeAll(async () => {
  sealer = await createTestSealer();
  const { world } = sealer;
  timestamps = createTimestampClient({
    url: world.urls.tsa,
    transport: world.transport,
    now: () => world.now,
  });
  material = createTestMaterialSource(world);
});

const document = (form: 'table' | 'object-streams' = 'table') =>
  buildTestPdf({ objects: pageObjects(), form });
const sealed = async (options = {}, pipeline = {}) =>
  (await sealer.seal(document(), options, pipeline)).toBytes();
const kinds = async (pdf: Uint8Array, options = {}) =>
  (await checkSignatures(pdf, options)).map(({ kind, valid, revision }) => [kind, valid, revision]);
const formsOf = async (pdf: Uint8Array, options = {}): Promise<readonly SignatureForm[]> =>
  (await parsePades(pdf, options)).signatures.map(({ form }) => form);
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

/** The document at a level, everything that it needs given. */
const raise = async (
  pdf: Uint8Array,
  adesLevel: 'B-T' | 'B-LT' | 'B-LTA',
  { only, ...options }: PadesOptions & { readonly only?: readonly string[] } = {},
) => {
  const context = { adesLevel, timestamps: [timestamps], material, ...(only && { only }) };
  return (await pades(options).augment(pdf, context)).toBytes();
};

/** How many certificates, lists and answers the store of a PDF holds, and whether any is there twice. */
async function storeOf(pdf: Uint8Array) {
  const reader = await PdfReader.open(pdf);
  const { dictionary } = await readCatalog(reader);
  const store = await reader.resolveEntry(dictionary, 'DSS');
  if (store.kind !== 'dictionary') throw new Error('there is no store');
  const { certificates, crls, ocspResponses } = await readStoreEntries(reader, store);
  const all = [...certificates, ...crls, ...ocspResponses];
  const isTwice = all.some(({ data }, at) => all.slice(0, at).some((other) => equalBytes(other.data, data)));
  return { counts: [certificates.length, crls.length, ocspResponses.length], isTwice, store };
}

describe('raising a sealed PDF to B-T', () => {
  const context = { adesLevel: 'B-T' } as const;

  it('appends a document timestamp and touches nothing that is there', async () => {
    const before = await sealed();
    const raised = await raise(before, 'B-T');
    expect(equalBytes(raised.subarray(0, before.length), before)).toBe(true);
    expect(await kinds(raised)).toEqual([
      ['seal', true, 2],
      ['timestamp', true, 3],
    ]);
  });

  it('changes nothing where it has the level already', async () => {
    const format = pades();
    const own = await sealed({}, { adesLevel: 'B-T', timestamps });
    const stamped = await raise(await sealed(), 'B-T');
    for (const pdf of [own, stamped]) {
      expect((await format.augment(pdf, { ...context, timestamps: [timestamps] })).parts).toEqual([pdf]);
    }
    const plain = await sealed();
    expect((await format.augment(plain, { adesLevel: 'B-B' })).parts).toEqual([plain]);
  });

  it('stamps a seal that came after the last timestamp', async () => {
    const again = await (await sealer.seal(await raise(await sealed(), 'B-T'))).toBytes();
    const raised = await raise(again, 'B-T');
    expect((await kinds(raised)).map(([kind]) => kind)).toEqual(['seal', 'timestamp', 'seal', 'timestamp']);
  });

  it('needs a seal and a source of timestamps', async () => {
    const format = pades();
    const unsealed = format.augment(document(), { ...context, timestamps: [timestamps] });
    expect(await codeOf(unsealed)).toBe('PDF_NOT_SEALED');
    expect(await codeOf(format.augment(await sealed(), context))).toBe('TIMESTAMP_SOURCE_MISSING');
  });
});

describe('raising a sealed PDF to B-LT', () => {
  it.each(['table', 'object-streams'] as const)(
    'appends a store with what is missing, and no more, in the form "%s"',
    async (form) => {
      const before = await (
        await sealer.seal(document(form), {}, { adesLevel: 'B-T', timestamps })
      ).toBytes();
      const raised = await raise(before, 'B-LT');
      expect(equalBytes(raised.subarray(0, before.length), before)).toBe(true);
      expect(await formsOf(raised)).toEqual(['B-LT']);
      expect(await storeOf(raised)).toMatchObject({ isTwice: false });
      expect(toLatin1(raised)).not.toContain('/VRI');
      // Only certificates that neither the seal nor its timestamp carries.
      const { requests } = material;
      const { present, subjects } = requests.at(-1) ?? { present: undefined, subjects: [] };
      expect(subjects.map(({ role }) => role)).toEqual(['seal', 'timestamp']);
      expect(present?.certificates.length).toBeGreaterThan(1);
    },
  );

  it('is what sealing at B-LT and B-LTA gives, and both are valid and of that form', async () => {
    const long = await sealed({}, { adesLevel: 'B-LT', timestamps, material });
    expect([await formsOf(long), await kinds(long)]).toEqual([['B-LT'], [['seal', true, 2]]]);
    const archived = await sealed({}, { adesLevel: 'B-LTA', timestamps, material });
    expect([await formsOf(archived), await kinds(archived)]).toEqual([
      ['B-LTA'],
      [
        ['seal', true, 2],
        ['timestamp', true, 4],
      ],
    ]);
  });

  it('relates the store to single seals where that is wanted', async () => {
    const { store } = await storeOf(await raise(await sealed(), 'B-LT', { vri: true }));
    const relations = entry(store, 'VRI');
    const keys = relations.kind === 'dictionary' ? [...relations.entries.keys()] : [];
    expect(keys).toEqual([expect.stringMatching(/^[0-9A-F]{40}$/)]);
  });

  it('returns a PDF that has all of it as it is', async () => {
    const long = await raise(await sealed(), 'B-LT');
    const context = { adesLevel: 'B-LT', timestamps: [timestamps], material } as const;
    expect((await pades().augment(long, context)).parts).toEqual([long]);
  });

  it('keeps the store that is there and its objects, whatever it looks like', async () => {
    const first = await raise(await sealed(), 'B-LT', { vri: true });
    const again = await (await sealer.seal(first)).toBytes();
    const both = await raise(again, 'B-LT', { vri: true });
    // The timestamp over the second seal covers the store of the first.
    expect(await formsOf(both)).toEqual(['B-LTA', 'B-LT']);
    const { isTwice, store } = await storeOf(both);
    const relations = entry(store, 'VRI');
    expect([isTwice, relations.kind === 'dictionary' && relations.entries.size]).toEqual([false, 2]);
  });

  it('raises the chosen seals alone', async () => {
    const twice = await (await sealer.seal(await sealed())).toBytes();
    const [, second] = (await parsePades(twice)).signatures;
    const { length } = material.requests;
    await raise(twice, 'B-LT', { only: [second?.id ?? ''] });
    expect(material.requests.slice(length).map(({ subjects }) => subjects.map(({ role }) => role))).toEqual([
      ['seal', 'timestamp'],
    ]);
    expect(await codeOf(raise(twice, 'B-LT', { only: ['S-unknown'] }))).toBe('INVALID_ARGUMENT');
  });

  it('encrypts what it stores as the document demands', async () => {
    const options = { password: OWNER_PASSWORD };
    const own = await (await sealer.seal(protectedPdf(), options)).toBytes();
    const archived = await raise(own, 'B-LTA', options);
    expect(await formsOf(archived, options)).toEqual(['B-LTA']);
    const [certificate = new Uint8Array()] = (await parsePades(archived, options)).signatures[0]?.crls ?? [];
    expect([certificate.length > 0, indexOfBytes(archived, certificate)]).toEqual([true, -1]);
    expect(await codeOf(raise(own, 'B-LT'))).toBe('PDF_CHANGE_FORBIDDEN');
  });

  it('is permitted whatever a certification says', async () => {
    const certified = await sealed({ certify: 1 });
    expect(await formsOf(await raise(certified, 'B-LTA'))).toEqual(['B-LTA']);
  });

  it('needs a source of material before anything is asked for, and passes its errors on', async () => {
    const never: TimestampSource = { ...timestamps, stamp: () => Promise.reject(new Error('stamped')) };
    const raising = pades().augment(await sealed(), { adesLevel: 'B-LTA', timestamps: [never] });
    expect(await codeOf(raising)).toBe('MATERIAL_SOURCE_MISSING');
    const failing: MaterialSource = {
      collect: () => Promise.reject(new CoreError('TRANSPORT_FAILED', 'down')),
    };
    const context = { adesLevel: 'B-LT', timestamps: [timestamps], material: failing } as const;
    expect(await codeOf(pades().augment(await sealed(), context))).toBe('TRANSPORT_FAILED');
  });

  it('embeds nothing of a source that is no certificate and no revocation data', async () => {
    const junk: MaterialSource = {
      collect: async () => ({ certificates: [], crls: [Uint8Array.of(0x30, 0)], ocspResponses: [] }),
    };
    const context = { adesLevel: 'B-LT', timestamps: [timestamps], material: junk } as const;
    expect(await codeOf(pades().augment(await sealed(), context))).toBe('DECODE_FAILED');
  });

  it('refuses a seal or a timestamp that is broken', async () => {
    const plain = await sealed();
    const stamped = await raise(plain, 'B-T');
    const page = indexOfBytes(plain, new TextEncoder().encode('/MediaBox[0 0 595 842]'));
    expect(await codeOf(raise(flipBit(plain, page + 11), 'B-T'))).toBe('SEAL_BROKEN');
    expect(await codeOf(raise(flipBit(stamped, page + 11), 'B-LT'))).toBe('SEAL_BROKEN');
    // Only the timestamp covers what was appended after the seal.
    const flags = toLatin1(stamped).lastIndexOf('/F 132') + 5;
    expect(await codeOf(raise(flipBit(stamped, flags), 'B-LT'))).toBe('SEAL_BROKEN');
    const contents = toLatin1(plain).lastIndexOf('/Contents<') + 10;
    expect(await codeOf(raise(flipBit(plain, contents), 'B-T'))).toBe('SEAL_BROKEN');
  });
});

describe('raising a sealed PDF to B-LTA', () => {
  it('stamps it anew every time, after the material of the last timestamp', async () => {
    const archived = await raise(await sealed(), 'B-LTA');
    expect(await kinds(archived)).toEqual([
      ['seal', true, 2],
      ['timestamp', true, 3],
      ['timestamp', true, 5],
    ]);
    const renewed = await raise(archived, 'B-LTA');
    expect((await kinds(renewed)).map(([kind]) => kind)).toEqual([
      'seal',
      'timestamp',
      'timestamp',
      'timestamp',
    ]);
    expect(material.requests.at(-1)?.subjects).toHaveLength(3);
    expect(await formsOf(renewed)).toEqual(['B-LTA']);
  });

  it('takes a timestamp of each source', async () => {
    const context = { adesLevel: 'B-LTA', timestamps: [timestamps, timestamps], material } as const;
    const own = await sealed({}, { adesLevel: 'B-T', timestamps });
    const archived = await (await pades().augment(own, context)).toBytes();
    expect((await kinds(archived)).map(([kind]) => kind)).toEqual(['seal', 'timestamp', 'timestamp']);
  });

  it('renews a PDF that has document timestamps alone', async () => {
    const stamped = await (await stampDocument(document(), timestamps)).toBytes();
    const renewed = await raise(stamped, 'B-LTA');
    expect(await kinds(renewed)).toEqual([
      ['timestamp', true, 2],
      ['timestamp', true, 4],
    ]);
    expect((await storeOf(renewed)).counts[2]).toBe(1);
    expect(await raise(stamped, 'B-T')).toEqual(stamped);
  });
});

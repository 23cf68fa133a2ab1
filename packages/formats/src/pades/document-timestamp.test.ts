import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { beforeAll, describe, expect, it } from 'vitest';
import { stampDocument } from './document-timestamp.ts';
import { buildTestPdf, pageObjects, toLatin1 } from './pdf/test-documents.ts';
import { checkSignatures, createTestSealer, type TestSealer } from './test-seals.ts';

let sealer: TestSealer;
let timestamps: TimestampSource;
beforeAll(async () => {
  sealer = await createTestSealer();
  const { world } = sealer;
  timestamps = createTimestampClient({
    url: world.urls.tsa,
    transport: world.transport,
    now: () => world.now,
  });
});

const document = (form: 'table' | 'object-streams' = 'table') =>
  buildTestPdf({ objects: pageObjects(), form });
const sealed = async (options = {}, pipeline = {}) =>
  (await sealer.seal(document(), options, pipeline)).toBytes();
const kinds = async (pdf: Uint8Array) =>
  (await checkSignatures(pdf)).map(({ kind, valid, revision }) => [kind, valid, revision]);
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

describe('a document timestamp', () => {
  it.each(['table', 'object-streams'] as const)(
    'covers the whole of a PDF of the form "%s", sealed or not',
    async (form) => {
      const stamped = await (await stampDocument(document(form), timestamps)).toBytes();
      expect(await kinds(stamped)).toEqual([['timestamp', true, 2]]);
      expect(toLatin1(stamped)).toContain('/Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161');
      expect(toLatin1(stamped)).toContain('/ExtensionLevel 1');
      const twice = await (await stampDocument(stamped, timestamps)).toBytes();
      expect(await kinds(twice)).toEqual([
        ['timestamp', true, 2],
        ['timestamp', true, 3],
      ]);
    },
  );

  it('is permitted after a certification that permits nothing', async () => {
    const certified = await sealed({ certify: 1 });
    const stamped = await (await stampDocument(certified, timestamps)).toBytes();
    expect(await kinds(stamped)).toEqual([
      ['seal', true, 2],
      ['timestamp', true, 3],
    ]);
    // With an appearance it would be judged as the filling of a form.
    expect(toLatin1(stamped.subarray(certified.length))).not.toContain('/AP');
  });

  it('comes before a certification at its peril', async () => {
    const stamped = await (await stampDocument(document(), timestamps)).toBytes();
    expect(await codeOf(sealer.seal(stamped, { certify: 2 }))).toBe('PDF_CERTIFICATION_NOT_FIRST');
  });

  it('fails with the code of the authority', async () => {
    const down = {
      ...timestamps,
      stamp: () => Promise.reject(Object.assign(new Error('down'), { code: 'TIMESTAMP_UNAVAILABLE' })),
    };
    expect(await codeOf(stampDocument(document(), down))).toBe('TIMESTAMP_UNAVAILABLE');
  });
});

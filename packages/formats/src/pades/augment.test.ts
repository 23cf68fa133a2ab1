import { equalBytes } from '@eseal/core';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { beforeAll, describe, expect, it } from 'vitest';
import { stampDocument } from './document-timestamp.ts';
import { pades } from './pades.ts';
import { buildTestPdf, pageObjects } from './pdf/test-documents.ts';
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

describe('raising the level of a sealed PDF', () => {
  const context = { adesLevel: 'B-T' } as const;

  it('to B-T appends a document timestamp and touches nothing that is there', async () => {
    const before = await sealed();
    const raised = await (await pades().augment(before, { ...context, timestamps: [timestamps] })).toBytes();
    expect(equalBytes(raised.subarray(0, before.length), before)).toBe(true);
    expect(await kinds(raised)).toEqual([
      ['seal', true, 2],
      ['timestamp', true, 3],
    ]);
  });

  it('that has the level already changes nothing', async () => {
    const format = pades();
    const own = await sealed({}, { adesLevel: 'B-T', timestamps });
    const stamped = await (
      await format.augment(await sealed(), { ...context, timestamps: [timestamps] })
    ).toBytes();
    for (const pdf of [own, stamped]) {
      expect((await format.augment(pdf, { ...context, timestamps: [timestamps] })).parts).toEqual([pdf]);
    }
    const plain = await sealed();
    expect((await format.augment(plain, { adesLevel: 'B-B' })).parts).toEqual([plain]);
  });

  it('stamps a seal that came after the last timestamp', async () => {
    const stamped = await (await stampDocument(await sealed(), timestamps)).toBytes();
    const again = await (await sealer.seal(stamped)).toBytes();
    const raised = await (await pades().augment(again, { ...context, timestamps: [timestamps] })).toBytes();
    expect((await kinds(raised)).map(([kind]) => kind)).toEqual(['seal', 'timestamp', 'seal', 'timestamp']);
  });

  it('needs a seal, a source of timestamps and a level that can be made', async () => {
    const format = pades();
    expect(await codeOf(format.augment(document(), { ...context, timestamps: [timestamps] }))).toBe(
      'PDF_NOT_SEALED',
    );
    expect(await codeOf(format.augment(await sealed(), context))).toBe('TIMESTAMP_SOURCE_MISSING');
    expect(
      await codeOf(format.augment(await sealed(), { adesLevel: 'B-LTA', timestamps: [timestamps] })),
    ).toBe('UNSUPPORTED_LEVEL');
  });
});

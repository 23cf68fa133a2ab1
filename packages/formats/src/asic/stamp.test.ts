import { readAll, utf8 } from '@eseal/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { extractContents } from './extract.ts';
import { parseAsic } from './parse/parse.ts';
import { type AsicDocuments, stampAsic } from './stamp.ts';
import { checkContainer, createTestSealer, FURTHER, namesIn, type TestSealer } from './test-containers.ts';

const FIRST = { name: '請求書.txt', mimeType: 'text/plain', source: utf8('請求書: 十万円') };
const ALL: AsicDocuments = [FIRST, ...FURTHER];

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

describe('stampAsic', () => {
  it.each([
    ['asic-s', [FIRST], ['mimetype', '請求書.txt', 'META-INF/timestamp.tst']],
    ['asic-s', ALL, ['mimetype', 'package.zip', 'META-INF/timestamp.tst']],
    [
      'asic-e',
      ALL,
      [
        'mimetype',
        '請求書.txt',
        '図面/1+2 (a).txt',
        '100%.bin',
        'META-INF/ASiCManifest.xml',
        'META-INF/timestamp001.tst',
      ],
    ],
  ] as const)('puts documents under a timestamp in %s', async (type, documents: AsicDocuments, names) => {
    const stamped = await stampAsic(documents, sealer.timestamps, { type });
    const bytes = await stamped.toBytes();
    expect(await namesIn(bytes)).toEqual(names);
    expect(await checkContainer(bytes)).toEqual({ seals: 0, holds: true });
    expect((await parseAsic(bytes)).timestamps.map((one) => one.type)).toEqual(['container']);
  });

  it('makes one manifest for each authority', async () => {
    const other = await createTestSealer();
    const sources = [sealer.timestamps, other.timestamps];
    const bytes = await (await stampAsic(ALL, sources, { type: 'asic-e' })).toBytes();
    expect((await namesIn(bytes)).slice(4)).toEqual([
      'META-INF/ASiCManifest.xml',
      'META-INF/timestamp001.tst',
      'META-INF/ASiCManifest002.xml',
      'META-INF/timestamp002.tst',
    ]);
    expect(await checkContainer(bytes)).toEqual({ seals: 0, holds: true });
  });

  it('refuses several authorities in ASiC-S, none at all, and names that are no names', async () => {
    const { timestamps } = sealer;
    for (const sources of [[timestamps, timestamps], []])
      await expect(stampAsic([FIRST], sources, { type: 'asic-s' })).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
      });
    const outside = { name: '../a', source: FIRST.source };
    await expect(stampAsic([outside], timestamps, { type: 'asic-s' })).rejects.toMatchObject({
      code: 'ASIC_NAME_REFUSED',
    });
  });
});

describe('extractContents', () => {
  it('opens the inner archive of ASiC-S, or gives it as it is', async () => {
    const bytes = await (await stampAsic(ALL, sealer.timestamps, { type: 'asic-s' })).toBytes();
    const opened = await extractContents(bytes);
    expect(opened.map(({ name }) => name)).toEqual(ALL.map(({ name }) => name));
    expect(await readAll(opened[0]?.source ?? FIRST.source)).toEqual(FIRST.source);
    const closed = await extractContents(bytes, { unpack: false });
    expect(closed.map(({ name }) => name)).toEqual(['package.zip']);
  });

  it('tells the media types that a container states', async () => {
    const bytes = await (await stampAsic(ALL, sealer.timestamps, { type: 'asic-e' })).toBytes();
    const documents = await extractContents(bytes);
    expect(documents.map(({ mimeType }) => mimeType)).toEqual(['text/plain', 'text/plain', undefined]);
  });

  it('refuses what is no container', async () => {
    await expect(extractContents(FIRST.source)).rejects.toMatchObject({ code: 'ZIP_UNREADABLE' });
  });
});

import { utf8 } from '@eseal/core';
import { flipBit, indexOfBytes, invoiceXml } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { XadesOptions } from './options.ts';
import { parseXades } from './parse/parse.ts';
import { checkSeals, createTestSealer, type TestSealer, textOf } from './test-seals.ts';

const INVOICE = invoiceXml();
const SECOND = utf8('二');
const PARTS = utf8('<a xmlns="urn:x" xml:lang="ja"><b Id="b">請求書 <!-- 1 --></b><c Id="c"/></a>');

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

const DETACHED = {
  packaging: 'detached',
  name: 'a.xml',
  contents: [{ name: '二', source: SECOND }],
} as const;
const CONTENTS = [{ name: 'a.xml', source: INVOICE }, ...DETACHED.contents];

const stamped = (document: Uint8Array | ReadableStream<Uint8Array>, options: XadesOptions) => {
  const { timestamps } = sealer;
  return sealer.sealed(document, options, { contentTimestamps: [timestamps, timestamps] });
};

describe('timestamps over the content', () => {
  it.each<[string, XadesOptions, Uint8Array]>([
    ['enveloped', {}, INVOICE],
    ['enveloped, inclusive', { canonicalization: 'c14n' }, PARTS],
    ['enveloping base64', { packaging: 'enveloping', contents: [{ source: SECOND }] }, INVOICE],
    ['enveloping XML', { packaging: 'enveloping', objectContent: 'xml' }, INVOICE],
    ['internally detached', { packaging: 'internally-detached', elementIds: ['c', 'b'] }, PARTS],
    ['detached', DETACHED, INVOICE],
    ['detached, by a manifest', { ...DETACHED, manifest: true }, INVOICE],
  ])('of a seal %s are over what each reference is of', async (_, options, document) => {
    const contents = options.packaging === 'detached' ? CONTENTS : [];
    const sealed = await stamped(document, options);
    const [signature] = (await parseXades(sealed, { contents })).signatures;
    expect(signature?.timestamps.map(({ type }) => type)).toEqual(['all-data-objects', 'all-data-objects']);
    expect([signature?.form, signature?.structure.messages]).toEqual(['B-B', []]);
    expect(await checkSeals(sealed, contents)).toEqual([true]);
    const copied = await stamped(utf8('<other Id="b"><x Id="c"/></other>'), options);
    const token = /<xades:EncapsulatedTimeStamp>.*?<\/xades:EncapsulatedTimeStamp>/s;
    const [other = ''] = token.exec(textOf(copied)) ?? [];
    expect(await checkSeals(textOf(sealed).replace(token, other), contents)).toEqual([false]);
  });

  it('are under the seal, and break with the content', async () => {
    const sealed = await stamped(INVOICE, {});
    const changed = flipBit(sealed, indexOfBytes(sealed, utf8('株式会社')) + 2, 1);
    expect(await checkSeals(changed)).toEqual([false]);
    const token = /<xades:AllDataObjectsTimeStamp>.*?<\/xades:AllDataObjectsTimeStamp>/s;
    expect(await checkSeals(textOf(sealed).replace(token, ''))).toEqual([false]);
  });

  it('are made over a stream, but not over a digest', async () => {
    const sealed = await stamped(new Blob([INVOICE]).stream(), DETACHED);
    expect(await checkSeals(sealed, CONTENTS)).toEqual([true]);
    const source = { algorithm: 'SHA-256', digest: new Uint8Array(32) } as const;
    await expect(stamped(INVOICE, { ...DETACHED, contents: [{ name: 'b', source }] })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });
});

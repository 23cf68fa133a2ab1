import { utf8 } from '@eseal/core';
import { createMockSigner, invoiceXml } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { XadesOptions } from './options.ts';
import { checkSeals, createTestSealer, type TestSealer } from './test-seals.ts';
import { xades } from './xades.ts';

const INVOICE = invoiceXml();

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

describe('a XAdES seal between its halves', () => {
  it.each<[string, XadesOptions, Uint8Array]>([
    [
      'in UBL extensions, inclusive',
      { place: { kind: 'ubl-extensions' }, canonicalization: 'c14n' },
      INVOICE,
    ],
    ['in an empty element after a byte order mark', {}, utf8('\uFEFF<a xml:lang="ja"/>')],
    ['around several documents', { packaging: 'enveloping', contents: [{ source: utf8('x') }] }, INVOICE],
    [
      'around several XML documents',
      { packaging: 'enveloping', objectContent: 'xml', contents: [{ source: utf8('<x/>') }] },
      INVOICE,
    ],
  ])('%s becomes the same bytes as in one go', async (_, options, document) => {
    const { certificates, sign } = createMockSigner(sealer.world.seal);
    const context = {
      certificates,
      adesLevel: 'B-T',
      signingTime: sealer.world.now,
      timestampSize: 0,
    } as const;
    const prepared = await xades(options).prepare(document, { ...context, algorithm: 'ecdsa-sha256' });
    const { dataToBeSigned } = prepared;
    const [value = new Uint8Array()] = await sign([{ dataToBeSigned, algorithm: 'ecdsa-sha256' }]);
    const restored = await xades(options).restore(xades(options).store(prepared), document);
    const assemble = async (from: typeof prepared, adesLevel: 'B-B' | 'B-T') =>
      (await xades(options).assemble(from, value, { adesLevel, timestamps: [sealer.timestamps] })).toBytes();
    expect(await assemble(restored, 'B-B')).toEqual(await assemble(prepared, 'B-B'));
    expect(await checkSeals(await assemble(restored, 'B-T'))).toEqual([true]);
  });
});

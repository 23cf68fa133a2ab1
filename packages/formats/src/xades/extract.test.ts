import { readAll, utf8 } from '@eseal/core';
import { invoiceXml } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXCLUSIVE_C14N } from '../xml/canonicalization-method.ts';
import { canonicalize } from '../xml/canonicalize.ts';
import { subtreeOf } from '../xml/node-set.ts';
import { parseXml } from '../xml/parser.ts';
import { extractContents } from './extract.ts';
import type { XadesOptions } from './options.ts';
import { parseXades } from './parse/parse.ts';
import { createTestSealer, type TestSealer, textOf } from './test-seals.ts';

const INVOICE = invoiceXml();
const PARTS = utf8('<a xmlns="urn:x"><b Id="b">請求書 <!-- 1 --></b><c Id="c"/></a>');

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

const canonical = (file: Uint8Array): string => {
  const document = parseXml(file);
  return textOf(canonicalize(subtreeOf(document, document, { comments: false }), EXCLUSIVE_C14N));
};

const extracted = async (document: Uint8Array, options: XadesOptions) => {
  const contents = await extractContents(await sealer.sealed(document, options));
  return contents.map(({ mimeType, octets }) => [mimeType, textOf(octets)]);
};

describe('the documents inside a sealed one', () => {
  it('are what an enveloped seal covers, without any seal', async () => {
    const both = await sealer.sealed(await sealer.sealed(INVOICE));
    const contents = await extractContents(both);
    expect(contents.map(({ octets }) => textOf(octets))).toEqual([canonical(INVOICE), canonical(INVOICE)]);
    const [, second] = (await parseXades(both)).signatures;
    const only = second === undefined ? [] : [second.id];
    expect(await extractContents(both, { only })).toEqual(contents.slice(1));
  });

  it('are those that an enveloping seal holds, byte for byte where it holds bytes', async () => {
    const source = new Blob([PARTS]);
    const options = { packaging: 'enveloping', mimeType: 'text/xml', contents: [{ source }] } as const;
    expect(await extracted(INVOICE, options)).toEqual([
      ['text/xml', textOf(INVOICE)],
      ['application/octet-stream', textOf(await readAll(source))],
    ]);
    expect(await extracted(PARTS, { packaging: 'enveloping', objectContent: 'xml' })).toEqual([
      ['application/xml', canonical(PARTS)],
    ]);
  });

  it('are the elements that an internally detached seal covers, and nothing beside a seal', async () => {
    const internal = { packaging: 'internally-detached', elementIds: ['c', 'b'] } as const;
    expect((await extracted(PARTS, internal)).map(([, text]) => text)).toEqual([
      '<c xmlns="urn:x" Id="c"></c>',
      '<b xmlns="urn:x" Id="b">請求書 </b>',
    ]);
    expect(await extracted(INVOICE, { packaging: 'detached', name: 'a' })).toEqual([]);
  });

  it('are not given when the seal does not hold, or is not there', async () => {
    const sealed = await sealer.sealed(INVOICE);
    const text = textOf(sealed);
    for (const broken of [
      text.replace('株式会社', '有限会社'),
      text.replace(/SigningTime>2/, 'SigningTime>1'),
      text.replace(
        /(<ds:SignatureValue[^>]*>..)(.)/,
        (_, before, at) => `${before}${at === 'A' ? 'B' : 'A'}`,
      ),
    ])
      await expect(extractContents(utf8(broken))).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
    const nameless = text.replace(/<ds:X509Certificate>.*?<\/ds:X509Certificate>/gs, '');
    await expect(extractContents(utf8(nameless))).rejects.toMatchObject({ code: 'SEAL_CERTIFICATE_MISSING' });
    const unknown = text.replace(/(<ds:SignatureMethod Algorithm=")[^"]*/, '$1urn:unknown');
    await expect(extractContents(utf8(unknown))).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
    for (const [file, options] of [
      [INVOICE, {}],
      [sealed, { only: ['S-1'] }],
    ] as const)
      await expect(extractContents(file, options)).rejects.toMatchObject({ code: 'XML_NOT_SEALED' });
  });
});

import { createSealedDocument, equalBytes, toBase64, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import {
  createMockSigner,
  flipBit,
  indexOfBytes,
  invoiceXml,
  type KeyKind,
  testFormat,
} from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Canonicalization } from './canonicalization.ts';
import type { XadesOptions } from './options.ts';
import { parseXades } from './parse/parse.ts';
import { checkSeals, createTestSealer, type TestSealer, textOf } from './test-seals.ts';
import { xades } from './xades.ts';

const INVOICE = invoiceXml();
const PARTS = utf8('<a xmlns="urn:x" xml:lang="ja"><b Id="b">請求書 <!-- 1 --></b><c Id="c"/></a>');

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

/** Name, options, document, another document, and what of the document stands in the seal. */
const PACKAGINGS: readonly (readonly [string, XadesOptions, Uint8Array, Uint8Array, string])[] = [
  ['enveloped', {}, INVOICE, invoiceXml({ lines: 1 }), '株式会社'],
  [
    'enveloping base64',
    { packaging: 'enveloping' },
    INVOICE,
    utf8('見積書'),
    toBase64(INVOICE.subarray(0, 300)),
  ],
  [
    'enveloping XML',
    { packaging: 'enveloping', objectContent: 'xml' },
    INVOICE,
    invoiceXml({ lines: 1 }),
    '株式会社',
  ],
  ['detached', { packaging: 'detached', name: '請求 書/1.xml' }, INVOICE, utf8('見積書'), ''],
  [
    'internally detached',
    { packaging: 'internally-detached', elementIds: ['b', 'c'] },
    PARTS,
    utf8('<a xmlns="urn:x"><b Id="b">見積書</b><c Id="c"/></a>'),
    '請求書',
  ],
];

for (const [name, options, document, otherDocument, part] of PACKAGINGS) {
  describe(name, () => {
    testFormat(
      {
        format: () => xades(options),
        signer: async () => createMockSigner(sealer.world.seal),
        document: async () => document,
        otherDocument: async () => otherDocument,
        verify: async (sealed, content) => {
          const contents =
            options.packaging === 'detached' ? [{ name: options.name ?? '', source: content }] : [];
          const seals = await checkSeals(sealed, contents);
          return seals.length === 1 && seals[0] === true;
        },
        ...(options.packaging !== 'detached' && {
          changeInside: (sealed) => flipBit(sealed, indexOfBytes(sealed, utf8(part))),
        }),
      },
      { describe, expect, it },
    );

    it('is at B-T with a timestamp over its value', async () => {
      const sealed = await sealer.sealed(document, options, { adesLevel: 'B-T' });
      const contents = [{ name: options.name ?? '', source: document }];
      const [signature] = (await parseXades(sealed, { contents })).signatures;
      expect(signature).toMatchObject({ form: 'B-T', format: 'XAdES', structure: { valid: true } });
      expect(signature?.timestamps.map(({ type }) => type)).toEqual(['signature']);
      expect(await checkSeals(sealed, contents)).toEqual([true]);
    });
  });
}

describe('a XAdES seal', () => {
  it.each<KeyKind>(['rsa-2048', 'rsa-pss-2048', 'p256', 'p384', 'p521', 'ed25519'])(
    'is at B-B with a key of %s',
    async (key) => {
      const other = await createTestSealer({ keyOf: { seal: key } });
      const sealed = await other.sealed(INVOICE);
      expect(await checkSeals(sealed)).toEqual([true]);
      const [signature] = (await parseXades(sealed)).signatures;
      expect(signature).toMatchObject({ form: 'B-B', format: 'XAdES', structure: { valid: true } });
      expect(signature?.claimedTime?.getTime()).toBe(Math.floor(other.world.now.getTime() / 1000) * 1000);
    },
  );

  it.each<Canonicalization>([
    'exc-c14n',
    'exc-c14n-with-comments',
    'c14n',
    'c14n-with-comments',
    'c14n11',
    'c14n11-with-comments',
  ])('holds with the canonicalization %s, deep in a document with inherited attributes', async (method) => {
    const document = `<?xml version="1.0"?><!-- 1 --><p:a xmlns:p="urn:p" xmlns="urn:d" xml:base="http://x/y/" xml:lang="ja" xml:space="preserve"><b xml:base="z/" xmlns:p="urn:q"><c Id="c" xmlns=""/></b></p:a>`;
    const options = { canonicalization: method, place: { kind: 'element-id', id: 'c' } } as const;
    const sealed = await sealer.sealed(document, options, { adesLevel: 'B-T' });
    expect(await checkSeals(sealed)).toEqual([true]);
    expect(await checkSeals(textOf(sealed).replace('xml:base="z/"', 'xml:base="z"'))).toEqual([false]);
  });

  it.each(['SHA-384', 'SHA3-256', 'SHA3-512'] as const)(
    'holds with references by %s',
    async (digestAlgorithm) => {
      const sealed = await sealer.sealed(INVOICE, { digestAlgorithm });
      expect(await checkSeals(sealed)).toEqual([true]);
      const [signature] = (await parseXades(sealed)).signatures;
      expect(signature?.references.map((reference) => reference.digestAlgorithm)).toEqual([
        digestAlgorithm,
        digestAlgorithm,
      ]);
    },
  );

  it('is over a document of which only the digest is known, beside it', async () => {
    const digest = await digestBytes('SHA-256', INVOICE);
    const source = { algorithm: 'SHA-256', digest } as const;
    const options = { packaging: 'detached', name: 'a.xml' } as const;
    const sealed = await sealer.sealed(source, options);
    expect(await checkSeals(sealed, [{ name: 'a.xml', source: INVOICE }])).toEqual([true]);
    expect(await checkSeals(sealed, [{ name: 'a.xml', source }])).toEqual([true]);
    expect(await checkSeals(sealed, [{ name: 'a.xml', source: PARTS }])).toEqual([false]);
    const wrong = { algorithm: 'SHA-256', digest: digest.subarray(1) } as const;
    for (const [given, packaging] of [
      [source, {}],
      [source, { packaging: 'enveloping' }],
      [wrong, options],
    ] as const)
      await expect(sealer.sealed(given, packaging)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('is refused with an algorithm that has no name in XML', async () => {
    const { certificates } = createMockSigner(sealer.world.seal);
    const context = {
      certificates,
      adesLevel: 'B-B',
      signingTime: sealer.world.now,
      timestampSize: 0,
    } as const;
    const preparing = xades().prepare(INVOICE, { ...context, algorithm: 'rsa-sha3-256' });
    await expect(preparing).rejects.toMatchObject({ code: 'UNSUPPORTED_ALGORITHM' });
  });

  it('is not assembled from a value that is no ECDSA value', async () => {
    const { certificates } = createMockSigner(sealer.world.seal);
    const context = {
      certificates,
      adesLevel: 'B-B',
      signingTime: sealer.world.now,
      timestampSize: 0,
    } as const;
    const prepared = await xades().prepare(INVOICE, { ...context, algorithm: 'ecdsa-sha256' });
    const assembling = xades().assemble(prepared, new Uint8Array(64), { adesLevel: 'B-B' });
    await expect(assembling).rejects.toMatchObject({ code: 'SIGNATURE_VALUE_INVALID' });
  });

  it('carries the certificates it is told to', async () => {
    const chain = [...sealer.world.chain, ...sealer.world.anchors];
    const signer = createMockSigner(sealer.world.seal, { certificates: chain });
    const count = async (includeCertificates: 'all' | 'without-root' | 'seal') => {
      const sealed = await sealer.sealed(INVOICE, { includeCertificates }, { signer });
      expect(await checkSeals(sealed)).toEqual([true]);
      return textOf(sealed).split('</ds:X509Certificate>').length - 1;
    };
    expect([await count('all'), await count('without-root'), await count('seal')]).toEqual([3, 2, 1]);
  });

  it('has Ids that nobody can know before the document, its certificate and the time', async () => {
    const idOf = async (document: Uint8Array, signingTime: Date) => {
      const sealed = textOf(await sealer.sealed(document, {}, { signingTime }));
      return /<ds:Signature [^>]*Id="(seal-[0-9a-f]{32})"/.exec(sealed)?.[1];
    };
    const { now } = sealer.world;
    const ids = [
      await idOf(INVOICE, now),
      await idOf(PARTS, now),
      await idOf(INVOICE, new Date(now.getTime() + 1)),
    ];
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain(undefined);
    expect(await idOf(INVOICE, now)).toBe(ids[0]);
  });

  it('says that it is XML', async () => {
    expect((await sealer.seal(INVOICE)).mediaType).toBe('application/xml');
  });
});

describe('an enveloped seal', () => {
  it('leaves every byte of the document where it is', async () => {
    const sealed = await sealer.seal(INVOICE);
    const [before, , after] = sealed.parts;
    expect(sealed.parts).toHaveLength(3);
    const kept = [before, after].map((part) => part instanceof Uint8Array && part.buffer === INVOICE.buffer);
    expect(kept).toEqual([true, true]);
    expect(textOf(await createSealedDocument('', [before ?? PARTS, after ?? PARTS]).toBytes())).toBe(
      textOf(INVOICE),
    );
  });

  it('breaks with any change of the document, but not with other spelling of the same', async () => {
    const document = '<?xml version="1.0" encoding="utf-8"?>\n<a b="1" c=\'2\'><d>x</d><!-- 1 --></a>';
    const text = textOf(await sealer.sealed(document));
    expect(await checkSeals(text)).toEqual([true]);
    for (const same of [
      text.replace('<!-- 1 -->', ''),
      text.replace(`b="1" c='2'`, 'c="2" b="1"'),
      text.replace('<d>x</d>', '<d\n>&#120;</d>'),
    ]) {
      expect(same).not.toBe(text);
      expect(await checkSeals(same)).toEqual([true]);
    }
    for (const other of [
      text.replace('<d>x</d>', '<d>y</d>'),
      text.replace('<d>x</d>', '<d>x</d> '),
      text.replace('b="1"', 'b="2"'),
      text.replace('<a ', '<a xml:lang="ja" '),
      text.replace(/<xades:SigningTime>2026/, '<xades:SigningTime>2025'),
      text.replace('<xades:MimeType>application', '<xades:MimeType>x-application'),
    ]) {
      expect(other).not.toBe(text);
      expect(await checkSeals(other)).toEqual([false]);
    }
  });

  it('can be put into a document after a byte order mark, and into an empty root', async () => {
    for (const document of [
      '\uFEFF<a/>',
      '<a />',
      '\uFEFF<?xml version="1.0"?><ns:a xmlns:ns="urn:n"/>\n<!-- end -->',
    ]) {
      const sealed = await sealer.sealed(document);
      expect(textOf(sealed).startsWith(document.slice(0, 2))).toBe(true);
      expect(await checkSeals(sealed)).toEqual([true]);
      const earlier = textOf(sealed).replace('SigningTime>2026', 'SigningTime>2025');
      expect(await checkSeals(earlier)).toEqual([false]);
    }
  });

  it.each([
    ['XML_SYNTAX', '<a>'],
    ['XML_SYNTAX', '%PDF-1.7'],
    ['XML_DTD_REFUSED', '<!DOCTYPE a><a/>'],
    ['XML_ENCODING_UNSUPPORTED', '<?xml version="1.0" encoding="Shift_JIS"?><a/>'],
    ['XML_DUPLICATE_ID', '<a Id="x"><b Id="x"/></a>'],
    ['XML_DUPLICATE_ID', '<a ID="x"><b xml:id="x"/></a>'],
  ])('is refused with %s in %s', async (code, document) => {
    const signer = createMockSigner(sealer.world.seal);
    await expect(sealer.sealed(document, {}, { signer })).rejects.toMatchObject({ code });
    expect(signer.calls).toEqual([]);
  });

  it('is refused in UTF-16, which a detached seal may be of', async () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...'<a/>'].flatMap((letter) => [letter.charCodeAt(0), 0])]);
    await expect(sealer.seal(utf16)).rejects.toMatchObject({ code: 'XML_ENCODING_UNSUPPORTED' });
    const options = { packaging: 'detached', name: 'a.xml' } as const;
    const beside = await sealer.sealed(utf16, options);
    expect(await checkSeals(beside, [{ name: 'a.xml', source: utf16 }])).toEqual([true]);
  });

  it('does not mind that numbers of other vocabularies occur again', async () => {
    const sealed = await sealer.sealed('<a><line id="1"/><line id="1"/></a>');
    expect(await checkSeals(sealed)).toEqual([true]);
  });
});

describe('seals over several documents', () => {
  const contents = [
    { name: 'b.csv', source: utf8('1,2'), mimeType: 'text/csv', description: '明細' },
    { name: 'c.bin', source: new Blob([new Uint8Array(10)]) },
  ] as const;
  const given = [{ name: 'a.xml', source: INVOICE }, ...contents];

  it('stand beside them, each by its name', async () => {
    const options = { packaging: 'detached', name: 'a.xml', mimeType: 'text/xml', contents } as const;
    const sealed = await sealer.sealed(INVOICE, options);
    expect(await checkSeals(sealed, given)).toEqual([true]);
    const [signature] = (await parseXades(sealed, { contents: given })).signatures;
    expect(signature?.references.map(({ uri }) => uri).slice(0, 3)).toEqual(['a.xml', 'b.csv', 'c.bin']);
    expect(textOf(sealed).match(/<xades:MimeType>[^<]*/g)).toEqual([
      '<xades:MimeType>text/xml',
      '<xades:MimeType>text/csv',
      '<xades:MimeType>application/octet-stream',
    ]);
    for (const at of [0, 1]) {
      const changed = given.map((one, index) => (index === at ? { ...one, source: utf8('x') } : one));
      expect(await checkSeals(sealed, changed)).toEqual([false]);
    }
    expect(await checkSeals(sealed, given.slice(0, 2))).toEqual([false]);
  });

  it('need no more than the digest of further documents', async () => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8('1,2')));
    const options = (algorithm: 'SHA-256' | 'SHA-384', bytes: Uint8Array): XadesOptions => ({
      packaging: 'detached',
      name: 'a.xml',
      contents: [{ name: 'b.csv', source: { algorithm, digest: bytes } }],
    });
    const sealed = await sealer.sealed(INVOICE, options('SHA-256', digest));
    expect(await checkSeals(sealed, given.slice(0, 2))).toEqual([true]);
    await expect(sealer.seal(INVOICE, options('SHA-384', new Uint8Array(48)))).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });

  it('hold them all in themselves', async () => {
    const sealed = await sealer.sealed(INVOICE, { packaging: 'enveloping', contents });
    expect(await checkSeals(sealed)).toEqual([true]);
    expect(textOf(sealed).match(/<ds:Object Encoding/g)).toHaveLength(3);
    expect(await checkSeals(textOf(sealed).replace('>MSwy<', '>MSwz<'))).toEqual([false]);
  });

  it('hold no two elements of the same Id', async () => {
    const options = (further: string): XadesOptions => ({
      packaging: 'enveloping',
      objectContent: 'xml',
      contents: [{ source: utf8(further) }],
    });
    expect(await checkSeals(await sealer.sealed('<a Id="x"/>', options('<b Id="y"/>')))).toEqual([true]);
    await expect(sealer.sealed('<a Id="x"/>', options('<b Id="x"/>'))).rejects.toMatchObject({
      code: 'XML_DUPLICATE_ID',
    });
  });

  it('are completed later only with the same documents', async () => {
    const { certificates } = createMockSigner(sealer.world.seal);
    const context = {
      certificates,
      adesLevel: 'B-B',
      signingTime: sealer.world.now,
      timestampSize: 0,
    } as const;
    const format = (csv: string) =>
      xades({ packaging: 'detached', name: 'a.xml', contents: [{ name: 'b.csv', source: utf8(csv) }] });
    const prepared = await format('1,2').prepare(INVOICE, { ...context, algorithm: 'ecdsa-sha256' });
    const state = format('1,2').store(prepared);
    expect((await format('1,2').restore(state, INVOICE)).dataToBeSigned).toEqual(prepared.dataToBeSigned);
    await expect(format('1,3').restore(state, INVOICE)).rejects.toMatchObject({ code: 'DOCUMENT_CHANGED' });
  });
});

describe('a large document', () => {
  const big = new Uint8Array(3_000_000).map((_, at) => at % 251);

  it('is read in pieces by a detached seal, whatever it comes as', async () => {
    const source = { size: big.length, read: async (start: number, end: number) => big.slice(start, end) };
    const options = { packaging: 'detached', name: 'big' } as const;
    const seals = await Promise.all(
      [big, new Blob([big]), new Blob([big]).stream(), source].map((document) =>
        sealer.sealed(document, options),
      ),
    );
    for (const sealed of seals) {
      expect(equalBytes(sealed.subarray(0, 600), seals[0]?.subarray(0, 600) ?? big)).toBe(true);
      expect(await checkSeals(sealed, [{ name: 'big', source: big }])).toEqual([true]);
    }
  });

  it('is left where it is when its seal holds it, except a stream', async () => {
    for (const document of [new Blob([big]), new Blob([big]).stream()]) {
      const sealed = await sealer.seal(document, { packaging: 'enveloping' });
      expect(sealed.parts).toHaveLength(3);
      expect(sealed.parts[1]).not.toBeInstanceOf(Uint8Array);
      expect(await checkSeals(await sealed.toBytes())).toEqual([true]);
    }
  });

  it('stops being digested when the caller gives up', async () => {
    const controller = new AbortController();
    controller.abort();
    const options = { packaging: 'detached', name: 'big' } as const;
    const sealing = sealer.seal(new Blob([big]), options, { signal: controller.signal });
    await expect(sealing).rejects.toMatchObject({ code: 'ABORTED' });
  });
});

import { CoreError, concatBytes, equalBytes, type SealFormat } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import { findAttributes, parseSignedData } from '@eseal/core/cms';
import { createTimestampClient } from '@eseal/core/timestamp';
import { createMockSigner, testFormat } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { pades } from './pades.ts';
import { readSignatures, textEntry } from './parse/signature-dictionary.ts';
import { entry, isName } from './pdf/objects.ts';
import { PdfReader } from './pdf/reader.ts';
import { appendTestRevision, buildTestPdf, latin1, pageObjects, toLatin1 } from './pdf/test-documents.ts';
import { checkSignatures, createTestSealer, type TestSealer, testAppearance } from './test-seals.ts';

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

const document = (form: 'table' | 'stream' | 'object-streams' | 'hybrid' = 'table') =>
  buildTestPdf({ objects: pageObjects(2), form });

const codeOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

testFormat(
  {
    format: () => pades({ reason: '発行', location: 'Tokyo' }) as SealFormat,
    signer: async () => createMockSigner((await createTestSealer()).world.seal),
    document: async () => document(),
    otherDocument: async () => document('stream'),
    verify: async (sealed) => (await checkSignatures(sealed)).every(({ valid }) => valid),
  },
  { describe, expect, it },
);

describe('a seal in a PDF', () => {
  it.each(['table', 'stream', 'object-streams', 'hybrid'] as const)(
    'keeps every byte and every earlier seal, three times, in a file of the form "%s"',
    async (form) => {
      let pdf = document(form);
      for (let count = 1; count <= 3; count++) {
        const sealed = await (await sealer.seal(pdf, { allowHybridReferences: form === 'hybrid' })).toBytes();
        expect(equalBytes(sealed.subarray(0, pdf.length), pdf)).toBe(true);
        const checked = await checkSignatures(sealed);
        expect(checked.map(({ valid }) => valid)).toEqual(new Array(count).fill(true));
        expect(checked.map(({ revision }) => revision)).toEqual([2, 3, 4].slice(0, count));
        expect(checked.at(-1)?.coverage.end).toBe(sealed.length);
        pdf = sealed;
      }
      const names = (await checkSignatures(pdf)).map(({ fieldName }) => fieldName);
      expect(new Set(names).size).toBe(3);
    },
  );

  it('is refused where objects are hidden from old readers, unless the caller allows it', async () => {
    expect(await codeOf(sealer.seal(document('hybrid')))).toBe('PDF_HYBRID_REFUSED');
  });

  it('is appended: the document itself is a part that nobody copied', async () => {
    const pdf = document();
    const { parts } = await sealer.seal(pdf);
    expect(parts[0]).toBe(pdf);
    expect(parts).toHaveLength(2);
  });

  it('is made for Blobs, streams and files as for bytes', async () => {
    const pdf = document();
    const expected = (await (await sealer.seal(pdf)).toBytes()).length;
    const stream = new Blob([pdf.slice()]).stream();
    const file = { size: pdf.length, read: async (start: number, end: number) => pdf.slice(start, end) };
    for (const source of [new Blob([pdf.slice()]), stream, file]) {
      const sealed = await (await sealer.seal(source)).toBytes();
      expect((await checkSignatures(sealed)).map(({ valid }) => valid)).toEqual([true]);
      expect(Math.abs(sealed.length - expected)).toBeLessThan(2);
    }
  });

  it('stands after leading garbage with ranges counted from the first byte', async () => {
    const pdf = buildTestPdf({ objects: pageObjects(), prefix: 'garbage\r\n' });
    const sealed = await (await sealer.seal(await (await sealer.seal(pdf)).toBytes())).toBytes();
    const checked = await checkSignatures(sealed);
    expect(checked.map(({ valid }) => valid)).toEqual([true, true]);
    expect(checked.map(({ coverage }) => coverage.byteRange?.[0])).toEqual([0, 0]);
  });

  it('holds the entries of the baseline and none that it forbids', async () => {
    const options = { name: 'サンプル', reason: 'Issue (1)', location: '東京', contactInfo: 'a@b.example' };
    const reader = await PdfReader.open(await (await sealer.seal(document(), options)).toBytes());
    const [signature] = (await readSignatures(reader)).signatures;
    if (signature?.value === undefined) throw new Error('no seal');
    const { dictionary } = signature;
    expect([...dictionary.entries.keys()]).toEqual([
      'Type',
      'Filter',
      'SubFilter',
      'M',
      'Name',
      'Reason',
      'Location',
      'ContactInfo',
      'ByteRange',
      'Contents',
    ]);
    expect(isName(entry(dictionary, 'SubFilter'), 'ETSI.CAdES.detached')).toBe(true);
    expect(await textEntry(reader, dictionary, 'Name')).toBe('サンプル');
    expect(await textEntry(reader, dictionary, 'Reason')).toBe('Issue (1)');
    expect(await textEntry(reader, dictionary, 'M')).toMatch(/^D:\d{14}\+00'00'$/);
    const { signerInfos, content } = parseSignedData(signature.value);
    expect(content).toBeUndefined();
    expect(signerInfos).toHaveLength(1);
    const types = signerInfos[0]?.signedAttributes.map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining([OID.contentType, OID.messageDigest, OID.signingCertificateV2]),
    );
    expect(types).not.toContain(OID.signingTime);
  });

  it('carries commitments and a policy as attributes', async () => {
    const signaturePolicy = {
      oid: '1.2.3.4',
      digest: { algorithm: 'SHA-256', value: new Uint8Array(32) },
    } as const;
    const options = { commitmentTypes: ['1.2.840.113549.1.9.16.6.1'], signaturePolicy };
    const [signature] = await checkSignatures(await (await sealer.seal(document(), options)).toBytes());
    const signer = signature?.value && parseSignedData(signature.value).signerInfos[0];
    const types = signer?.signedAttributes.map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining([OID.commitmentTypeIndication, OID.signaturePolicyIdentifier]),
    );
    expect(signature?.valid).toBe(true);
  });

  it('declares the CAdES extension before PDF 2.0, and once', async () => {
    const twice = await (await sealer.seal(await (await sealer.seal(document())).toBytes())).toBytes();
    expect(toLatin1(twice).split('/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 2>>>>')).toHaveLength(
      2,
    );
    const modern = buildTestPdf({ objects: pageObjects(), version: '2.0' });
    expect(toLatin1(await (await sealer.seal(modern)).toBytes())).not.toContain('/Extensions');
  });

  it('declares SHA-3 and EdDSA as extensions of ISO', async () => {
    const prepare = (algorithm: 'ecdsa-sha3-256' | 'ed25519') =>
      pades().prepare(document(), {
        certificates: createMockSigner(sealer.world.seal).certificates,
        algorithm,
        adesLevel: 'B-B',
        signingTime: sealer.world.now,
        timestampSize: 0,
      });
    const text = async (algorithm: 'ecdsa-sha3-256' | 'ed25519') =>
      toLatin1((await prepare(algorithm)).layout.before);
    expect(await text('ed25519')).toContain(
      '/ISO_[<</BaseVersion/2.0/ExtensionLevel 32002/ExtensionRevision(:2022)>>]',
    );
    const supported = await codeOf(prepare('ecdsa-sha3-256'));
    if (supported === 'done') expect(await text('ecdsa-sha3-256')).toContain('/ExtensionLevel 32001');
    else expect(supported).toBe('UNSUPPORTED_ALGORITHM');
  });

  it('is shown where and as it was asked', async () => {
    const options = { appearance: testAppearance(), place: { page: 2, x: 10, y: 10, width: 40 } };
    const sealed = await (await sealer.seal(document(), options)).toBytes();
    expect((await checkSignatures(sealed)).map(({ valid }) => valid)).toEqual([true]);
    expect(toLatin1(sealed)).toMatch(
      /\/P 4 0 R\/Rect\[28\.34\d+ 756\.96\d+ 141\.73\d+ 813\.65\d+\]\/AP<<\/N \d+ 0 R>>/,
    );
  });

  it('does not verify with any bit of document or update changed', async () => {
    const sealed = await (await sealer.seal(document())).toBytes();
    const [checked] = await checkSignatures(sealed);
    const [, first = 0, second = 0] = checked?.coverage.byteRange ?? [];
    for (const at of [0, 9, 60, first - 1, second, second + 20, sealed.length - 2]) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x02;
      const valid = await checkSignatures(changed).then(
        (all) => all.length > 0 && all.every((one) => one.valid),
        () => false,
      );
      expect([at, valid]).toEqual([at, false]);
    }
  });
});

describe('a timestamp on the seal', () => {
  it('fits the place that was measured for it', async () => {
    const { world } = sealer;
    const timestamps = createTimestampClient({
      url: world.urls.tsa,
      transport: world.transport,
      now: () => world.now,
    });
    const sealed = await sealer.seal(document(), {}, { adesLevel: 'B-T', timestamps });
    const [signature] = await checkSignatures(await sealed.toBytes());
    expect(signature?.valid).toBe(true);
    const signer = signature?.value && parseSignedData(signature.value).signerInfos[0];
    expect(signer && findAttributes(signer.unsignedAttributes, OID.signatureTimestamp)).toHaveLength(1);
  });

  it('that is larger than announced is refused before anything is returned', async () => {
    const liar = {
      digestAlgorithm: 'SHA-256',
      tokenSize: async () => 10,
      stamp: async () => new Uint8Array(5000),
    } as const;
    const sealing = sealer.seal(document(), {}, { adesLevel: 'B-T', timestamps: liar });
    expect(await codeOf(sealing)).toBe('PDF_PLACEHOLDER_TOO_SMALL');
  });

  it('is needed from B-T on, and material from B-LT on', async () => {
    expect(await codeOf(sealer.seal(document(), {}, { adesLevel: 'B-T' }))).toBe('TIMESTAMP_SOURCE_MISSING');
    const timestamps = {
      digestAlgorithm: 'SHA-256',
      tokenSize: async () => 9,
      stamp: async () => new Uint8Array(9),
    } as const;
    expect(await codeOf(sealer.seal(document(), {}, { adesLevel: 'B-LT', timestamps }))).toBe(
      'MATERIAL_SOURCE_MISSING',
    );
  });
});

describe('certification', () => {
  const certified = async (certify: 1 | 2 | 3) => (await sealer.seal(document(), { certify })).toBytes();

  it.each([2, 3] as const)('with permission %s leaves room for further seals', async (certify) => {
    const twice = await (await sealer.seal(await certified(certify))).toBytes();
    const checked = await checkSignatures(twice);
    expect(checked.map(({ valid, permission }) => [valid, permission])).toEqual([
      [true, certify],
      [true, undefined],
    ]);
    expect(toLatin1(twice)).toContain('/Perms<</DocMDP');
  });

  it('with permission 1 forbids further seals', async () => {
    expect(await codeOf(sealer.seal(await certified(1)))).toBe('PDF_CHANGE_FORBIDDEN');
  });

  it('comes first or not at all', async () => {
    const sealed = await (await sealer.seal(document())).toBytes();
    expect(await codeOf(sealer.seal(sealed, { certify: 2 }))).toBe('PDF_CERTIFICATION_NOT_FIRST');
    expect(await codeOf(sealer.seal(await certified(2), { certify: 2 }))).toBe('PDF_CERTIFICATION_NOT_FIRST');
  });

  it('is respected where others have made it, a wrong permission taken as 1', async () => {
    const permission = (parameters: string) => {
      const reference = `<</TransformMethod/DocMDP/TransformParams ${parameters}>>`;
      const objects = {
        ...pageObjects(1, '/Perms<</DocMDP 8 0 R>>'),
        8: `<</Type/Sig/Reference[${reference}]>>`,
      };
      return codeOf(sealer.seal(buildTestPdf({ objects })));
    };
    expect(await permission('<</P 1>>')).toBe('PDF_CHANGE_FORBIDDEN');
    expect(await permission('<</P 7>>')).toBe('PDF_CHANGE_FORBIDDEN');
    expect(await permission('<</P (2)>>')).toBe('PDF_CHANGE_FORBIDDEN');
    expect(await permission('<</P 2>>')).toBe('done');
    expect(await permission('<<>>')).toBe('done');
  });
});

describe('options that contradict each other', () => {
  it.each([
    ['certify', { certify: 4 as 3 }],
    ['reason beside commitments', { reason: 'x', commitmentTypes: ['1.2.3'] }],
    ['place without appearance', { place: { x: 1, y: 1 } }],
    ['appearance without place', { appearance: testAppearance() }],
  ])('are refused: %s', (_, options) => {
    expect(() => pades(options)).toThrow(CoreError);
  });

  it('are refused when the document shows them', async () => {
    const missing = { appearance: testAppearance(), fieldName: 'Missing' };
    expect(await codeOf(sealer.seal(document(), missing))).toBe('INVALID_ARGUMENT');
  });
});

describe('documents that cannot be sealed', () => {
  it.each([
    ['no PDF', latin1('hello'), 'NOT_A_PDF'],
    ['a truncated PDF', document().subarray(0, 300), 'PDF_XREF_BROKEN'],
    [
      'an encrypted PDF',
      latin1(toLatin1(document()).replace('/Root', '/Encrypt<<>>/Root')),
      'PDF_ENCRYPTION_BROKEN',
    ],
    ['a PDF without pages', buildTestPdf({ objects: { 1: '<</Type/Catalog>>' } }), 'PDF_STRUCTURE_INVALID'],
    ['a PDF without catalog', buildTestPdf({ objects: { 1: 'null', 2: 'null' } }), 'PDF_STRUCTURE_INVALID'],
  ])('%s', async (_, pdf, code) => {
    expect(await codeOf(sealer.seal(pdf))).toBe(code);
  });

  it('a page that does not exist', async () => {
    const options = { appearance: testAppearance(), place: { page: 3, x: 1, y: 1 } };
    expect(await codeOf(sealer.seal(document(), options))).toBe('PDF_PAGE_NOT_FOUND');
  });

  it('an aborted sealing', async () => {
    const file = {
      size: document().length,
      read: async (start: number, end: number) => document().slice(start, end),
    };
    const controller = new AbortController();
    controller.abort();
    expect(await codeOf(sealer.seal(file, {}, { signal: controller.signal }))).toBe('ABORTED');
  });
});

describe('what others append after a seal', () => {
  it('leaves the seal valid and is visible as bytes that are not covered', async () => {
    const sealed = await (await sealer.seal(document())).toBytes();
    const later = appendTestRevision(
      sealed,
      { 3: '<</Type/Page/Parent 2 0 R/Contents 99 0 R>>' },
      { size: 20 },
    );
    const [checked] = await checkSignatures(later);
    expect(checked?.valid).toBe(true);
    expect(checked?.coverage.end).toBe(sealed.length);
    expect(checked?.revision).toBe(2);
    expect(equalBytes(concatBytes([later.subarray(0, sealed.length)]), sealed)).toBe(true);
  });
});

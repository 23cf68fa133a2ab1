import { type AdesLevel, type AugmentOptions, augment, concatBytes, toHex, utf8 } from '@eseal/core';
import type { DetachedContent } from '@eseal/core/container';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { createGoodWorld, invoiceXml } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestMaterialSource, type TestMaterialSource } from '../../cades/test-material.ts';
import { childElements } from '../../xml/elements.ts';
import { parseXml } from '../../xml/parser.ts';
import { NAMESPACES } from '../identifiers.ts';
import type { XadesOptions } from '../options.ts';
import { parseXades } from '../parse/parse.ts';
import { elementsNamed } from '../survey.ts';
import { checkSeals, createTestSealer, type TestSealer, textOf } from '../test-seals.ts';
import { xades } from '../xades.ts';

const INVOICE = invoiceXml();
const PARTS = utf8(
  '<a xmlns="urn:x" xmlns:y="urn:y" xml:lang="ja"><b Id="b">請求書 <!-- 1 --></b><c Id="c"/></a>',
);

let sealer: TestSealer;
let other: TimestampSource;
/** Answers that are new every time; `material` gives the same again. */
let fresh: () => TestMaterialSource;
let material: TestMaterialSource;
beforeAll(async () => {
  sealer = await createTestSealer();
  const second = await createGoodWorld({ now: sealer.world.now });
  const now = (): Date => second.now;
  other = createTimestampClient({ url: second.urls.tsa, transport: second.transport, now });
  fresh = () => createTestMaterialSource(sealer.world, second);
  material = fresh();
});

type Given = Partial<AugmentOptions> & { readonly options?: XadesOptions };

const raised = async (
  sealed: Uint8Array | string,
  adesLevel: AdesLevel,
  { options, ...given }: Given = {},
): Promise<Uint8Array> => {
  const source = typeof sealed === 'string' ? utf8(sealed) : sealed;
  const sources = { timestamps: sealer.timestamps, material };
  return (await augment(source, { format: xades(options), adesLevel, ...sources, ...given })).toBytes();
};

const formsOf = async (sealed: Uint8Array, contents: readonly DetachedContent[] = []) =>
  (await parseXades(sealed, { contents })).signatures.map(({ form }) => form);

/** Names of the unsigned properties of the first seal. */
const propertiesOf = (sealed: Uint8Array): readonly string[] => {
  const [properties] = elementsNamed(parseXml(sealed), {
    prefix: '',
    localName: 'UnsignedSignatureProperties',
    namespace: NAMESPACES.xades,
  });
  return properties === undefined ? [] : childElements(properties).map(({ localName }) => localName);
};

const changed = (sealed: Uint8Array, pattern: RegExp): string => {
  const text = textOf(sealed);
  const result = text.replace(
    pattern,
    (_, before: string, letter: string) => `${before}${letter === 'A' ? 'B' : 'A'}`,
  );
  expect(result).not.toBe(text);
  return result;
};

const DETACHED = { packaging: 'detached', name: 'folder/請求書.xml' } as const;

const PACKAGINGS: readonly (readonly [string, XadesOptions, Uint8Array])[] = [
  ['enveloped', {}, INVOICE],
  ['enveloped in UBL extensions', { place: { kind: 'ubl-extensions' } }, INVOICE],
  ['enveloped among foreign namespaces, inclusive', { canonicalization: 'c14n' }, PARTS],
  ['enveloped after a byte order mark', {}, concatBytes([utf8('\uFEFF'), INVOICE])],
  ['enveloping base64', { packaging: 'enveloping' }, INVOICE],
  ['enveloping XML', { packaging: 'enveloping', objectContent: 'xml' }, INVOICE],
  ['detached', DETACHED, INVOICE],
  [
    'internally detached',
    { packaging: 'internally-detached', elementIds: ['b', 'c'], canonicalization: 'c14n11' },
    PARTS,
  ],
];

describe.each(PACKAGINGS)('a seal %s', (_, options, document) => {
  const contents = options === DETACHED ? [{ name: DETACHED.name, source: document }] : [];

  it.each<AdesLevel>(['B-LT', 'B-LTA'])('is made at %s in one go', async (adesLevel) => {
    const sealed = await sealer.sealed(document, options, { adesLevel, material });
    expect(await formsOf(sealed, contents)).toEqual([adesLevel]);
    expect(await checkSeals(sealed, contents)).toEqual([true]);
  });

  it('is raised to B-LTA and renewed, and no byte of it is touched', async () => {
    const sealed = await sealer.sealed(document, options);
    const archived = await raised(sealed, 'B-LTA', { contents });
    const renewed = await raised(archived, 'B-LTA', { contents, timestamps: [other, sealer.timestamps] });
    expect(await checkSeals(renewed, contents)).toEqual([true]);
    const end = '</xades:UnsignedSignatureProperties>';
    const [before = '', after = ''] = textOf(archived).split(end);
    expect(textOf(renewed).startsWith(before)).toBe(true);
    expect(textOf(renewed).endsWith(after)).toBe(true);
    const added = /<xades:UnsignedProperties.*<\/xades:UnsignedProperties>/s;
    expect(textOf(archived).replace(added, '')).toBe(textOf(sealed));
  });
});

describe('an archive timestamp', () => {
  it.each([
    ['a value', /(<xades:EncapsulatedX509Certificate>.{20})(.)/s],
    ['an answer', /(<xades:EncapsulatedOCSPValue>.{20})(.)/s],
    ['the signature timestamp', /(<xades:EncapsulatedTimeStamp>.{20})(.)/s],
    ['the certificate beside the value', /(<ds:X509Certificate>.{20})(.)/s],
    ['the document', /(<ID xmlns="[^>]*>|<cbc:ID>)(.)/s],
  ])('breaks with %s that it covers', async (_, pattern) => {
    const archived = await raised(await sealer.sealed(INVOICE), 'B-LTA');
    expect(await checkSeals(archived)).toEqual([true]);
    expect(await checkSeals(changed(archived, pattern)).catch(() => [false])).toEqual([false]);
  });

  it('is over the contents beside the seal, which have to be there', async () => {
    const sealed = await sealer.sealed(INVOICE, DETACHED);
    const digest = new Uint8Array(32);
    for (const contents of [
      [],
      [{ name: DETACHED.name, source: { algorithm: 'SHA-256', digest } as const }],
    ]) {
      const raising = raised(sealed, 'B-LTA', { contents });
      await expect(raising).rejects.toMatchObject({
        code: contents.length === 0 ? 'SEAL_CONTENT_MISSING' : 'SEAL_BROKEN',
      });
    }
    const contents = [{ name: DETACHED.name, source: INVOICE }];
    const archived = await raised(sealed, 'B-LTA', { contents });
    const wrong = [{ name: DETACHED.name, source: PARTS }];
    expect(await checkSeals(archived, wrong)).toEqual([false]);
    await expect(raised(sealed, 'B-LTA', { contents: wrong })).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
  });

  it('is over a stream that is sealed, but not over a digest', async () => {
    const stream = () => new Blob([INVOICE]).stream();
    const pipeline = { adesLevel: 'B-LTA', material } as const;
    const sealed = await sealer.sealed(stream(), DETACHED, pipeline);
    expect(await checkSeals(sealed, [{ name: DETACHED.name, source: INVOICE }])).toEqual([true]);
    const source = { algorithm: 'SHA-256', digest: new Uint8Array(32) } as const;
    const options = { ...DETACHED, contents: [{ name: 'b', source }] };
    await expect(sealer.sealed(INVOICE, options, pipeline)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });

  it('is of each authority, the later over the earlier, whose material stands right after it', async () => {
    const timestamps = [sealer.timestamps, other];
    const archived = await raised(await sealer.sealed(INVOICE), 'B-LTA', { timestamps });
    expect(propertiesOf(archived)).toEqual([
      'SignatureTimeStamp',
      'TimeStampValidationData',
      'SignatureTimeStamp',
      'TimeStampValidationData',
      'CertificateValues',
      'RevocationValues',
      'ArchiveTimeStamp',
      'ArchiveTimeStamp',
    ]);
    expect(await checkSeals(archived)).toEqual([true]);
  });
});

describe('the material of a seal', () => {
  it('can stand in one place', async () => {
    const options = { validationData: 'any-validation-data' } as const;
    const sealed = await raised(await sealer.sealed(INVOICE), 'B-LTA', { options });
    expect(propertiesOf(sealed)).toEqual(['SignatureTimeStamp', 'AnyValidationData', 'ArchiveTimeStamp']);
    expect([await formsOf(sealed), await checkSeals(sealed)]).toEqual([['B-LTA'], [true]]);
  });

  it('stands after the archive timestamps that it comes too late for', async () => {
    const stamped = await sealer.sealed(INVOICE, {}, { adesLevel: 'B-T' });
    const nothing = { collect: async () => ({ certificates: [], crls: [], ocspResponses: [] }) };
    const early = await raised(stamped, 'B-LTA', { material: nothing, timestamps: other });
    expect(await formsOf(early)).toEqual(['B-T']);
    const renewed = await raised(early, 'B-LTA');
    expect(propertiesOf(renewed)).toEqual([
      'SignatureTimeStamp',
      'ArchiveTimeStamp',
      'TimeStampValidationData',
      'CertificateValues',
      'RevocationValues',
      'ArchiveTimeStamp',
    ]);
    const again = await raised(renewed.slice(), 'B-LTA', { material: fresh(), timestamps: other });
    expect(propertiesOf(again).slice(6)).toEqual(['AnyValidationData', 'ArchiveTimeStamp']);
    expect([await formsOf(again), await checkSeals(again)]).toEqual([['B-LTA'], [true]]);
  });

  it('is asked for once for the seal and once for each timestamp, and is put in once', async () => {
    const source = createTestMaterialSource(sealer.world);
    const sealed = await raised(await sealer.sealed(INVOICE), 'B-LT', { material: source });
    expect(source.requests.map(({ subjects }) => subjects.map(({ role }) => role))).toEqual([
      ['seal'],
      ['timestamp'],
    ]);
    const [signature] = (await parseXades(sealed)).signatures;
    const all = [signature?.certificates, signature?.crls, signature?.ocspResponses].flat();
    expect(new Set(all.map((one) => toHex(one ?? new Uint8Array()))).size).toBe(all.length);
    expect(await raised(sealed, 'B-LT', { material: source })).toEqual(sealed);
  });

  it('is not put into what is broken', async () => {
    const stamped = await sealer.sealed(INVOICE, {}, { adesLevel: 'B-T' });
    for (const broken of [
      changed(stamped, /(<xades:EncapsulatedTimeStamp>[^<]*)([^<])(?=[^<]{8}<)/),
      changed(stamped, /(<ds:SignatureValue[^>]*>.{20})(.)/s),
      textOf(stamped).replace('株式会社', '有限会社'),
    ])
      await expect(raised(broken, 'B-LT')).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
    await expect(
      raised(textOf(stamped).replace(/<ds:X509Certificate>.*?<\/ds:X509Certificate>/gs, ''), 'B-LT'),
    ).rejects.toMatchObject({ code: 'SEAL_CERTIFICATE_MISSING' });
  });

  it('needs a source, as timestamps do', async () => {
    const sealed = await sealer.sealed(INVOICE);
    const options = { format: xades(), adesLevel: 'B-LTA' } as const;
    const { timestamps } = sealer;
    await expect(augment(sealed, { ...options, material })).rejects.toMatchObject({
      code: 'TIMESTAMP_SOURCE_MISSING',
    });
    await expect(augment(sealed, { ...options, timestamps })).rejects.toMatchObject({
      code: 'MATERIAL_SOURCE_MISSING',
    });
  });

  it('embeds nothing of a source that is no certificate and no revocation data', async () => {
    const sealed = await sealer.sealed(INVOICE);
    const collect = async () => ({ certificates: [Uint8Array.of(0x30, 0)], crls: [], ocspResponses: [] });
    const { timestamps } = sealer;
    const options = { format: xades(), adesLevel: 'B-LT', timestamps, material: { collect } } as const;
    await expect(augment(sealed, options)).rejects.toMatchObject({ code: 'DECODE_FAILED' });
  });
});

describe('of several seals', () => {
  const idsOf = async (sealed: Uint8Array) => (await parseXades(sealed)).signatures.map(({ id }) => id);

  it('all are raised, or those that are named', async () => {
    const both = await sealer.sealed(await sealer.sealed(INVOICE));
    expect(await formsOf(await raised(both, 'B-LTA'))).toEqual(['B-LTA', 'B-LTA']);
    const [, second = ''] = await idsOf(both);
    const one = await raised(both, 'B-LTA', { only: [second] });
    expect(await formsOf(one)).toEqual(['B-B', 'B-LTA']);
    expect(await checkSeals(one)).toEqual([true, true]);
    await expect(raised(both, 'B-LTA', { only: ['S-0'] })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });

  it('none is raised that another one covers', async () => {
    const both = await sealer.sealed(await sealer.sealed(INVOICE), { coverEarlierSeals: true });
    const [first = '', second = ''] = await idsOf(both);
    await expect(raised(both, 'B-LT', { only: [first] })).rejects.toMatchObject({
      code: 'XML_CHANGE_FORBIDDEN',
    });
    expect(await checkSeals(await raised(both, 'B-LTA', { only: [second] }))).toEqual([true, true]);
    const inner = await sealer.sealed(INVOICE);
    const outer = await sealer.sealed(inner, { packaging: 'enveloping', objectContent: 'xml' });
    const [, covered = ''] = await idsOf(outer);
    await expect(raised(outer, 'B-T', { only: [covered] })).rejects.toMatchObject({
      code: 'XML_CHANGE_FORBIDDEN',
    });
  });

  it('counter-signatures are raised with what they countersign, before it is archived', async () => {
    const sealed = await sealer.sealed(INVOICE);
    const [id = ''] = await idsOf(sealed);
    const countersigned = await sealer.sealed(sealed, { counterSignatureOf: id });
    const archived = await raised(countersigned, 'B-LTA');
    expect(await formsOf(archived)).toEqual(['B-LTA', 'B-LT']);
    expect(await checkSeals(archived)).toEqual([true, true]);
    const [, inner = ''] = await idsOf(archived);
    await expect(raised(archived, 'B-LTA', { only: [inner] })).rejects.toMatchObject({
      code: 'XML_CHANGE_FORBIDDEN',
    });
    const [, named = ''] = await idsOf(countersigned);
    const alone = await raised(countersigned, 'B-LTA', { only: [named] });
    expect([await formsOf(alone), await checkSeals(alone)]).toEqual([
      ['B-B', 'B-LTA'],
      [true, true],
    ]);
  });
});

import { augment, toBase64, toHex, utf8 } from '@eseal/core';
import type { ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import { digestBytes } from '@eseal/core/crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { isCovered, keyOf, listedIn, summarizeCovers } from '../../cades/covered/test-covers.ts';
import { createTestMaterialSource } from '../../cades/test-material.ts';
import { createTestSealer, type TestSealer } from '../test-seals.ts';
import { xades } from '../xades.ts';
import { parseXades } from './parse.ts';
import { EXCLUSIVE, propertiesReference, propertiesXml, signatureXml } from './test-signature.ts';

let sealer: TestSealer;
/** Tokens of different bytes. */
let tokens: readonly string[];
let own: Uint8Array;
let other: Uint8Array;
let archived: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  const { world } = sealer;
  const stamps = [0, 1, 2, 3].map((fill) => sealer.timestamps.stamp(new Uint8Array(32).fill(fill)));
  tokens = (await Promise.all(stamps)).map((one) => toBase64(one));
  own = world.seal.certificate;
  other = world.issuingCa.certificate;
  archived = await raise(await sealer.sealed('<a>請求書</a>', {}, { adesLevel: 'B-T' }));
});

async function raise(sealed: Uint8Array): Promise<Uint8Array> {
  const { timestamps, world } = sealer;
  const material = createTestMaterialSource(world);
  return (await augment(sealed, { format: xades(), adesLevel: 'B-LTA', timestamps, material })).toBytes();
}

const stamp = (name: string, token = 0): string =>
  `<${name}><ds:CanonicalizationMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="${EXCLUSIVE}"/>` +
  `<xades:EncapsulatedTimeStamp>${tokens[token]}</xades:EncapsulatedTimeStamp></${name.split(' ')[0]}>`;
const values = (certificate: Uint8Array): string =>
  '<xades:CertificateValues><xades:EncapsulatedX509Certificate>' +
  `${toBase64(certificate)}</xades:EncapsulatedX509Certificate></xades:CertificateValues>`;
const V141 = 'xmlns:n="http://uri.etsi.org/01903/v1.4.1#"';

/** A signature over an element, with these properties and this ds:KeyInfo. */
async function build(
  properties: Parameters<typeof propertiesXml>[0],
  { keyInfo = '', after = '', data = '<d Id="d">x</d>' } = {},
): Promise<ParsedSignature> {
  const written = propertiesXml(properties);
  const references = [
    { uri: '#d', id: 'R1', over: '<d Id="d">x</d>', transforms: [EXCLUSIVE] },
    propertiesReference(written),
  ];
  const signature = await signatureXml({ references, after: `${keyInfo}${written.object}${after}` });
  const { signatures } = await parseXades(utf8(`<a>${data}${signature}</a>`));
  const found = signatures.find(({ timestamps }) => timestamps.length > 0);
  if (found === undefined) throw new Error('there is no timestamp');
  return found;
}

const KEY_INFO = (): string =>
  `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${toBase64(own)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`;

function ofType({ timestamps }: ParsedSignature, type: ParsedTimestamp['type'], at = 0): ParsedTimestamp {
  const found = timestamps.filter((one) => one.type === type)[at];
  if (found === undefined) throw new Error(`there is no ${type} timestamp`);
  return found;
}

describe('a content timestamp of XML', () => {
  it('covers no signature but one that stands in what it is over', async () => {
    const data = stamp('xades:AllDataObjectsTimeStamp');
    expect(ofType(await build({ data }), 'all-data-objects').covers).toEqual([]);
    const inner = (await signatureXml({ id: 'I', references: [] })).replace(
      '<ds:Signature ',
      '<ds:Signature ',
    );
    const around = await build({ data }, { data: `<d Id="d">${inner}</d>` });
    expect(summarizeCovers(ofType(around, 'all-data-objects'))).toEqual(['1 signature']);
  });
});

describe('a SignatureTimeStamp', () => {
  it('covers the signature, and through its digest and the references the content timestamps', async () => {
    const data = stamp('xades:AllDataObjectsTimeStamp', 1);
    const seal = await build({ data, unsigned: stamp('xades:SignatureTimeStamp') }, { keyInfo: KEY_INFO() });
    expect(summarizeCovers(ofType(seal, 'signature'))).toEqual([
      '1 signature',
      '1 timestamp through SHA-256',
    ]);
    expect(isCovered(ofType(seal, 'signature'), own)).toBe(false);
  });

  it('covers the certificate that the signed properties name, through its digest', async () => {
    const [seal] = (await parseXades(archived)).signatures;
    const timestamp = seal && ofType(seal, 'signature');
    expect(timestamp && isCovered(timestamp, own)).toBe(true);
    expect(timestamp && isCovered(timestamp, other)).toBe(false);
  });
});

describe('an ArchiveTimeStamp', () => {
  it('covers the signature and all material, in the encodings of the seal, and the timestamps before it', async () => {
    const container = await parseXades(archived);
    const [seal] = container.signatures;
    const timestamp = seal && ofType(seal, 'archive');
    if (seal === undefined || timestamp === undefined) throw new Error('there is no archive');
    const all = [...seal.certificates, ...seal.crls, ...seal.ocspResponses];
    expect([seal.certificates, seal.crls, seal.ocspResponses].map((list) => list.length)).toEqual([3, 1, 2]);
    expect(all.every((encoding) => isCovered(timestamp, encoding))).toBe(true);
    expect([seal.id, ofType(seal, 'signature').id].every((id) => isCovered(timestamp, id))).toBe(true);
    const listed = listedIn(container);
    expect(timestamp.covers?.map(keyOf).filter((key) => !listed.has(key))).toEqual([]);
  });

  it.each([
    ['1.3.2', 'xades:ArchiveTimeStamp'],
    ['1.4.1', `n:ArchiveTimeStamp ${V141}`],
  ])(
    'of version %s covers what stands before it, ds:KeyInfo included, and nothing after it',
    async (_, name) => {
      const unsigned = [
        stamp('xades:SignatureTimeStamp', 1),
        stamp(name),
        values(other),
        stamp('xades:SignatureTimeStamp', 2),
        stamp(name, 3),
      ].join('');
      const seal = await build({ unsigned }, { keyInfo: KEY_INFO() });
      const [first, second] = [ofType(seal, 'archive'), ofType(seal, 'archive', 1)];
      expect(summarizeCovers(first)).toEqual(['1 certificate', '1 signature', '1 timestamp']);
      expect(isCovered(first, own)).toBe(true);
      expect(isCovered(first, other)).toBe(false);
      expect(summarizeCovers(second)).toEqual(['1 signature', '2 certificate', '3 timestamp']);
      expect(isCovered(second, first.id)).toBe(true);
      expect(isCovered(second, second.id)).toBe(false);
    },
  );

  it('covers TimeStampValidationData before it', async () => {
    const data = `<n:TimeStampValidationData ${V141}>${values(other)}</n:TimeStampValidationData>`;
    const archive = stamp(`n:ArchiveTimeStamp ${V141}`);
    const [before, after] = [
      await build({ unsigned: data + archive }),
      await build({ unsigned: archive + data }),
    ];
    for (const { certificates } of [before, after])
      expect(certificates.map((one) => toHex(one))).toEqual([toHex(other)]);
    expect(isCovered(ofType(before, 'archive'), other)).toBe(true);
    expect(isCovered(ofType(after, 'archive'), other)).toBe(false);
  });

  it('covers counter-signatures and signatures in objects, and none elsewhere', async () => {
    const inner = async (id: string) => signatureXml({ id, references: [] });
    const counter = `<xades:CounterSignature>${await inner('C')}</xades:CounterSignature>`;
    const archive = stamp(`n:ArchiveTimeStamp ${V141}`);
    const after = `<ds:Object>${await inner('O')}</ds:Object>`;
    const seal = await build({ unsigned: counter + archive }, { after });
    expect(summarizeCovers(ofType(seal, 'archive'))).toEqual(['3 signature']);
    const late = await build({ unsigned: archive + counter });
    expect(summarizeCovers(ofType(late, 'archive'))).toEqual(['1 signature']);
  });

  it('covers nothing when something that it should be over is not there', async () => {
    const { signatures } = await parseXades(
      utf8(new TextDecoder().decode(archived).replace(' URI=""', ' URI="#gone"')),
    );
    const covers = signatures.flatMap(({ timestamps }) =>
      timestamps.filter(({ type }) => type === 'archive'),
    );
    expect(covers.map(summarizeCovers)).toEqual([[]]);
  });
});

describe('timestamps over references to material', () => {
  it('cover the certificates that these name, and the first kind the signature too', async () => {
    const digest = toBase64(await digestBytes('SHA-512', own));
    const refs = (value: string): string =>
      '<xades:CompleteCertificateRefs><xades:CertRefs><xades:Cert><xades:CertDigest>' +
      '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha512"/>' +
      `<ds:DigestValue>${value}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:CertRefs>` +
      '</xades:CompleteCertificateRefs>';
    const stamps = stamp('xades:SigAndRefsTimeStamp', 1) + stamp('xades:RefsOnlyTimeStamp', 2);
    const withReference = (value: string) =>
      build({ unsigned: stamp('xades:SignatureTimeStamp') + refs(value) + stamps }, { keyInfo: KEY_INFO() });
    const seal = await withReference(digest);
    expect(summarizeCovers(ofType(seal, 'sig-and-refs'))).toEqual([
      '1 certificate through SHA-512',
      '1 signature',
      '1 timestamp',
    ]);
    expect(summarizeCovers(ofType(seal, 'refs-only'))).toEqual(['1 certificate through SHA-512']);
    const wrong = await withReference(toBase64(await digestBytes('SHA-512', other)));
    expect(ofType(wrong, 'refs-only').covers).toEqual([]);
  });
});

import { concatBytes, toBase64, utf8 } from '@eseal/core';
import type { DetachedContent, DigestInput, ParsedSignature } from '@eseal/core/container';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestSealer, type TestSealer } from '../test-seals.ts';
import { parseXades } from './parse.ts';
import { imprintOutcomes } from './test-outcomes.ts';
import { EXCLUSIVE, propertiesReference, propertiesXml, signatureXml } from './test-signature.ts';

const DS = 'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';
const XADES = 'xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"';
const NEW = 'xmlns:n="http://uri.etsi.org/01903/v1.4.1#"';
const VALUE = `<ds:SignatureValue ${DS} Id="S-value">AAAA</ds:SignatureValue>`;
const METHOD = `<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"></ds:CanonicalizationMethod>`;

let sealer: TestSealer;
let token: string;
beforeAll(async () => {
  sealer = await createTestSealer();
  token = toBase64(await sealer.timestamps.stamp(new Uint8Array(32)));
});

const stamp = (name: string, { before = METHOD, tokens = [token] } = {}): string =>
  `<${name}>${before}${tokens.map((one) => `<xades:EncapsulatedTimeStamp>${one}</xades:EncapsulatedTimeStamp>`).join('')}</${name.split(' ')[0]}>`;

/** A signature over an element and a content, with these properties. */
async function build(
  properties: Parameters<typeof propertiesXml>[0],
  { after = '', contents = [{ name: 'c', source: utf8('content') }] as readonly DetachedContent[] } = {},
): Promise<ParsedSignature> {
  const written = propertiesXml(properties);
  const signature = await signatureXml({
    references: [
      { uri: '#d', id: 'R1', over: '<d Id="d">x</d>', transforms: [EXCLUSIVE] },
      { uri: 'c', id: 'R2', over: 'content' },
      propertiesReference(written),
    ],
    after: `<ds:KeyInfo><ds:KeyName>k</ds:KeyName></ds:KeyInfo>${written.object}${after}`,
  });
  const [parsed] = (await parseXades(utf8(`<a><d Id="d">x</d>${signature}</a>`), { contents })).signatures;
  if (parsed === undefined) throw new Error('there is no signature');
  return parsed;
}

function textOf(input: DigestInput | undefined): string | undefined {
  switch (input?.kind) {
    case 'bytes':
      return new TextDecoder().decode(concatBytes(input.pieces));
    case 'document':
      return input.source instanceof Uint8Array ? new TextDecoder().decode(input.source) : undefined;
    case 'sequence':
      return input.parts.map(textOf).join('');
    default:
      return undefined;
  }
}

/** Kind and covered text of each timestamp. */
const coveredBy = ({ timestamps }: ParsedSignature) =>
  timestamps.map(({ type, input }) => [type, textOf(input)]);

describe('the timestamps of an XML signature', () => {
  it('over the data are over all references but that to the signed properties, or over those they name', async () => {
    const include = (uri: string, data = 'true'): string =>
      `<xades:Include URI="${uri}" referencedData="${data}"></xades:Include>`;
    const individual = (before: string) =>
      stamp('xades:IndividualDataObjectsTimeStamp', { before: before + METHOD });
    const signature = await build({
      data:
        stamp('xades:AllDataObjectsTimeStamp') +
        [include('#R2') + include('#R1'), include('#R1'), include('#d'), include('#R1', 'false')]
          .map(individual)
          .join(''),
    });
    expect(coveredBy(signature)).toEqual([
      ['all-data-objects', '<d Id="d">x</d>content'],
      ['individual-data-objects', 'content<d Id="d">x</d>'],
      ['individual-data-objects', '<d Id="d">x</d>'],
      ['individual-data-objects', undefined],
      ['individual-data-objects', undefined],
    ]);
  });

  it('over data that is not there cover nothing that is known', async () => {
    const data = stamp('xades:AllDataObjectsTimeStamp');
    expect(coveredBy(await build({ data }, { contents: [] }))).toEqual([['all-data-objects', undefined]]);
    const { digestBytes } = await import('@eseal/core/crypto');
    const digest = await digestBytes('SHA-256', utf8('content'));
    const contents = [{ name: 'c', source: { algorithm: 'SHA-256' as const, digest } }];
    expect(coveredBy(await build({ data }, { contents }))).toEqual([['all-data-objects', undefined]]);
  });

  it('over the signature are over the element of its value', async () => {
    expect(coveredBy(await build({ unsigned: stamp('xades:SignatureTimeStamp') }))).toEqual([
      ['signature', VALUE],
    ]);
  });

  it('are canonical in Canonical XML where they name no other method, and in none that is not known', async () => {
    const inclusive = await build({ unsigned: stamp('xades:SignatureTimeStamp', { before: '' }) });
    expect(coveredBy(inclusive)).toEqual([['signature', VALUE]]);
    const empty = METHOD.replace(EXCLUSIVE, '');
    expect(
      coveredBy(await build({ unsigned: stamp('xades:SignatureTimeStamp', { before: empty }) })),
    ).toEqual([['signature', VALUE]]);
    const unknown = METHOD.replace(EXCLUSIVE, 'urn:x');
    expect(
      coveredBy(await build({ unsigned: stamp('xades:SignatureTimeStamp', { before: unknown }) })),
    ).toEqual([['signature', undefined]]);
  });

  it('over references to material cover those of their version that stand before them', async () => {
    const refs = (name: string): string => `<${name}></${name.split(' ')[0]}>`;
    const signature = await build({
      unsigned: [
        refs('xades:CompleteCertificateRefs'),
        refs('xades:CompleteRevocationRefs'),
        refs(`n:CompleteCertificateRefsV2 ${NEW}`),
        refs('xades:CertificateValues'),
        stamp('xades:SigAndRefsTimeStamp'),
        stamp('xades:RefsOnlyTimeStamp'),
        stamp(`n:SigAndRefsTimeStampV2 ${NEW}`),
        stamp(`n:RefsOnlyTimeStampV2 ${NEW}`),
        refs('xades:AttributeRevocationRefs'),
      ].join(''),
    });
    const v1 = `<xades:CompleteCertificateRefs ${XADES}></xades:CompleteCertificateRefs>`;
    const revocation = `<xades:CompleteRevocationRefs ${XADES}></xades:CompleteRevocationRefs>`;
    const v2 = `<n:CompleteCertificateRefsV2 ${NEW}></n:CompleteCertificateRefsV2>`;
    expect(coveredBy(signature)).toEqual([
      ['sig-and-refs', `${VALUE}${v1}${revocation}`],
      ['refs-only', `${v1}${revocation}`],
      ['sig-and-refs', `${VALUE}${revocation}${v2}`],
      ['refs-only', `${revocation}${v2}`],
    ]);
  });

  it('of archives cover references, signature, key and properties before them, and objects', async () => {
    const object = '<ds:Object Id="O">o</ds:Object>';
    const values = '<xades:CertificateValues></xades:CertificateValues>';
    const late = '<xades:RevocationValues></xades:RevocationValues>';
    const written = { unsigned: `${values}${stamp(`n:ArchiveTimeStamp ${NEW}`)}${late}` };
    const [[, covered] = []] = coveredBy(await build(written, { after: object }));
    const { canonical } = propertiesXml(written);
    const parts = covered?.split(/(?=<ds:SignedInfo )|(?<=<\/ds:SignedInfo>)/);
    expect(parts?.[0]).toBe(`<d Id="d">x</d>content${canonical}`);
    expect(parts?.[1]).toMatch(
      /^<ds:SignedInfo xmlns:ds="[^"]*"><ds:CanonicalizationMethod.*<\/ds:SignedInfo>$/,
    );
    expect(parts?.[2]).toBe(
      `${VALUE}<ds:KeyInfo ${DS}><ds:KeyName>k</ds:KeyName></ds:KeyInfo>` +
        `<xades:CertificateValues ${XADES}></xades:CertificateValues><ds:Object ${DS} Id="O">o</ds:Object>`,
    );
  });

  it('of archives before 1.4.1 leave out the objects that references are of', async () => {
    const objects = '<ds:Object Id="d2">o</ds:Object>';
    const [[, old] = []] = coveredBy(
      await build({ unsigned: stamp('xades:ArchiveTimeStamp') }, { after: objects }),
    );
    expect(old?.endsWith(`<ds:Object ${DS} Id="d2">o</ds:Object>`)).toBe(true);
    const covered = await signatureXml({
      references: [{ uri: '#O', over: '' }],
      after: `<ds:Object Id="O">o</ds:Object>${propertiesXml({ unsigned: stamp('xades:ArchiveTimeStamp') }).object}`,
    });
    const [parsed] = (await parseXades(utf8(covered))).signatures;
    expect(textOf(parsed?.timestamps[0]?.input)?.split('<ds:Object').length).toBe(2);
  });

  it('name the properties that they cover where they do not stand beside them', async () => {
    const include = '<xades:Include URI="#V"></xades:Include>';
    const unsigned = (uri: string): string =>
      '<xades:CertificateValues Id="V"></xades:CertificateValues><xades:RevocationValues></xades:RevocationValues>' +
      stamp(`n:ArchiveTimeStamp ${NEW}`, { before: include.replace('#V', uri) + METHOD });
    const [[, covered] = []] = coveredBy(await build({ unsigned: unsigned('#V') }));
    expect(covered?.endsWith(`<xades:CertificateValues ${XADES} Id="V"></xades:CertificateValues>`)).toBe(
      true,
    );
    // What is no property of the signature is not covered by naming it.
    expect(coveredBy(await build({ unsigned: unsigned('#d') }))).toEqual([['archive', undefined]]);
  });

  it('may stand several in one element, each over the same', async () => {
    const signature = await build({
      unsigned: stamp('xades:SignatureTimeStamp', { tokens: [token, token] }),
    });
    expect(coveredBy(signature)).toEqual([
      ['signature', VALUE],
      ['signature', VALUE],
    ]);
    const [first, second] = signature.timestamps;
    expect(second?.id).toBe(`${first?.id}-2`);
  });

  it('that are none are said to be none', async () => {
    for (const one of ['AAAA', '*', '<x></x>']) {
      const signature = await build({ unsigned: stamp('xades:SignatureTimeStamp', { tokens: [one] }) });
      expect(signature.timestamps).toEqual([]);
      expect(signature.findings.map(({ id }) => id)).toContain('TIMESTAMP_UNREADABLE');
    }
    const xml =
      '<xades:SignatureTimeStamp><xades:XMLTimeStamp></xades:XMLTimeStamp></xades:SignatureTimeStamp>';
    expect((await build({ unsigned: xml })).findings.map(({ id }) => id)).toContain('TIMESTAMP_UNREADABLE');
  });

  it('X17: count only in the place of their kind', async () => {
    const misplaced = await build({
      data: stamp('xades:SignatureTimeStamp'),
      unsigned: stamp('xades:AllDataObjectsTimeStamp') + stamp('y:SignatureTimeStamp xmlns:y="urn:y"'),
    });
    expect(misplaced.timestamps).toEqual([]);
    const object = `<ds:Object>${stamp(`xades:SignatureTimeStamp ${XADES}`)}</ds:Object>`;
    expect((await build({}, { after: object })).timestamps).toEqual([]);
  });

  it('X17: of another signature do not hold for this one', async () => {
    const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
    const [one = '', other = ''] = await Promise.all(
      ['<a>1</a>', '<a>2</a>'].map(async (document) =>
        text(await sealer.sealed(document, {}, { adesLevel: 'B-T' })),
      ),
    );
    const [signature] = (await parseXades(utf8(one))).signatures;
    expect(signature && (await imprintOutcomes(signature))).toMatchObject([{ imprintIntact: true }]);
    const tokenOf = (seal: string): string => /EncapsulatedTimeStamp[^>]*>([^<]*)</.exec(seal)?.[1] ?? '';
    const copied = one.replace(tokenOf(one), tokenOf(other));
    const [forged] = (await parseXades(utf8(copied))).signatures;
    expect(forged && (await imprintOutcomes(forged))).toMatchObject([
      { imprintFound: true, imprintIntact: false },
    ]);
  });
});

describe('material beside timestamps', () => {
  it('is read where the grammar has it, and nowhere else', async () => {
    const values = (name: string, value: string): string =>
      `<${name}><xades:EncapsulatedX509Certificate>${value}</xades:EncapsulatedX509Certificate></${name}>`;
    const revocation =
      '<xades:RevocationValues><xades:CRLValues><xades:EncapsulatedCRLValue>CCCC</xades:EncapsulatedCRLValue></xades:CRLValues>' +
      '<xades:OCSPValues><xades:EncapsulatedOCSPValue>DDDD</xades:EncapsulatedOCSPValue></xades:OCSPValues></xades:RevocationValues>';
    const signature = await build(
      {
        signed: values('xades:CertificateValues', 'ZZZZ'),
        unsigned:
          values('xades:CertificateValues', 'AAAA') +
          `<n:TimeStampValidationData ${NEW}>${values('xades:CertificateValues', 'BBBB')}${revocation}</n:TimeStampValidationData>` +
          revocation.replace('CCCC', '*'),
      },
      {
        after: `<ds:Object>${values(`xades:CertificateValues ${XADES}`, 'ZZZZ').replace(/ xmlns[^>]*>$/, '>')}</ds:Object>`,
      },
    );
    expect(signature.certificates).toEqual([Uint8Array.of(0, 0, 0), Uint8Array.of(4, 16, 65)]);
    expect(signature.crls).toEqual([Uint8Array.of(8, 32, 130)]);
    expect(signature.ocspResponses).toEqual([Uint8Array.of(12, 48, 195), Uint8Array.of(12, 48, 195)]);
  });
});

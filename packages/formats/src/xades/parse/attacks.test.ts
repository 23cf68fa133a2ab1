/** Documents that make a signature say more than it covers. */
import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { SOON, startStopwatch } from '../../test-stopwatch.ts';
import { parseXades } from './parse.ts';
import { idsOf, outcomesOf, parseOne } from './test-parsing.ts';
import {
  ENVELOPED,
  EXCLUSIVE,
  propertiesReference,
  propertiesXml,
  SIGNED_PROPERTIES,
  signatureXml,
} from './test-signature.ts';

const FILTER2 = 'http://www.w3.org/2002/06/xmldsig-filter2';
const BASE64 = 'http://www.w3.org/2000/09/xmldsig#base64';
const filter = (operation: string, path: string): string =>
  `<ds:Transform Algorithm="${FILTER2}"><XPath xmlns="${FILTER2}" Filter="${operation}">${path}</XPath></ds:Transform>`;
const xpath = (expression: string): string =>
  `<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>${expression}</ds:XPath></ds:Transform>`;
const NOT_SIGNATURES = xpath('not(ancestor-or-self::ds:Signature)');

/** The outcome of the first reference, and whether it makes the document covered. */
async function covered(document: string): Promise<readonly [string | undefined, boolean]> {
  const signature = await parseOne(document);
  return [(await outcomesOf(signature))[0], signature.scope.coversWholeDocument];
}

describe('X2, X12: properties that a reference covers in part only', () => {
  it.each([
    ['a filter that selects nothing', filter('intersect', '//none'), ''],
    [
      'a filter that leaves out texts',
      filter('subtract', '//text()'),
      propertiesXml().canonical.replace(/(SigningTime>)[^<]*/, '$1'),
    ],
    [
      'a filter that leaves out the time',
      filter('subtract', '//*[local-name() = "SigningTime"]').replaceAll('"SigningTime"', "'SigningTime'"),
      propertiesXml().canonical.replace(/<xades:SigningTime>.*<\/xades:SigningTime>/, ''),
    ],
    [
      'a filter after canonicalization',
      `<ds:Transform Algorithm="${EXCLUSIVE}"/>${filter('intersect', '//none')}`,
      '',
    ],
  ])('are not found: %s', async (_, transform, over) => {
    const properties = propertiesXml({ time: '2020-01-01T00:00:00Z' });
    const references = [{ uri: '#P', type: SIGNED_PROPERTIES, transforms: [transform, EXCLUSIVE], over }];
    const signature = await parseOne(await signatureXml({ references, after: properties.object }));
    expect(await outcomesOf(signature)).toContain('signed-properties missing');
    expect(idsOf(signature)).toContain('XML_REFERENCE_NOT_TRANSFORMED');
  });

  it('are found when they are covered as a whole', async () => {
    const properties = propertiesXml();
    const references = [propertiesReference(properties)];
    const signature = await parseOne(await signatureXml({ references, after: properties.object }));
    expect(await outcomesOf(signature)).toContain('signed-properties intact');
  });
});

describe('a document that is covered in part only', () => {
  it('X12: is not whole when its texts or instructions are left out', async () => {
    const texts = await signatureXml({
      references: [
        { uri: '', transforms: [filter('subtract', '//text()'), ENVELOPED, EXCLUSIVE], over: '<r></r>' },
      ],
    });
    const instructions = await signatureXml({
      references: [
        {
          uri: '',
          transforms: [filter('subtract', '//processing-instruction()'), ENVELOPED, EXCLUSIVE],
          over: '<r>good</r>',
        },
      ],
    });
    expect(await covered(`<r>evil${texts}</r>`)).toEqual(['reference intact', false]);
    expect(await covered(`<?xml-stylesheet href="evil"?><r>good${instructions}</r>`)).toEqual([
      'reference intact',
      false,
    ]);
  });

  it('X12: is not whole by its base64 text, whatever elements are in between', async () => {
    const references = [{ uri: '', transforms: [ENVELOPED, BASE64], over: 'ABC' }];
    const seal = await signatureXml({ references });
    expect(await covered(`<r x="evil">QU<evil/>JD${seal}</r>`)).toEqual(['reference intact', false]);
    const object = (content: string) =>
      signatureXml({
        references: [{ uri: '#o', transforms: [BASE64], over: 'ABC' }],
        after: `<ds:Object Id="o">${content}</ds:Object>`,
      });
    expect(await covered(await object('QUJD'))).toEqual(['reference intact', true]);
    expect(await covered(await object('QU<x>JD</x>'))).toEqual(['reference intact', false]);
  });

  it('X1: is not whole by its root when an instruction stands beside it', async () => {
    const references = [{ uri: '#r', transforms: [ENVELOPED, EXCLUSIVE], over: '<r Id="r">x</r>' }];
    const seal = await signatureXml({ references });
    expect(await covered(`<r Id="r">x${seal}</r>`)).toEqual(['reference intact', true]);
    expect(await covered(`<?xml-stylesheet href="evil"?><r Id="r">x${seal}</r>`)).toEqual([
      'reference intact',
      false,
    ]);
  });
});

describe('X1: content that hides where seals stand', () => {
  it.each([
    ['among the keys', '<ds:KeyInfo><y>evil</y></ds:KeyInfo>'],
    [
      'among properties that nothing covers',
      '<ds:Object><ds:SignatureProperties><ds:SignatureProperty Target="#S"><y>evil</y></ds:SignatureProperty></ds:SignatureProperties></ds:Object>',
    ],
    ['beside the parts of a signature', '<y>evil</y>'],
    ['as text', 'evil'],
  ])('is not covered: %s', async (_, after) => {
    const references = [{ uri: '', transforms: [NOT_SIGNATURES, EXCLUSIVE], over: '<r>x</r>' }];
    const seal = await signatureXml({ references });
    expect(await covered(`<r>x${seal}</r>`)).toEqual(['reference intact', true]);
    const hiding = seal.replace('</ds:Signature>', `${after}</ds:Signature>`);
    expect(await covered(`<r>x${hiding}</r>`)).toEqual(['reference intact', false]);
    const other = hiding.replaceAll('"S', '"T');
    expect(await covered(`<r>x${seal}${other}</r>`)).toEqual(['reference intact', false]);
  });

  it('is not covered in an extension for the signatures of UBL', async () => {
    const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:';
    const names = `xmlns:sig="${UBL}CommonSignatureComponents-2" xmlns:sac="${UBL}SignatureAggregateComponents-2" xmlns:cbc="${UBL}CommonBasicComponents-2"`;
    const seal = await signatureXml({
      references: [
        {
          uri: '',
          transforms: [xpath('not(ancestor-or-self::sig:UBLDocumentSignatures)'), EXCLUSIVE],
          over: '<r>x</r>',
        },
      ],
    });
    const within = (content: string): string =>
      `<r ${names}>x<sig:UBLDocumentSignatures><sac:SignatureInformation><cbc:ID>1</cbc:ID>${seal}</sac:SignatureInformation>${content}</sig:UBLDocumentSignatures></r>`;
    expect(await covered(within(''))).toEqual(['reference intact', true]);
    for (const content of [
      '<y>evil</y>',
      'evil',
      '<sac:SignatureInformation><cbc:PayableAmount>999</cbc:PayableAmount></sac:SignatureInformation>',
      '<sac:SignatureInformation><cbc:ID><y>evil</y></cbc:ID></sac:SignatureInformation>',
    ]) {
      expect(await covered(within(content))).toEqual(['reference intact', false]);
    }
  });
});

describe('a seal of something beside the document', () => {
  const contents = [{ name: 'a.txt', source: utf8('a') }];
  const isWhole = async (document: string, given = contents): Promise<boolean | undefined> =>
    (await parseXades(utf8(document), { contents: given })).signatures[0]?.scope.coversWholeDocument;

  it('X1: does not cover the document that it was put into', async () => {
    const seal = await signatureXml({ references: [{ uri: 'a.txt', over: 'a' }] });
    expect(await isWhole(seal)).toBe(true);
    expect(await isWhole(`<Signatures>${seal}</Signatures>`)).toBe(true);
    expect(await isWhole(`<Invoice><Amount>999</Amount>${seal}</Invoice>`)).toBe(false);
    expect(await isWhole(`<Invoice>999${seal}</Invoice>`)).toBe(false);
  });

  it('X1: covers no second content by naming the first in two ways', async () => {
    const references = ['a.txt', 'x.txt'].map((uri) => ({ uri, over: 'a' }));
    const two = [...contents, { name: 'b.txt', source: utf8('evil') }];
    expect(await isWhole(await signatureXml({ references }), two)).toBe(false);
  });

  it('X12: does not cover what a filter leaves out of the content', async () => {
    const references = [{ uri: 'a.xml', transforms: [filter('intersect', '//none')], over: '' }];
    const given = [{ name: 'a.xml', source: utf8('<evil/>') }];
    expect(await isWhole(await signatureXml({ references }), given)).toBe(false);
  });
});

describe('X14, X15: a signature made to exhaust', () => {
  const many = (count: number, one: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => one(at)).join('');
  const DIGEST =
    '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AAAA</ds:DigestValue>';
  const signature = (references: string, objects: string): string =>
    `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>${references}</ds:SignedInfo>${objects}</ds:Signature>`;
  const properties = (content: string): string =>
    `<ds:Object><x:QualifyingProperties xmlns:x="http://uri.etsi.org/01903/v1.3.2#">${content}</x:QualifyingProperties></ds:Object>`;

  it.each<[string, () => string]>([
    [
      'thousands of references to one of very many siblings each',
      () =>
        `<r>${'<b/>'.repeat(100_000)}${many(5000, (at) => `<b Id="b${at}"/>`)}${signature(
          many(5000, (at) => `<ds:Reference URI="#b${at}">${DIGEST}</ds:Reference>`),
          '',
        )}</r>`,
    ],
    [
      'thousands of references and formats of them',
      () =>
        signature(
          many(5000, (at) => `<ds:Reference Id="r${at}" URI="#none">${DIGEST}</ds:Reference>`),
          properties(
            `<x:SignedProperties><x:SignedDataObjectProperties>${'<x:DataObjectFormat ObjectReference="#r4999"><x:MimeType>a</x:MimeType></x:DataObjectFormat>'.repeat(50_000)}</x:SignedDataObjectProperties></x:SignedProperties>`,
          ),
        ),
    ],
    [
      'very many unsigned properties',
      () =>
        signature(
          '',
          properties(
            `<x:UnsignedProperties><x:UnsignedSignatureProperties>${'<x:CompleteCertificateRefs/>'.repeat(200_000)}</x:UnsignedSignatureProperties></x:UnsignedProperties>`,
          ),
        ),
    ],
  ])('is read soon: %s', async (_, make) => {
    const document = make();
    const elapsed = startStopwatch();
    const { structure } = await parseOne(document);
    expect(elapsed()).toBeLessThan(SOON);
    expect(structure.valid).toBe(false);
  });

  const transform = (algorithm: string): string => `<ds:Transform Algorithm="${algorithm}"/>`;
  const reference = (uri: string, ...algorithms: readonly string[]): string =>
    `<ds:Reference URI="${uri}"><ds:Transforms>${algorithms.map(transform).join('')}</ds:Transforms>${DIGEST}</ds:Reference>`;
  const archived = `<a:ArchiveTimeStamp xmlns:a="http://uri.etsi.org/01903/v1.4.1#"><x:EncapsulatedTimeStamp>${'AAAA'.repeat(400)}</x:EncapsulatedTimeStamp></a:ArchiveTimeStamp>`;

  it.each<[string, () => string]>([
    [
      'references over very many attributes',
      () => {
        const element = `<e${many(990, (at) => ` b${(at * 7919) % 990}=""`)}/>`;
        return `<r>${element.repeat(350)}${signature(reference('', ENVELOPED, EXCLUSIVE).repeat(30), '')}</r>`;
      },
    ],
    [
      'references over very many namespaces',
      () => {
        const element = `<e${many(990, (at) => ` xmlns:p${at}="u:${at}"`)}/>`;
        return `<r>${element.repeat(200)}${signature(reference('', ENVELOPED).repeat(30), '')}</r>`;
      },
    ],
    [
      'references over very many empty elements',
      () =>
        `<r>${'<b/>'.repeat(250_000)}${signature(reference('', ENVELOPED, EXCLUSIVE).repeat(30), '')}</r>`,
    ],
    [
      'references that each decode all of it',
      () =>
        signature(
          reference('#o', BASE64).repeat(20),
          `<ds:Object Id="o">${'QUJD'.repeat(2_000_000)}</ds:Object>`,
        ),
    ],
    [
      'manifests with very many entries',
      () =>
        signature(
          many(
            100,
            (at) =>
              `<ds:Reference URI="#m${at}" Type="http://www.w3.org/2000/09/xmldsig#Manifest">${DIGEST}</ds:Reference>`,
          ),
          many(
            100,
            (at) =>
              `<ds:Object><ds:Manifest Id="m${at}">${'<ds:Reference URI="x"/>'.repeat(1500)}</ds:Manifest></ds:Object>`,
          ),
        ),
    ],
    [
      'thousands of archive timestamps',
      () =>
        signature(
          '',
          properties(
            `<x:UnsignedProperties><x:UnsignedSignatureProperties>${archived.repeat(3000)}</x:UnsignedSignatureProperties></x:UnsignedProperties>`,
          ),
        ),
    ],
    [
      'more identifiers than anyone needs',
      () => `<r>${many(250_001, (at) => `<e Id="a${at}"/>`)}${signature('', '')}</r>`,
    ],
  ])('is refused soon: %s', async (_, make) => {
    const document = make();
    const elapsed = startStopwatch();
    await expect(parseOne(document)).rejects.toMatchObject({ code: 'XML_LIMIT_EXCEEDED' });
    expect(elapsed()).toBeLessThan(SOON);
  });

  it('is read when it is large and a dozen references are of all of it', async () => {
    const content = '<line><name>0123456789</name><amount>100</amount></line>'.repeat(20_000);
    const document = `<r>${content}${signature(reference('', ENVELOPED, EXCLUSIVE).repeat(12), '')}</r>`;
    expect((await parseOne(document)).scope.coversWholeDocument).toBe(true);
  });
});

import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import type { TrustedList } from '../../list.ts';
import { parseTrustedList } from '../parse-list.ts';
import { type ListXml, listXml, serviceXml } from '../test-list-xml.ts';

function signatureXml(certificate: 'SigningCertificate' | 'SigningCertificateV2' | undefined): string {
  const digest = '<ds:DigestMethod Algorithm="urn:d"/><ds:DigestValue>AAAA</ds:DigestValue>';
  const serial =
    '<xades:IssuerSerial><ds:X509IssuerName>CN=A</ds:X509IssuerName><ds:X509SerialNumber>1</ds:X509SerialNumber></xades:IssuerSerial>';
  const attribute =
    certificate === undefined
      ? ''
      : `<xades:${certificate}><xades:Cert><xades:CertDigest>${digest}</xades:CertDigest>` +
        `${certificate === 'SigningCertificate' ? serial : ''}</xades:Cert></xades:${certificate}>`;
  return (
    '<ds:Signature><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="urn:c"/><ds:SignatureMethod Algorithm="urn:s"/>' +
    `<ds:Reference URI="">${digest}</ds:Reference></ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue><ds:Object>` +
    `<xades:QualifyingProperties Target="#s"><xades:SignedProperties><xades:SignedSignatureProperties>${attribute}` +
    '</xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object></ds:Signature>'
  );
}

const SIGNED: ListXml = { signature: signatureXml('SigningCertificateV2') };

function structureOf(
  list: ListXml,
  change: (xml: string) => string = (xml) => xml,
): TrustedList['structure'] {
  return parseTrustedList(utf8(change(listXml(list)))).structure;
}

const VALID = { valid: true, messages: [] };

describe('the structure of a list', () => {
  it('is as the schema says', () => {
    expect(structureOf(SIGNED)).toEqual(VALID);
    expect(structureOf({ ...SIGNED, version: 5 })).toEqual(VALID);
    const history = [
      {
        from: '2020-01-01T00:00:00Z',
        extensions: '<Extension Critical="false"><other xmlns="urn:x"/></Extension>',
      },
    ];
    expect(structureOf({ ...SIGNED, services: [serviceXml({ history }), serviceXml()] })).toEqual(VALID);
    expect(structureOf({ ...SIGNED, services: [] })).toEqual(VALID);
  });

  it.each<[string, ListXml, string]>([
    ['an unknown version', { ...SIGNED, version: 7 }, 'the TL version 7 is not acceptable'],
    ['an old version', { ...SIGNED, version: 4 }, 'the TL version 4 is not acceptable'],
    ['no signature', {}, 'there is no ds:Signature'],
    [
      'a signature of before in version 6',
      { signature: signatureXml('SigningCertificate') },
      'the signature has SigningCertificate: version 6 expects SigningCertificateV2 instead',
    ],
    [
      'a signature without its certificate in version 6',
      { signature: signatureXml(undefined) },
      'the signature has no SigningCertificateV2',
    ],
    [
      'a second signature',
      { signature: `${SIGNED.signature}${SIGNED.signature}` },
      'ds:Signature is not expected in TrustServiceStatusList',
    ],
  ])('is not so with %s', (_, list, message) => {
    const { messages, valid } = structureOf(list);
    expect(valid).toBe(false);
    expect(messages.join('\n')).toContain(message);
  });

  it('knows the signatures of version 5', () => {
    expect(structureOf({ version: 5, signature: signatureXml('SigningCertificate') })).toEqual(VALID);
  });

  it.each([
    ['no version', /<TSLVersionIdentifier>6<\/TSLVersionIdentifier>/, '', 'there is no TLVersion'],
    ['no tag', / TSLTag="[^"]*"/, '', 'TrustServiceStatusList has no attribute TSLTag'],
    [
      'no scheme information',
      /<SchemeInformation>.*<\/SchemeInformation>/,
      '',
      'SchemeInformation is expected',
    ],
    [
      'elements in another order',
      /(<TSLType>.*?<\/TSLType>)(<SchemeOperatorName>)/,
      '<SchemeOperatorName/>$1$2',
      'TSLType is expected',
    ],
    ['no language', ' xml:lang="ja"', '', 'Name has no attribute lang'],
    ['a time that is none', '2026-10-01T', '2026-10-32T', 'is no dateTime'],
    [
      'an attribute that is not foreseen',
      '<StreetAddress>',
      '<StreetAddress x="1">',
      'StreetAddress may have no attribute x',
    ],
    [
      'one of another namespace',
      '<StreetAddress>',
      '<StreetAddress tslx:x="1">',
      'StreetAddress may have no attribute x',
    ],
    [
      'an element that is not foreseen',
      '<TSPServices>',
      '<Other/><TSPServices>',
      'Other is not expected in TrustServiceProvider',
    ],
    [
      'no information on a service',
      /<ServiceInformation>.*?<\/ServiceInformation>/,
      '',
      'ServiceInformation is expected',
    ],
    [
      'an empty address',
      '<StatusDeterminationApproach>https://list.example/approach',
      '<StatusDeterminationApproach> ',
      'is no uri',
    ],
  ])('is not so with %s', (_, from, to, message) => {
    const { messages, valid } = structureOf(SIGNED, (xml) => xml.replace(from, to));
    expect(valid).toBe(false);
    expect(messages.join('\n')).toContain(message);
  });

  it('has supply points of a type since version 6', () => {
    const points =
      '<ServiceSupplyPoints><ServiceSupplyPoint type="urn:t">urn:p</ServiceSupplyPoint></ServiceSupplyPoints>';
    const add = (xml: string): string =>
      xml.replace('</ServiceInformation>', `${points}</ServiceInformation>`);
    expect(structureOf(SIGNED, add)).toEqual(VALID);
    expect(structureOf({ ...SIGNED, version: 5 }, add).messages).toEqual([
      'ServiceSupplyPoint may have no attribute type',
    ]);
  });

  it.each([
    ['qualifications', '<sie:Qualifications/>', 'QualificationElement is expected'],
    ['a purpose', '<tslx:ExtendedKeyUsage/>', 'KeyPurposeId is expected'],
    ['a predecessor', '<tslx:TakenOverBy/>', 'URI is expected'],
    ['an agreement', '<mra:MutualRecognitionAgreementInformation/>', 'has no attribute MRADepth'],
    ['an information', '<AdditionalServiceInformation/>', 'URI is expected'],
  ])('is checked inside extensions: %s', (_, content, message) => {
    const services = [serviceXml({ extensions: `<Extension Critical="false">${content}</Extension>` })];
    expect(structureOf({ ...SIGNED, services }).messages.join('\n')).toContain(message);
  });

  it('is valid although a service is left out that the schema has nothing against', () => {
    const extensions =
      '<Extension Critical="false"><sie:Qualifications><sie:QualificationElement><sie:Qualifiers><sie:Qualifier uri="urn:q"/>' +
      '</sie:Qualifiers><sie:CriteriaList/></sie:QualificationElement></sie:Qualifications></Extension>';
    const { messages, valid } = structureOf({ ...SIGNED, services: [serviceXml({ extensions })] });
    expect({ valid, messages }).toEqual({
      valid: true,
      messages: [expect.stringContaining('left out: the criteria')],
    });
  });
});

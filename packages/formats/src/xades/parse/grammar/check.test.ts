import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../../../xml/parser.ts';
import { propertiesXml, signatureXml } from '../test-signature.ts';
import { checkSignatureGrammar } from './check.ts';

async function messagesOf(
  change: (signature: string) => string,
  properties: Parameters<typeof propertiesXml>[0] = {},
): Promise<readonly string[]> {
  const signature = await signatureXml({
    references: [{ uri: '', over: '' }],
    after: `<ds:KeyInfo><ds:KeyName>k</ds:KeyName></ds:KeyInfo>${propertiesXml(properties).object}`,
  });
  return checkSignatureGrammar(parseXml(utf8(change(signature))).root);
}

const same = (signature: string): string => signature;
const swap =
  (from: string | RegExp, to: string) =>
  (signature: string): string =>
    signature.replace(from, to);

describe('the grammar of a signature', () => {
  it('is kept by a signature as it should be', async () => {
    expect(await messagesOf(same)).toEqual([]);
  });

  it.each([
    [
      'an element out of place',
      swap('<ds:KeyInfo>', '<ds:Object/><ds:KeyInfo>'),
      'ds:KeyInfo is not expected in ds:Signature',
    ],
    [
      'a second one',
      swap('<ds:SignatureValue', '<ds:SignedInfo/><ds:SignatureValue'),
      'ds:SignedInfo is not expected in ds:Signature: SignatureValue is expected',
    ],
    [
      'a missing one',
      swap(/<ds:SignatureMethod[^>]*>/, ''),
      'ds:Reference is not expected in ds:SignedInfo: SignatureMethod is expected',
    ],
    [
      'a missing last one',
      swap(/<ds:Reference.*<\/ds:Reference>/, ''),
      'ds:SignedInfo is not complete: Reference is expected',
    ],
    [
      'a missing attribute',
      swap(/(<ds:DigestMethod) [^>]*>/, '$1/>'),
      'ds:DigestMethod has no attribute Algorithm',
    ],
    [
      'an unknown attribute',
      swap('<ds:SignedInfo>', '<ds:SignedInfo x="1">'),
      'ds:SignedInfo may have no attribute x',
    ],
    [
      'an attribute of a value',
      swap('<ds:KeyName>', '<ds:KeyName x="1">'),
      'ds:KeyName may have no attribute x',
    ],
    [
      'text between elements',
      swap('<ds:SignedInfo>', '<ds:SignedInfo>x'),
      'ds:SignedInfo has text between its elements',
    ],
    ['elements in a value', swap('AAAA', '<x/>'), 'ds:SignatureValue has elements instead of a value'],
    ['a value that is no base64', swap('AAAA', 'A*AA'), "ds:SignatureValue: 'A*AA' is no base64"],
    ['base64 with bits too many', swap('AAAA', 'AAB='), "ds:SignatureValue: 'AAB=' is no base64"],
    [
      'an identifier that is none',
      swap('Id="S"', 'Id="1"'),
      "attribute Id of ds:Signature: '1' is no identifier",
    ],
    [
      'an identifier twice',
      swap('Id="S-value"', 'Id="S"'),
      "attribute Id of ds:SignatureValue: 'S' stands twice",
    ],
  ])('tells of %s', async (_, change, message) => {
    expect(await messagesOf(change)).toEqual([message]);
  });

  it('leaves to others what is theirs', async () => {
    expect(
      await messagesOf(swap('</ds:Signature>', '<ds:Object><a b="c"><d/></a></ds:Object></ds:Signature>')),
    ).toEqual([]);
    const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"';
    expect(await messagesOf(swap('<ds:SignedInfo>', `<ds:SignedInfo ${xsi}>`))).toEqual([]);
  });

  it('ends after many messages', async () => {
    const many = '<ds:X509Data><ds:X509Certificate>*</ds:X509Certificate></ds:X509Data>'.repeat(1000);
    expect((await messagesOf(swap('<ds:KeyName>k</ds:KeyName>', many))).length).toBe(100);
  });
});

describe('the grammar of qualifying properties', () => {
  const NEW = 'xmlns:n="http://uri.etsi.org/01903/v1.4.1#"';

  it.each([
    [
      'a time that is none',
      { time: '2026-02-30T00:00:00Z' },
      "xades:SigningTime: '2026-02-30T00:00:00Z' is no dateTime",
    ],
    [
      'a certificate reference of the other version',
      {
        signed:
          '<xades:SigningCertificateV2><xades:Cert><xades:CertDigest/></xades:Cert></xades:SigningCertificateV2>',
      },
      'xades:CertDigest is not complete: DigestMethod is expected',
    ],
    [
      'properties out of order',
      { signed: '<xades:SignerRoleV2/><xades:SignatureProductionPlaceV2/>' },
      'xades:SignatureProductionPlaceV2 is not expected in xades:SignedSignatureProperties',
    ],
    [
      'a timestamp without a token',
      { unsigned: '<xades:SignatureTimeStamp/>' },
      'xades:SignatureTimeStamp is not complete: EncapsulatedTimeStamp or XMLTimeStamp is expected',
    ],
    [
      'a property that is not known',
      { unsigned: '<xades:Unknown/>' },
      'xades:Unknown is not expected in xades:UnsignedSignatureProperties',
    ],
    [
      'a token of the additions that is no base64',
      {
        unsigned: `<n:ArchiveTimeStamp ${NEW}><xades:EncapsulatedTimeStamp>*</xades:EncapsulatedTimeStamp></n:ArchiveTimeStamp>`,
      },
      "xades:EncapsulatedTimeStamp: '*' is no base64",
    ],
    [
      'references of the additions with elements of the additions',
      {
        unsigned: `<n:CompleteCertificateRefsV2 ${NEW}><n:CertRefs><n:Cert/></n:CertRefs></n:CompleteCertificateRefsV2>`,
      },
      'n:Cert is not expected in n:CertRefs: Cert is expected',
    ],
    [
      'a format without a reference',
      { data: '<xades:DataObjectFormat><xades:MimeType>a/b</xades:MimeType></xades:DataObjectFormat>' },
      'xades:DataObjectFormat has no attribute ObjectReference',
    ],
  ])('tells of %s', async (_, properties, message) => {
    const [first] = await messagesOf(same, properties);
    expect(first?.startsWith(message), first).toBe(true);
  });

  it('is that of the version that they are of', async () => {
    const old = (version: string) => (signature: string) => signature.replaceAll('/v1.3.2#', `/v${version}#`);
    expect(await messagesOf(old('1.2.2'))).toEqual([]);
    expect(await messagesOf(old('1.1.1'))).toEqual([
      'xades:SignedSignatureProperties is not complete: SigningCertificate is expected',
    ]);
    const stamp = {
      unsigned: '<xades:SignatureTimeStamp><xades:EncapsulatedTimeStamp/></xades:SignatureTimeStamp>',
    };
    expect(await messagesOf(same, stamp)).toEqual([]);
    expect(await messagesOf(old('1.2.2'), stamp)).toEqual([
      'xades:EncapsulatedTimeStamp is not expected in xades:SignatureTimeStamp: Include is expected',
    ]);
  });

  it('leaves a counter-signature to its own check', async () => {
    const inner = '<xades:CounterSignature><ds:Signature/></xades:CounterSignature>';
    expect(await messagesOf(same, { unsigned: inner })).toEqual([]);
  });
});

import { toBase64, utf8 } from '@eseal/core';
import { bitString, encode, OID, objectIdentifier, sequence } from '@eseal/core/asn1';
import { PublicKey } from '@eseal/core/crypto';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../../xml/parser.ts';
import { type KeyInformation, readKeyInfo } from './key-info.ts';
import { parseText } from './test-parsing.ts';
import { propertiesXml, signatureXml } from './test-signature.ts';

const NAMESPACES =
  'xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:d="http://www.w3.org/2009/xmldsig11#"';
const read = (content: string): KeyInformation =>
  readKeyInfo(parseXml(utf8(`<ds:KeyInfo ${NAMESPACES}>${content}</ds:KeyInfo>`)).root);
describe('ds:KeyInfo', () => {
  it('names certificates and carries CRLs', () => {
    const { certificates, crls, hint } = read(
      '<ds:X509Data><ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data>' +
        '<ds:X509Data><ds:X509Certificate> BBBB </ds:X509Certificate><ds:X509CRL>CCCC</ds:X509CRL></ds:X509Data>' +
        '<ds:KeyValue/>',
    );
    const encodings = [Uint8Array.of(0, 0, 0), Uint8Array.of(4, 16, 65)];
    expect(certificates).toEqual(encodings);
    expect(crls).toEqual([Uint8Array.of(8, 32, 130)]);
    expect(hint).toEqual({ kind: 'certificates', encodings });
  });

  it('names nothing when there is none, or nothing in it that is understood', () => {
    expect(readKeyInfo(undefined)).toEqual({ certificates: [], crls: [], hint: undefined });
    for (const content of [
      '<ds:KeyName>k</ds:KeyName>',
      '<ds:X509Data><ds:X509Certificate>*</ds:X509Certificate></ds:X509Data>',
      '<ds:X509Data><ds:X509Certificate>AA<!--x-->AA</ds:X509Certificate></ds:X509Data>',
      '<ds:KeyValue><ds:DSAKeyValue/></ds:KeyValue>',
      '<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQAB</ds:Modulus></ds:RSAKeyValue></ds:KeyValue>',
      '<ds:KeyValue><d:ECKeyValue><d:NamedCurve URI="urn:oid:1.2.3"/><d:PublicKey>AAAA</d:PublicKey></d:ECKeyValue></ds:KeyValue>',
      '<ds:KeyValue><d:ECKeyValue><d:PublicKey>AAAA</d:PublicKey></d:ECKeyValue></ds:KeyValue>',
    ])
      expect(read(content).hint, content).toBeUndefined();
  });

  it('X9: counts for its own signature only, and never for what the signature names itself', async () => {
    const keyInfo = (value: string): string =>
      `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${value}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`;
    const named =
      '<xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>' +
      '<ds:DigestValue>DDDD</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2>';
    const seal = (id: string, value: string) =>
      signatureXml({
        id,
        references: [],
        after: keyInfo(value) + propertiesXml({ signed: named, id: `P${id}` }).object,
      });
    const signatures = await parseText(`<a>${await seal('S', 'AAAA')}${await seal('T', 'BBBB')}</a>`);
    expect(signatures.map(({ certificates }) => certificates)).toEqual([
      [Uint8Array.of(0, 0, 0)],
      [Uint8Array.of(4, 16, 65)],
    ]);
    for (const { signingCertificateReferences } of signatures)
      expect(signingCertificateReferences.references[0]?.digest).toEqual(Uint8Array.of(12, 48, 195));
  });

  it('gives a key as certificates have it', () => {
    const bits = Uint8Array.from({ length: 65 }, (_, at) => (at === 0 ? 4 : at));
    const algorithm = sequence([objectIdentifier(OID.ecPublicKey), objectIdentifier('1.2.840.10045.3.1.7')]);
    const subjectPublicKeyInfo = encode(sequence([algorithm, bitString(bits)]));
    const hint = { kind: 'public-key', subjectPublicKeyInfo };
    const point = toBase64(bits);
    expect(
      read(
        `<ds:KeyValue><d:ECKeyValue><d:NamedCurve URI="urn:oid:1.2.840.10045.3.1.7"/><d:PublicKey>${point}</d:PublicKey></d:ECKeyValue></ds:KeyValue>`,
      ).hint,
    ).toEqual(hint);
    expect(
      read(`<d:DEREncodedKeyValue>${toBase64(subjectPublicKeyInfo)}</d:DEREncodedKeyValue>`).hint,
    ).toEqual(hint);
  });

  it('gives an RSA key of modulus and exponent', () => {
    const modulus = Uint8Array.from({ length: 256 }, (_, at) => 255 - at);
    const { hint } = read(
      `<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${toBase64(modulus)}</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>`,
    );
    const key = hint?.kind === 'public-key' ? new PublicKey(hint.subjectPublicKeyInfo) : undefined;
    expect(key).toMatchObject({ type: 'rsa', size: 2048 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  TEST_CERTIFICATE,
  TEST_DIGEST,
  testAttributes,
  testSignedData,
  testSignerInfo,
} from '../../test/signed-data-with.ts';
import * as OID from '../asn1/oids.ts';
import { type DerNode, encode, octetString } from '../asn1/writer.ts';
import { DecodeError } from '../errors.ts';
import { concatBytes, utf8 } from '../util/bytes.ts';
import { messageDigest } from './attributes.ts';
import { attribute } from './build-attributes.ts';
import { attachedContent, detachedSignedData, signedDataContentInfo } from './build-signed-data.ts';
import { parseSignedData } from './signed-data.ts';

const STAMP = attribute(OID.signatureTimestamp, [octetString(new Uint8Array(40))]);

/** A CMS with this encapContentInfo. */
function around(encapContentInfo: DerNode | Uint8Array, contentType: string = OID.data): Uint8Array {
  const fields = detachedSignedData({
    contentType,
    digestAlgorithms: ['SHA-256', 'SHA-256'],
    certificates: [],
  });
  return encode(signedDataContentInfo({ ...fields, encapContentInfo }, [testSignerInfo()]));
}

describe('reading a SignedData', () => {
  it('gives back what was written', () => {
    const bytes = testSignedData([STAMP]);
    const parsed = parseSignedData(bytes);
    const [signer] = parsed.signerInfos;
    expect(parsed).toMatchObject({ version: 1, contentType: OID.data, content: undefined, crls: [] });
    expect(parsed.certificates).toEqual([TEST_CERTIFICATE.raw]);
    expect(parsed.digestAlgorithms.map(({ oid }) => oid)).toEqual(['2.16.840.1.101.3.4.2.1']);
    expect(signer?.version).toBe(1);
    expect(signer?.signedAttributesRaw?.subarray(1)).toEqual(testAttributes().subarray(1));
    expect(messageDigest(signer?.signedAttributes ?? [])).toEqual(TEST_DIGEST);
    expect(signer?.signature).toEqual(new Uint8Array(70).fill(9));
    expect(signer?.unsignedAttributes.map(({ type }) => type)).toEqual([OID.signatureTimestamp]);
  });

  it('gives the content inside, in one piece of DER or in those of BER', () => {
    expect(parseSignedData(around(attachedContent(OID.data, utf8('invoice')))).content).toEqual([
      utf8('invoice'),
    ]);
    const oid = encode(attachedContent(OID.data, new Uint8Array())).subarray(2, 13);
    const pieces = ['in', 'voice'].map((text) => encode(octetString(utf8(text))));
    const indefinite = concatBytes([
      Uint8Array.of(0x30, 0x80),
      oid,
      Uint8Array.of(0xa0, 0x80, 0x24, 0x80),
      ...pieces,
      new Uint8Array(6),
    ]);
    expect(parseSignedData(around(indefinite)).content).toEqual([utf8('in'), utf8('voice')]);
  });

  it('refuses what is no SignedData', () => {
    const bytes = testSignedData();
    const otherType = bytes.slice();
    otherType[otherType.indexOf(0x07, 4) + 1] = 0x03;
    const cases = [
      new Uint8Array(),
      bytes.subarray(0, -1),
      concatBytes([bytes, Uint8Array.of(0)]),
      otherType,
    ];
    for (const one of cases) expect(() => parseSignedData(one)).toThrow(DecodeError);
  });

  it('answers arbitrary bytes, and a CMS with one byte changed, with a value or a DecodeError', () => {
    const bytes = testSignedData([STAMP]);
    const attempt = (input: Uint8Array): void => {
      try {
        parseSignedData(input);
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
      }
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), attempt));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const changed = bytes.slice();
        changed[at] = value;
        attempt(changed);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { TEST_DIGEST, TEST_TIME, testAttributes } from '../../test/signed-data-with.ts';
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { element, encode, octetString, time } from '../asn1/writer.ts';
import { DecodeError } from '../errors.ts';
import { concatBytes } from '../util/bytes.ts';
import {
  type Attribute,
  findAttributes,
  messageDigest,
  readAttributes,
  signedAttributesEncoding,
  signingTime,
  singleValue,
} from './attributes.ts';
import { attribute } from './build-attributes.ts';

const read = (set: Uint8Array): readonly Attribute[] =>
  readAttributes(DerReader.over(set, 'attributes').set('attributes'));

/** The attributes under the tag they are transmitted with, in this order. */
function transmitted(
  set: Uint8Array,
  order: (parts: Uint8Array[]) => Uint8Array[] = (parts) => parts,
): Uint8Array {
  return encode(element(0xa0, order(read(set).map(({ raw }) => raw))));
}

describe('reading attributes', () => {
  it('gives each type with its values and its bytes as received', () => {
    const attributes = read(testAttributes());
    expect(attributes.map(({ type }) => type).sort()).toEqual(
      [OID.contentType, OID.messageDigest, OID.signingTime].sort(),
    );
    expect(concatBytes(attributes.map(({ raw }) => raw))).toEqual(testAttributes().subarray(2));
  });

  it('gives the digest and the time', () => {
    const attributes = read(testAttributes());
    expect(messageDigest(attributes)).toEqual(TEST_DIGEST);
    expect(signingTime(attributes)).toEqual(TEST_TIME);
  });

  it('gives no single value where there are two instances, two values or none', () => {
    const digest = octetString(TEST_DIGEST);
    const twoInstances = read(testAttributes([attribute(OID.messageDigest, [digest])]));
    const twoValues = read(
      testAttributes([attribute(OID.mimeType, [digest, octetString(new Uint8Array(3))])]),
    );
    const noValue = read(testAttributes([attribute(OID.mimeType, [])]));
    expect(findAttributes(twoInstances, OID.messageDigest)).toHaveLength(2);
    expect(messageDigest(twoInstances)).toBeUndefined();
    expect(singleValue(twoValues, OID.mimeType)).toBeUndefined();
    expect(singleValue(noValue, OID.mimeType)).toBeUndefined();
    expect(singleValue(noValue, OID.signerLocation)).toBeUndefined();
  });

  it('refuses an attribute that is cut off, or that something follows', () => {
    const one = encode(attribute(OID.signingTime, [time(TEST_TIME)]));
    const longer = Uint8Array.from([0x30, one.length, ...one.subarray(2), 0x05, 0x00]);
    for (const bytes of [one.subarray(0, -1), longer]) {
      expect(() => readAttributes(DerReader.over(bytes, 'attributes'))).toThrow(DecodeError);
    }
  });
});

describe('the bytes under a signature value', () => {
  it('are the transmitted ones with the tag of SET OF (RFC 5652 §5.4)', () => {
    const encoding = signedAttributesEncoding(transmitted(testAttributes()));
    expect(encoding).toMatchObject({ bytes: testAttributes(), receivedAsDer: true });
  });

  it('are in DER order, and said not to be received so, when they came in another order', () => {
    const encoding = signedAttributesEncoding(transmitted(testAttributes(), (parts) => parts.reverse()));
    expect(encoding).toMatchObject({ bytes: testAttributes(), receivedAsDer: false });
  });

  it('are in DER when they came in BER', () => {
    const set = testAttributes();
    const ber = concatBytes([Uint8Array.of(0xa0, 0x80), set.subarray(2), Uint8Array.of(0, 0)]);
    expect(signedAttributesEncoding(ber)).toMatchObject({ bytes: set, receivedAsDer: false });
  });

  it('differ when an attribute comes twice: nothing is dropped', () => {
    const twice = transmitted(testAttributes(), (parts) => [...parts, ...parts]);
    expect(signedAttributesEncoding(twice).bytes).not.toEqual(testAttributes());
  });

  it('do not exist for bytes that are no SET', () => {
    expect(() => signedAttributesEncoding(Uint8Array.of(0xa0, 0x05, 0x30))).toThrow(DecodeError);
  });
});

/**
 * Attributes of a SignerInfo (RFC 5652 §5.3, §11).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { toDer } from '../asn1/to-der.ts';
import { equalBytes } from '../util/bytes.ts';

/** An attribute as received. */
export interface Attribute {
  readonly type: string;
  readonly raw: Uint8Array;
  /** Encoding of each value. */
  readonly values: readonly Uint8Array[];
}

/** Reads the attributes up to the end of the reader. */
export function readAttributes(reader: DerReader): readonly Attribute[] {
  const attributes: Attribute[] = [];
  while (!reader.atEnd) {
    const raw = reader.raw('Attribute');
    const inner = DerReader.over(raw, 'Attribute', { encoding: 'ber' }).sequence('Attribute');
    const type = inner.objectIdentifier('attrType');
    const set = inner.set('attrValues');
    inner.end();
    const values: Uint8Array[] = [];
    while (!set.atEnd) values.push(set.raw('AttributeValue'));
    attributes.push({ type, raw, values });
  }
  return attributes;
}

/** Attributes with this type. */
export function findAttributes(attributes: readonly Attribute[], type: string): readonly Attribute[] {
  return attributes.filter((candidate) => candidate.type === type);
}

/** The only value of an attribute that may occur once with one value; `undefined` when absent or not so. */
export function singleValue(attributes: readonly Attribute[], type: string): Uint8Array | undefined {
  const [first, ...others] = findAttributes(attributes, type);
  return first !== undefined && others.length === 0 && first.values.length === 1
    ? first.values[0]
    : undefined;
}

/** Signed attributes in the encoding a signature value covers. */
export interface SignedAttributesEncoding {
  /** The bytes to verify the value over: a SET OF in DER. */
  readonly bytes: Uint8Array;
  /** False when the attributes were received in another encoding or order, so that `bytes` was made anew. */
  readonly receivedAsDer: boolean;
  /** The same as SET OF in the octets received, over which some software signs by mistake. */
  readonly received: Uint8Array;
}

/**
 * What the signature value of a SignerInfo with signed attributes covers: their DER encoding with the tag of SET OF
 * (RFC 5652 §5.4), which is what was received unless the sender did not use DER.
 *
 * @param received - `signedAttrs` as transmitted, under its implicit tag `[0]`
 */
export function signedAttributesEncoding(received: Uint8Array): SignedAttributesEncoding {
  const asSet = Uint8Array.from(received);
  asSet[0] = 0x31;
  const der = toDer(asSet);
  const receivedAsDer = equalBytes(der, asSet);
  return { bytes: receivedAsDer ? asSet : der, receivedAsDer, received: asSet };
}

/** Time of the signing-time attribute (RFC 5652 §11.3); `undefined` when there is no single readable one. */
export function signingTime(attributes: readonly Attribute[]): Date | undefined {
  const value = singleValue(attributes, OID.signingTime);
  return value === undefined ? undefined : DerReader.over(value, 'signing-time').time('SigningTime');
}

/** Digest of the message-digest attribute (RFC 5652 §11.2); `undefined` when there is no single one. */
export function messageDigest(attributes: readonly Attribute[]): Uint8Array | undefined {
  const value = singleValue(attributes, OID.messageDigest);
  return value === undefined
    ? undefined
    : DerReader.over(value, 'message-digest').octetString('MessageDigest');
}

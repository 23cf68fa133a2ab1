/**
 * ASN.1 written with `asn1js`, so that what the testkit makes shares no code with the codecs it is used to test.
 * Names follow X.680; the encoding is DER (X.690 §10, §11).
 *
 * @module
 */
import { compareBytes, concatBytes } from '@eseal/core';
import {
  BitString,
  BmpString,
  Boolean as BooleanValue,
  Enumerated,
  GeneralizedTime,
  IA5String,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Primitive,
  PrintableString,
  UTCTime,
  Utf8String,
} from 'asn1js';

/** An element, or bytes that are encoded already. */
export type Der = { toBER(): ArrayBuffer } | Uint8Array;

const UNIVERSAL_CLASS = 1;
const CONTEXT_CLASS = 3;

/** The bytes of an element. */
export function encode(value: Der): Uint8Array<ArrayBuffer> {
  return value instanceof Uint8Array ? Uint8Array.from(value) : new Uint8Array(value.toBER());
}

/** An element around others that are encoded already: their bytes stay exactly as they are. */
function constructed(tagClass: number, tagNumber: number, parts: readonly Der[]): Der {
  const block = new Primitive({ idBlock: { tagClass, tagNumber }, valueHex: concatBytes(parts.map(encode)) });
  block.idBlock.isConstructed = true;
  return block;
}

/** SEQUENCE of elements. */
export function sequence(...parts: readonly Der[]): Der {
  return constructed(UNIVERSAL_CLASS, 16, parts);
}

/** SET OF, sorted (X.690 §11.6); `tag` makes it `[tag] IMPLICIT`. */
export function setOf(parts: readonly Der[], tag?: number): Der {
  const sorted = parts.map(encode).sort(compareBytes);
  return tag === undefined ? constructed(UNIVERSAL_CLASS, 17, sorted) : context(tag, ...sorted);
}

/** `[tag]` around elements: EXPLICIT around one, or an implicitly tagged SEQUENCE of several. */
export function context(tag: number, ...parts: readonly Der[]): Der {
  return constructed(CONTEXT_CLASS, tag, parts);
}

/** `[tag] IMPLICIT` of a primitive type, given its content octets. */
export function contextPrimitive(tag: number, content: Uint8Array): Der {
  return new Primitive({ idBlock: { tagClass: CONTEXT_CLASS, tagNumber: tag }, valueHex: content });
}

/** OBJECT IDENTIFIER of dotted numbers. */
export function objectIdentifier(dotted: string): Der {
  return new ObjectIdentifier({ value: dotted });
}

/** INTEGER of a non-negative number, or of the big-endian bytes of one. */
export function integer(value: number | Uint8Array): Der {
  if (typeof value === 'number') return new Integer({ value });
  const significant = value.subarray(
    Math.max(
      value.findIndex((byte) => byte !== 0),
      0,
    ),
  );
  const negative = (significant[0] ?? 0) >= 0x80 || significant.length === 0;
  return integerContent(negative ? Uint8Array.of(0, ...significant) : significant);
}

/** INTEGER with exactly these content octets: also negative or not minimal ones. */
export function integerContent(content: Uint8Array): Der {
  return new Integer({ valueHex: content });
}

/** ENUMERATED. */
export function enumerated(value: number): Der {
  return new Enumerated({ value });
}

/** OCTET STRING. */
export function octetString(content: Uint8Array): Der {
  return new OctetString({ valueHex: content });
}

/** BIT STRING. */
export function bitString(content: Uint8Array, unusedBits = 0): Der {
  return new BitString({ valueHex: content, unusedBits });
}

/** A BIT STRING with a named bit list: trailing zero bits left out (X.690 §11.2.2). */
export function namedBits(positions: readonly number[]): Der {
  const highest = Math.max(-1, ...positions);
  const content = new Uint8Array(Math.ceil((highest + 1) / 8));
  for (const position of positions) {
    const byte = position >> 3;
    content[byte] = (content[byte] ?? 0) | (0x80 >> (position & 7));
  }
  return bitString(content, highest < 0 ? 0 : 7 - (highest & 7));
}

/** BOOLEAN. */
export function boolean(value: boolean): Der {
  return new BooleanValue({ value });
}

/** NULL. */
export function nullValue(): Der {
  return new Null();
}

/** UTF8String. */
export function utf8String(value: string): Der {
  return new Utf8String({ value });
}

/** PrintableString. */
export function printableString(value: string): Der {
  return new PrintableString({ value });
}

/** BMPString. */
export function bmpString(value: string): Der {
  return new BmpString({ value });
}

/** IA5String. */
export function ia5String(value: string): Der {
  return new IA5String({ value });
}

/** UTCTime up to 2049, GeneralizedTime after (RFC 5280 §4.1.2.5). */
export function time(value: Date): Der {
  const seconds = wholeSeconds(value);
  const year = seconds.getUTCFullYear();
  return year >= 1950 && year < 2050
    ? new UTCTime({ valueDate: seconds })
    : new GeneralizedTime({ valueDate: seconds });
}

/** GeneralizedTime in whole seconds. */
export function generalizedTime(value: Date): Der {
  return new GeneralizedTime({ valueDate: wholeSeconds(value) });
}

function wholeSeconds(value: Date): Date {
  return new Date(Math.floor(value.getTime() / 1000) * 1000);
}

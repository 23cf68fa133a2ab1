/**
 * Distinguished names to be written (RFC 5280 §4.1.2.4, appendix A.1).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { type DerNode, element, encode, objectIdentifier, sequence, setOf } from '../asn1/writer.ts';
import { CoreError } from '../errors.ts';
import { utf8 } from '../util/bytes.ts';

/** An attribute of a name to be written. */
export interface NameAttributeText {
  /** Object identifier of the attribute type. */
  readonly type: string;
  readonly value: string;
}

interface StringType {
  readonly tag: number;
  /** Values that the string type can hold (X.680 §41). */
  readonly repertoire: RegExp;
}

const UTF8: StringType = { tag: TAG.utf8String, repertoire: /^.+$/su };
const PRINTABLE: StringType = { tag: TAG.printableString, repertoire: /^[A-Za-z0-9 '()+,\-./:=?]+$/ };
const IA5: StringType = { tag: TAG.ia5String, repertoire: /^[ -~]+$/ };

/** Attribute types that are no UTF8String. */
const STRING_TYPES: ReadonlyMap<string, StringType> = new Map([
  [OID.country, PRINTABLE],
  [OID.serialNumber, PRINTABLE],
  [OID.domainComponent, IA5],
  [OID.emailAddress, IA5],
]);

/**
 * DER of a Name.
 *
 * @param rdns - relative distinguished names, outermost first, each of one attribute or more
 * @throws CoreError `INVALID_ARGUMENT` for an empty value, or characters that the attribute's string type does not have
 */
export function encodeName(rdns: readonly (readonly NameAttributeText[])[]): Uint8Array {
  return encode(sequence(rdns.map((rdn) => setOf(rdn.map(attributeOf)))));
}

function attributeOf({ type, value }: NameAttributeText): DerNode {
  const { tag, repertoire } = STRING_TYPES.get(type) ?? UTF8;
  // A lone surrogate has no UTF-8: it would silently become another character.
  if (!repertoire.test(value) || /\p{Cs}/u.test(value))
    throw new CoreError(
      'INVALID_ARGUMENT',
      `the name's attribute ${type} cannot be ${JSON.stringify(value)}`,
    );
  return sequence([objectIdentifier(type), element(tag, [utf8(value)])]);
}

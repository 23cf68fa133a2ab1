/** Distinguished names as data (X.501, RFC 5280 §4.1.2.4). */
import {
  type Der,
  encode,
  ia5String,
  objectIdentifier,
  printableString,
  sequence,
  setOf,
  utf8String,
} from '../der.ts';

/** Attribute types by their usual short names. */
export type AttributeName = keyof typeof ATTRIBUTE_TYPES;

/** One relative distinguished name: usually one attribute, several for a multi-valued one. */
export type RelativeName = Readonly<Partial<Record<AttributeName, string | Uint8Array>>>;

/**
 * A distinguished name, outermost part first. A value given as bytes is the DER of the attribute value, for unusual
 * string types.
 */
export type DistinguishedName = readonly RelativeName[];

const ATTRIBUTE_TYPES = {
  CN: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  title: '2.5.4.12',
  givenName: '2.5.4.42',
  organizationIdentifier: '2.5.4.97',
  DC: '0.9.2342.19200300.100.1.25',
  emailAddress: '1.2.840.113549.1.9.1',
} as const;

const PRINTABLE: ReadonlySet<string> = new Set<AttributeName>(['C', 'serialNumber']);
const IA5: ReadonlySet<string> = new Set<AttributeName>(['DC', 'emailAddress']);

/** DER of a Name. */
export function encodeName(name: DistinguishedName): Uint8Array {
  return encode(sequence(...name.map(relativeName)));
}

function relativeName(part: RelativeName): Der {
  return setOf(
    Object.entries(ATTRIBUTE_TYPES).flatMap(([attribute, oid]) => {
      const value = (part as Readonly<Record<string, string | Uint8Array>>)[attribute];
      return value === undefined ? [] : [sequence(objectIdentifier(oid), attributeValue(attribute, value))];
    }),
  );
}

function attributeValue(attribute: string, value: string | Uint8Array): Der {
  if (value instanceof Uint8Array) return value;
  if (PRINTABLE.has(attribute)) return printableString(value);
  return IA5.has(attribute) ? ia5String(value) : utf8String(value);
}

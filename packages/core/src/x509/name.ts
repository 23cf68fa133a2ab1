/**
 * Distinguished names (RFC 5280 §4.1.2.4) and their comparison (§7.1).
 *
 * @module
 */
import { DerReader } from '../asn1/reader.ts';
import { decodeText } from '../asn1/strings.ts';
import { equalBytes, toHex } from '../util/bytes.ts';

/** One attribute of a name. */
export interface NameAttribute {
  readonly type: string;
  /** Identifier octet of the value. */
  readonly tag: number;
  /** Content octets of the value. */
  readonly content: Uint8Array;
  /** The value as text; `undefined` when it is no string or its bytes are not of the string's repertoire. */
  readonly text: string | undefined;
}

/** A distinguished name with the bytes it was read from. */
export interface Name {
  readonly raw: Uint8Array;
  /** Relative distinguished names in the order of the encoding. */
  readonly rdns: readonly (readonly NameAttribute[])[];
}

/** Reads a Name. */
export function parseName(raw: Uint8Array): Name {
  const outer = DerReader.over(raw, 'Name');
  const reader = outer.sequence('RDNSequence');
  outer.end();
  const rdns: NameAttribute[][] = [];
  while (!reader.atEnd) rdns.push(parseRdn(reader.set('RelativeDistinguishedName')));
  return { raw, rdns };
}

/** Reads the attributes of one RelativeDistinguishedName. */
export function parseRdn(set: DerReader): NameAttribute[] {
  const attributes: NameAttribute[] = [];
  while (!set.atEnd) {
    const pair = set.sequence('AttributeTypeAndValue');
    const type = pair.objectIdentifier('type');
    const tag = pair.peekTag() ?? 0;
    const content = pair.content(tag, 'value');
    pair.end();
    attributes.push({ type, tag, content, text: decodeText(tag, content) });
  }
  return attributes;
}

/** Whether two names are the same by RFC 5280 §7.1: equal bytes, or equal after folding case, spaces and string types. */
export function equalNames(a: Name, b: Name): boolean {
  return (
    equalBytes(a.raw, b.raw) ||
    (a.rdns.length === b.rdns.length && a.rdns.every((rdn, index) => equalRdns(rdn, b.rdns[index] ?? [])))
  );
}

/** Whether two relative distinguished names hold the same attributes in any order. */
export function equalRdns(a: readonly NameAttribute[], b: readonly NameAttribute[]): boolean {
  return a.length === b.length && foldRdn(a) === foldRdn(b);
}

/**
 * A text that is the same for equal relative distinguished names and for no others, so that a name which is compared
 * often is folded once.
 */
export function foldRdn(rdn: readonly NameAttribute[]): string {
  const [only] = rdn;
  if (rdn.length === 1 && only !== undefined) return foldAttribute(only);
  return JSON.stringify(rdn.map(foldAttribute).sort());
}

/** A text that is equal for equal attributes: values that are no text are the same only byte for byte. */
function foldAttribute({ type, tag, content, text }: NameAttribute): string {
  return text === undefined ? `${type}#${tag}#${toHex(content)}` : `${type}=${foldText(text)}`;
}

/** Case folding, NFKC and inner spaces to one (RFC 4518 §2, the steps that matter for stored names). */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
}

/** Every text value of an attribute type in a name, in order. */
export function nameValues(name: Name, type: string): readonly string[] {
  return name.rdns.flat().flatMap((attribute) => (attribute.type === type ? [attribute.text ?? ''] : []));
}

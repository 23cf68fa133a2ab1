/**
 * Distinguished names out of texts, as trusted lists write them (ETSI TS 119 612 §5.5.3: RFC 4514).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { type DerPart, element, encode, objectIdentifier, sequence, setOf } from '../asn1/writer.ts';
import { DecodeError } from '../errors.ts';
import { utf8 } from '../util/bytes.ts';
import { readable } from '../util/readable.ts';
import { type Name, parseName } from './name.ts';
import { type NameAssertion, readNameAssertions } from './name-assertions.ts';

/** What stands for the most general part of a name. */
const MOST_GENERAL: readonly string[] = [OID.country, OID.domainComponent];

/**
 * The name that a text says, its values as UTF8String. RFC 4514 writes the most specific part first; a text that begins with
 * the country is taken to be the other way round. `undefined` for what is no name, or has a keyword nobody knows.
 */
export function parseNameText(text: string): Name | undefined {
  const written = readNameAssertions(text);
  const [first] = written;
  const last = written.at(-1);
  if (first === undefined) return undefined;
  const rdns = isMostGeneral(first) && !isMostGeneral(last) ? written : written.toReversed();
  return readable(() => parseName(encode(sequence(rdns.map((rdn) => setOf(rdn.map(attributeOf)))))));
}

function isMostGeneral(rdn: readonly NameAssertion[] | undefined): boolean {
  return rdn?.some(({ types }) => types?.some((type) => MOST_GENERAL.includes(type))) ?? false;
}

/** An attribute of a keyword that stands for two types is of the first (RFC 4519: `SN` is the surname). */
function attributeOf({ types, value }: NameAssertion): DerPart {
  const [type] = types ?? [];
  if (type === undefined) throw new DecodeError('keyword of a name is not known', 'Name', 0);
  const encoded = typeof value === 'string' ? element(TAG.utf8String, [utf8(value)]) : value;
  return sequence([objectIdentifier(type), encoded]);
}

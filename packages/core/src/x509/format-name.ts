/**
 * Distinguished names as text (RFC 4514).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { toHex } from '../util/bytes.ts';
import type { Name, NameAttribute } from './name.ts';

const LABELS: Readonly<Record<string, string>> = {
  [OID.commonName]: 'CN',
  [OID.surname]: 'SN',
  [OID.serialNumber]: 'SERIALNUMBER',
  [OID.country]: 'C',
  [OID.locality]: 'L',
  [OID.stateOrProvince]: 'ST',
  [OID.street]: 'STREET',
  [OID.organization]: 'O',
  [OID.organizationalUnit]: 'OU',
  [OID.title]: 'T',
  [OID.givenName]: 'GN',
  [OID.organizationIdentifier]: 'organizationIdentifier',
  [OID.domainComponent]: 'DC',
  [OID.emailAddress]: 'E',
};

/** The name as text, most specific part first (RFC 4514); control characters are escaped. */
export function formatName(name: Name): string {
  return [...name.rdns]
    .reverse()
    .map((rdn) => rdn.map(formatAttribute).join('+'))
    .join(', ');
}

function formatAttribute(attribute: NameAttribute): string {
  const label = LABELS[attribute.type] ?? attribute.type;
  if (attribute.text === undefined) return `${label}=#${toHex(attribute.content)}`;
  return `${label}=${escapeText(attribute.text)}`;
}

function escapeText(text: string): string {
  return text
    .replace(/[,+"\\<>;]/g, (character) => `\\${character}`)
    .replace(
      /\p{Cc}|\p{Cf}/gu,
      (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
    )
    .replace(/^ |^#| $/g, (character) => `\\${character}`);
}

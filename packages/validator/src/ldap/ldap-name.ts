/**
 * Distinguished names as directories read them (RFC 4514 §2).
 *
 * @module
 */
import { toHex } from '@eseal/core';
import { element, encode, OID } from '@eseal/core/asn1';
import type { Name, NameAttribute } from '@eseal/core/x509';

/** Types that directories know by a short name (RFC 4514 §3, RFC 4519 §2, RFC 4524 §2). */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  [OID.commonName]: 'CN',
  [OID.surname]: 'SN',
  [OID.serialNumber]: 'serialNumber',
  [OID.country]: 'C',
  [OID.locality]: 'L',
  [OID.stateOrProvince]: 'ST',
  [OID.street]: 'STREET',
  [OID.organization]: 'O',
  [OID.organizationalUnit]: 'OU',
  [OID.title]: 'title',
  [OID.givenName]: 'givenName',
  [OID.domainComponent]: 'DC',
  '0.9.2342.19200300.100.1.1': 'UID',
};

/**
 * The name of an entry, the most specific part first. Other types go by their object identifiers with the value as text:
 * laxer than RFC 4514 §2.4, which wants its encoding there, because OpenLDAP does not read that. Values that are no text are
 * written so.
 */
export function encodeLdapName({ rdns }: Name): string {
  return [...rdns]
    .reverse()
    .map((rdn) => rdn.map(encodeAttribute).join('+'))
    .join(',');
}

function encodeAttribute({ type, tag, content, text }: NameAttribute): string {
  const value = text === undefined ? `#${toHex(encode(element(tag, [content])))}` : escapeValue(text);
  return `${SHORT_NAMES[type] ?? type}=${value}`;
}

/** RFC 4514 §2.4: what means something in names is written as `\` and its code, control characters too. */
function escapeValue(text: string): string {
  return text.replace(/^[ #]|[ ]$|["+,;<=>\\]|\p{Cc}/gu, (character) => {
    const codes = [...new TextEncoder().encode(character)];
    return codes.map((code) => `\\${code.toString(16).padStart(2, '0')}`).join('');
  });
}

/**
 * Addresses of directory entries (RFC 4516), as certificates name them.
 *
 * @module
 */

/** What a directory holds of an authority (RFC 4523 §2). */
export const PKI_ATTRIBUTES = [
  'certificateRevocationList',
  'authorityRevocationList',
  'deltaRevocationList',
  'cACertificate',
  'crossCertificatePair',
] as const;

/** One of them. */
export type PkiAttribute = (typeof PKI_ATTRIBUTES)[number];

/** A directory server. */
export interface LdapServer {
  readonly secure: boolean;
  /** As `URL.hostname` gives it for `http:`. */
  readonly host: string;
  readonly port: number;
}

/** An address of one entry. */
export interface LdapUrl {
  /** `undefined`: whichever directory the reader knows (RFC 4516 §2). */
  readonly server: LdapServer | undefined;
  readonly name: string;
  /** None: whatever the entry has. */
  readonly attributes: readonly PkiAttribute[];
}

/** Longest address that is read. */
const MAX_LENGTH = 4096;

const SHAPE =
  /^(ldaps?):\/\/([^/?#]*)(?:\/([^?#]*)(?:\?([^?#]*)(?:\?([^?#]*)(?:\?([^?#]*)(?:\?([^?#]*))?)?)?)?)?$/i;

/** Filters that keep to the kind of entry, which the attributes do already; some authorities write them. */
const HARMLESS_FILTER = /^(\(objectClass=[\w.*-]+\)|objectClass=[\w.*-]+)?$/i;

/**
 * Reads the address of one entry. Whatever could make a directory search, such as a scope or a filter, and what is not about
 * lists and certificates of authorities, is refused.
 *
 * @returns `undefined` for any other text
 */
export function parseLdapUrl(text: string): LdapUrl | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [whole, scheme = '', place = '', ...encoded] = SHAPE.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const parts = encoded.map((part = '') => decode(part));
  if (parts.includes(undefined)) return undefined;
  const [name = '', list = '', scope = '', filter = '', extensions = ''] = parts;
  const server = place === '' ? undefined : parseServer(scheme, place);
  const attributes = list === '' ? [] : list.split(',').map(parseAttribute);
  const refused =
    (place !== '' && server === undefined) ||
    attributes.includes(undefined) ||
    !/^(base)?$/i.test(scope) ||
    !HARMLESS_FILTER.test(filter) ||
    extensions.split(',').some((extension) => extension.startsWith('!'));
  if (refused) return undefined;
  return { server, name, attributes: attributes.filter((one) => one !== undefined) };
}

/**
 * Reads the address of a directory: nothing but scheme, host and port.
 *
 * @returns `undefined` for any other text
 */
export function parseLdapServer(text: string): LdapServer | undefined {
  const [, scheme, place] = /^(ldaps?):\/\/([^/?#]+)\/?$/i.exec(text) ?? [];
  return scheme === undefined || place === undefined ? undefined : parseServer(scheme, place);
}

/** Address or name (RFC 3986 §3.2.2), with or without a port; platforms differ in what else they take. */
const HOST = /^(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i;

/** Hosts are spelled as for HTTP, so that what is said of one host holds for all its spellings. */
function parseServer(scheme: string, place: string): LdapServer | undefined {
  const secure = /s$/i.test(scheme);
  if (!HOST.test(place) || !URL.canParse(`http://${place}`)) return undefined;
  const { hostname, port } = new URL(`http://${place}`);
  const [, written] = /:(\d+)$/.exec(place) ?? [];
  if (hostname === '') return undefined;
  // 80 is the default of the scheme that the host was read with, and so not told.
  return { secure, host: hostname, port: Number(port || (written ?? (secure ? 636 : 389))) };
}

function parseAttribute(text: string): PkiAttribute | undefined {
  const [type = '', ...options] = text.toLowerCase().split(';');
  if (options.some((option) => option !== 'binary')) return undefined;
  return PKI_ATTRIBUTES.find((attribute) => attribute.toLowerCase() === type);
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

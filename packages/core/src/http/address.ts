/**
 * Which hosts lie in the public network (IANA special-purpose address registries, RFC 6890; names: RFC 6761, RFC 6762).
 *
 * @module
 */

/** First address and prefix length. */
type Block = readonly [address: string, length: number];

/** IPv4 blocks that are not the public network, and the wire server of one cloud, which has a public address. */
const SPECIAL_IPV4: readonly Block[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Everything public in IPv6 lies here (RFC 4291 §2.4)… */
const GLOBAL_IPV6: Block = ['2000::', 3];

/** …but not what leads back to IPv4 or is set aside. */
const SPECIAL_IPV6: readonly Block[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/** Names that mean hosts of one's own network. */
const SPECIAL_NAMES = /(^|\.)(localhost|local|internal|intranet|corp|lan|home|home\.arpa)$/;

/** What kind of host a name in a URL is. */
export type HostKind = 'public-address' | 'special-address' | 'name' | 'special-name';

/**
 * The kind of a host.
 *
 * @param host - as `URL.hostname` gives it: IPv4 in four decimal parts, IPv6 in brackets, names in lower case
 */
export function hostKind(host: string): HostKind {
  const address = parseAddress(host);
  if (address !== undefined) return isPublic(address) ? 'public-address' : 'special-address';
  const name = host.replace(/\.$/, '');
  return !name.includes('.') || SPECIAL_NAMES.test(name) ? 'special-name' : 'name';
}

/** Address in bytes, 4 or 16 of them; `undefined` for what is no address. */
function parseAddress(host: string): readonly number[] | undefined {
  const bare = host.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  return bare.includes(':') ? parseIpv6(bare) : parseIpv4(bare);
}

function parseIpv4(text: string): readonly number[] | undefined {
  const parts = text.split('.');
  const bytes = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
  return parts.length === 4 && bytes.every((byte) => byte < 256) ? bytes : undefined;
}

function parseIpv6(text: string): readonly number[] | undefined {
  const [head = '', tail, ...more] = text.split('::');
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  if (left === undefined || right === undefined || more.length > 0) return undefined;
  const missing = 16 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 2) return undefined;
  return [...left, ...new Array<number>(missing).fill(0), ...right];
}

/** Bytes of groups of hexadecimal digits, the last of which may be an IPv4 address (RFC 4291 §2.2). */
function groups(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  for (const group of text.split(':')) {
    const ipv4 = group.includes('.') ? parseIpv4(group) : undefined;
    if (ipv4 !== undefined) bytes.push(...ipv4);
    else if (/^[0-9a-f]{1,4}$/i.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff);
    else return undefined;
  }
  return bytes;
}

function isPublic(address: readonly number[]): boolean {
  if (address.length === 4) return !SPECIAL_IPV4.some((block) => isInside(address, block));
  // RFC 6052 §2.1: the IPv4 address is in the last four bytes.
  if (isInside(address, ['64:ff9b::', 96])) return isPublic(address.slice(12));
  return isInside(address, GLOBAL_IPV6) && !SPECIAL_IPV6.some((block) => isInside(address, block));
}

function isInside(address: readonly number[], [start, length]: Block): boolean {
  const first = parseAddress(start) ?? [];
  return first.every((byte, at) => {
    const bits = Math.min(Math.max(length - 8 * at, 0), 8);
    const mask = (0xff00 >> bits) & 0xff;
    return (byte & mask) === ((address[at] ?? 0) & mask);
  });
}

/** PKCS #12 files that OpenSSL 3.0 does not make: several keys, PBMAC1, odd structures. Contents are not encrypted. */
import { concatBytes } from '@eseal/core';
import {
  context,
  type DerNode,
  type DerPart,
  element,
  encode,
  integer,
  nullValue,
  octetString,
  objectIdentifier as oid,
  sequence,
  setOf,
} from '@eseal/core/asn1';

const PKCS12_BAG = '1.2.840.113549.1.12.10.1';

/** A bag with its labels. */
export interface TestBag {
  readonly key?: Uint8Array;
  readonly certificate?: Uint8Array;
  readonly friendlyName?: string;
  readonly localKeyId?: number;
}

function bmpString(text: string): DerNode {
  const units = [...text].flatMap((character) => [
    character.charCodeAt(0) >> 8,
    character.charCodeAt(0) & 0xff,
  ]);
  return element(0x1e, [Uint8Array.from(units)]);
}

/** DER of a SafeBag. */
export function safeBag({ key, certificate, friendlyName, localKeyId }: TestBag): DerNode {
  const attributes = [
    ...(friendlyName === undefined
      ? []
      : [sequence([oid('1.2.840.113549.1.9.20'), setOf([bmpString(friendlyName)])])]),
    ...(localKeyId === undefined
      ? []
      : [sequence([oid('1.2.840.113549.1.9.21'), setOf([octetString(Uint8Array.of(localKeyId))])])]),
  ];
  const value =
    certificate === undefined
      ? [oid(`${PKCS12_BAG}.1`), context(0, [key ?? new Uint8Array()])]
      : [
          oid(`${PKCS12_BAG}.3`),
          context(0, [sequence([oid('1.2.840.113549.1.9.22.1'), context(0, [octetString(certificate)])])]),
        ];
  return sequence([...value, ...(attributes.length > 0 ? [setOf(attributes)] : [])]);
}

/** A bag of bags. */
export function nestedBag(bags: readonly DerPart[]): DerNode {
  return sequence([oid(`${PKCS12_BAG}.6`), context(0, [sequence(bags)])]);
}

/** ContentInfo of plain data. */
function dataInfo(content: DerPart): DerNode {
  return sequence([oid('1.2.840.113549.1.7.1'), context(0, [octetString(encode(content))])]);
}

/** AuthenticatedSafe over bags. */
export function authenticatedSafe(bags: readonly DerPart[]): Uint8Array {
  return encode(sequence([dataInfo(sequence(bags))]));
}

/** A PKCS #12 file. */
export function pfx(safe: Uint8Array, mac?: DerPart, version = 3): Uint8Array<ArrayBuffer> {
  const authSafe = sequence([oid('1.2.840.113549.1.7.1'), context(0, [octetString(safe)])]);
  return Uint8Array.from(encode(sequence([integer(version), authSafe, ...(mac === undefined ? [] : [mac])])));
}

/** Settings of {@link pbmac1}. */
export interface Pbmac1Options {
  readonly password: string;
  readonly iterations?: number;
  /** Absent: as long as the digest; 0: not stated. */
  readonly keyLength?: number;
}

/** MacData by PBMAC1 with HMAC-SHA-256 (RFC 9579), computed by WebCrypto. */
export async function pbmac1(safe: Uint8Array, options: Pbmac1Options): Promise<DerNode> {
  const { iterations = 1000, keyLength = 32 } = options;
  const salt = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  const { subtle } = globalThis.crypto;
  const password = await subtle.importKey(
    'raw',
    new TextEncoder().encode(options.password),
    'PBKDF2',
    false,
    ['deriveBits'],
  );
  const bits = await subtle.deriveBits(
    { name: 'PBKDF2', salt, iterations, hash: 'SHA-256' },
    password,
    8 * (keyLength || 32),
  );
  const key = await subtle.importKey('raw', bits, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const value = new Uint8Array(await subtle.sign('HMAC', key, concatBytes([safe])));
  const hmacSha256 = sequence([oid('1.2.840.113549.2.9'), nullValue()]);
  const stated = keyLength === 0 ? [] : [integer(keyLength)];
  const derivation = sequence([
    oid('1.2.840.113549.1.5.12'),
    sequence([octetString(salt), integer(iterations), ...stated, hmacSha256]),
  ]);
  const algorithm = sequence([oid('1.2.840.113549.1.5.14'), sequence([derivation, hmacSha256])]);
  return sequence([sequence([algorithm, octetString(value)]), octetString(new Uint8Array(8)), integer(1)]);
}

/**
 * What a PKCS #12 file shows without its password (RFC 7292 §4): how it is protected, and what is not encrypted.
 *
 * @module
 */
import { DerReader } from '@eseal/core/asn1';
import { readAlgorithmIdentifier } from '@eseal/core/crypto';
import type { Facts } from './inspect-facts.ts';

/** The outside of a PKCS #12 file. */
export interface Pfx {
  readonly version: number;
  readonly parts: readonly PfxPart[];
  /** `undefined`: there is no MacData. */
  readonly mac: { readonly digestAlgorithm: string; readonly iterations: number } | undefined;
}

/** One ContentInfo of the AuthenticatedSafe. */
interface PfxPart {
  /** Object identifier of its type. */
  readonly type: string;
  /** Object identifier of its encryption. */
  readonly encryption: string | undefined;
}

const DATA = '1.2.840.113549.1.7.1';

/** What types of content and algorithms are called. */
const NAMES: ReadonlyMap<string, string> = new Map([
  [DATA, 'not encrypted as a whole'],
  ['1.2.840.113549.1.7.3', 'encrypted for a key'],
  ['1.2.840.113549.1.7.6', 'encrypted by a password'],
  ['1.2.840.113549.1.5.13', 'PBES2'],
  ['1.2.840.113549.1.12.1.3', 'PBE with SHA-1 and 3-key triple DES'],
  ['1.2.840.113549.1.12.1.6', 'PBE with SHA-1 and RC2-40'],
  ['1.3.14.3.2.26', 'SHA-1'],
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
]);

/** Most parts that are told of. */
const MAX_PARTS = 100;

/**
 * Reads the outside of a PFX.
 *
 * @throws DecodeError for anything else
 */
export function parsePfx(file: Uint8Array): Pfx {
  const reader = DerReader.over(file, 'PFX', { encoding: 'ber' }).sequence('PFX');
  const version = reader.smallInteger('version');
  const authSafe = reader.sequence('authSafe');
  authSafe.objectIdentifier('contentType');
  const content = authSafe.context(0, 'content').octetString('AuthenticatedSafe');
  const mac = reader.atEnd ? undefined : readMac(reader.sequence('macData'));
  const safe = DerReader.over(content, 'AuthenticatedSafe', { encoding: 'ber' }).sequence(
    'AuthenticatedSafe',
  );
  const parts: PfxPart[] = [];
  while (!safe.atEnd && parts.length < MAX_PARTS) parts.push(readPart(safe.sequence('ContentInfo')));
  return { version, parts, mac };
}

function readPart(info: DerReader): PfxPart {
  const type = info.objectIdentifier('contentType');
  if (type !== '1.2.840.113549.1.7.6') return { type, encryption: undefined };
  const encrypted = info.context(0, 'content').sequence('EncryptedData');
  encrypted.smallInteger('version');
  const content = encrypted.sequence('encryptedContentInfo');
  content.objectIdentifier('contentType');
  return { type, encryption: readAlgorithmIdentifier(content, 'contentEncryptionAlgorithm').oid };
}

function readMac(mac: DerReader): NonNullable<Pfx['mac']> {
  const digest = mac.sequence('mac');
  const { oid } = readAlgorithmIdentifier(digest, 'digestAlgorithm');
  mac.octetString('macSalt');
  return { digestAlgorithm: oid, iterations: mac.atEnd ? 1 : mac.smallInteger('iterations') };
}

/** The facts that need no password. */
export function pfxFacts({ version, parts, mac }: Pfx): Facts {
  const named = (oid: string): string => NAMES.get(oid) ?? oid;
  return {
    kind: 'PKCS #12',
    version,
    integrity:
      mac === undefined ? 'no MAC' : `MAC, ${named(mac.digestAlgorithm)}, ${mac.iterations} iterations`,
    parts: parts.map(({ type, encryption }) => ({
      content: named(type),
      encryption: encryption === undefined ? null : named(encryption),
    })),
    shown: 'nothing that needs the password',
  };
}

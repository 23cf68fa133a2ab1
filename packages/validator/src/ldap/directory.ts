/**
 * Directories of authorities over LDAP (RFC 4511): lists, certificates and pairs of cross-certificates by the names of
 * entries.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import type { MaybePromise } from '@eseal/core/crypto';
import { createHostGuard, type HostGuard, type HostRules } from '@eseal/core/http';
import type { Name } from '@eseal/core/x509';
import type { DirectoryHooks } from '../retrieval/directory-lists.ts';
import { encodeLdapName } from './ldap-name.ts';
import { type LdapServer, type PkiAttribute, parseLdapServer, parseLdapUrl } from './ldap-url.ts';
import { readEntry } from './read-entry.ts';

/** Who asks a directory. */
export interface LdapBind {
  /** Name of the entry, as text (RFC 4514). */
  readonly name: string;
  /** Asked before each question. */
  readonly password: () => MaybePromise<string>;
  /** Sends the password over `ldap:`, for everybody on the way to read. Default false. */
  readonly insecurePlaintext?: boolean;
}

/** Options of {@link createLdapDirectory}. The rules about hosts are for addresses that certificates name. */
export interface LdapDirectoryOptions extends HostRules {
  /** The directory in which names are looked up: `ldap://HOST[:PORT]` or `ldaps://HOST[:PORT]`. It may be at any address. */
  readonly url: string;
  /** What its names end with beyond those in certificates, as a mirror may have it (RFC 4514). Default nothing. */
  readonly baseDn?: string;
  /** Default: nobody is named. Never sent to addresses that certificates name. */
  readonly bind?: LdapBind;
  /** Most time for one question in milliseconds. Default 10 000. */
  readonly timeoutMs?: number;
  /** Most bytes of one answer. Default 16 MiB. */
  readonly maxBytes?: number;
  /** Authorities, in PEM, that may certify servers of `ldaps:`. Default those of Node. */
  readonly certificateAuthorities?: readonly string[];
}

/** How one question is put. */
export interface LdapCallOptions {
  readonly signal?: AbortSignal;
}

/** A directory as `createOnlineRevocation` and `collectCrossCertificates` ask it. */
export interface LdapDirectory extends Required<DirectoryHooks> {
  /** What the entry of a name has of one attribute. */
  lookUp(name: Name, attribute: PkiAttribute, options?: LdapCallOptions): Promise<readonly Uint8Array[]>;
  /** Pairs of cross-certificates and certificates in the entry of an authority. */
  crossCertificatesOf(authority: Name, options?: LdapCallOptions): Promise<readonly Uint8Array[]>;
}

/**
 * A directory over LDAP. Every question is a connection of its own, of limited time and size, that reads one entry and no
 * more. What it gives is judged as any other data: it need not be trusted.
 *
 * @throws CoreError `INVALID_ARGUMENT` for an address that is none, for rules that name no host, and for a password that would
 * go over `ldap:`. Its functions reject with `TRANSPORT_FAILED`, `TRANSPORT_REFUSED` or `ABORTED`
 *
 * @example
 * ```ts
 * import { createOnlineRevocation, validate } from '@eseal/validator';
 * import { createLdapDirectory } from '@eseal/validator/ldap';
 *
 * const directory = createLdapDirectory({ url: 'ldaps://directory.example.jp' });
 * const revocationProvider = createOnlineRevocation({ ...directory });
 *
 * export async function isGenuine(pdf: Uint8Array, rootDer: Uint8Array): Promise<boolean> {
 *   const report = await validate(pdf, { trust: [rootDer], revocationProvider });
 *   return report.conclusion.indication === 'TOTAL-PASSED';
 * }
 * ```
 */
export function createLdapDirectory(options: LdapDirectoryOptions): LdapDirectory {
  const home = parseLdapServer(options.url);
  if (home === undefined)
    throw new CoreError('INVALID_ARGUMENT', 'url is no ldap://HOST[:PORT] or ldaps://HOST[:PORT]');
  if (options.bind !== undefined && !home.secure && options.bind.insecurePlaintext !== true)
    throw new CoreError('INVALID_ARGUMENT', 'bind would send the password over ldap: in the clear');
  const guard = createHostGuard(options, [389, 636]);
  const { baseDn = '' } = options;
  const nameOf = (name: Name): string =>
    [encodeLdapName(name), baseDn].filter((part) => part !== '').join(',');
  const lookUp = (name: Name, attributes: readonly PkiAttribute[], call: LdapCallOptions = {}) =>
    askHome({ server: home, name: nameOf(name), attributes }, options, call);
  return {
    lookUp: (name, attribute, call) => lookUp(name, [attribute], call),
    resolveDirectory: (name, attribute) => lookUp(name, [attribute]),
    crossCertificatesOf: (authority, call) =>
      lookUp(authority, ['crossCertificatePair', 'cACertificate'], call),
    fetchOther: (url) => askAddress(url, home, options, guard),
  };
}

interface EntryAddress {
  readonly server: LdapServer;
  readonly name: string;
  readonly attributes: readonly PkiAttribute[];
}

/** Asks the caller's own directory. */
async function askHome(
  place: EntryAddress,
  options: LdapDirectoryOptions,
  { signal }: LdapCallOptions,
): Promise<readonly Uint8Array[]> {
  const { bind } = options;
  const credentials = bind && { name: bind.name, password: await bind.password() };
  return readEntry({ ...place, credentials, limits: limitsOf(options, true, signal) });
}

const LISTS: readonly PkiAttribute[] = [
  'certificateRevocationList',
  'authorityRevocationList',
  'deltaRevocationList',
];

/** Asks where a certificate says, if anybody may be asked there. */
async function askAddress(
  text: string,
  home: LdapServer,
  options: LdapDirectoryOptions,
  guard: HostGuard,
): Promise<readonly Uint8Array[]> {
  const url = parseLdapUrl(text);
  if (url === undefined) throw refused('no address of one entry and what it publishes (RFC 4516)');
  const { server = home, name, attributes: named } = url;
  const attributes = named.length === 0 ? LISTS : named;
  if (isSame(server, home)) return askHome({ server, name, attributes }, options, {});
  const objection = guard.objection(server);
  if (objection !== undefined) throw refused(objection);
  const limits = limitsOf(options, guard.allowsAnyAddress(server), undefined);
  return readEntry({ server, name, attributes, credentials: undefined, limits });
}

function isSame(one: LdapServer, other: LdapServer): boolean {
  return one.host === other.host && one.port === other.port && one.secure === other.secure;
}

function limitsOf(options: LdapDirectoryOptions, anyAddress: boolean, signal: AbortSignal | undefined) {
  const { timeoutMs = 10_000, maxBytes = 16 << 20, certificateAuthorities } = options;
  return { timeoutMs, maxBytes, anyAddress, signal, certificateAuthorities };
}

function refused(reason: string): CoreError {
  return new CoreError('TRANSPORT_REFUSED', reason);
}

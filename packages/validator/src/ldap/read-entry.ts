/**
 * The values of one entry of a directory (RFC 4511 §4.5, RFC 4523).
 *
 * @module
 */
import { CoreError, isEsealError } from '@eseal/core';
import type { Client, Entry } from 'ldapts';
import { type Connection, type ConnectionLimits, createConnection } from './connection.ts';
import type { LdapServer, PkiAttribute } from './ldap-url.ts';

/** As whom a directory is asked. */
export interface LdapCredentials {
  /** The name of an entry, as text (RFC 4514). */
  readonly name: string;
  readonly password: string;
}

/** Which values are wanted, and how they are got. */
export interface EntryQuestion {
  readonly server: LdapServer;
  readonly name: string;
  readonly attributes: readonly PkiAttribute[];
  readonly limits: ConnectionLimits;
  readonly credentials: LdapCredentials | undefined;
}

/** Result codes that say that there is nothing (RFC 4511 §4.1.9, appendix A.2). */
const NOTHING: ReadonlySet<number> = new Set([16, 17, 32]);

const REFERRAL = 10;

/**
 * Reads an entry by its name; nothing else is ever searched, so that no name can make a directory do more. References to other
 * directories are not followed.
 *
 * @returns no values for an entry or an attribute that is not there
 * @throws CoreError `TRANSPORT_FAILED`, `TRANSPORT_REFUSED` or `ABORTED`, never with what the directory was told
 */
export async function readEntry(question: EntryQuestion): Promise<readonly Uint8Array[]> {
  const { server, limits, attributes } = question;
  const { Client } = await import('ldapts');
  using connection = createConnection(server, limits);
  const client = new Client({
    url: `${server.secure ? 'ldaps' : 'ldap'}://${server.host}:${server.port}`,
    createConnection: connection.openPlain,
    createSecureConnection: connection.openSecure,
  });
  try {
    const entries = await search(client, question);
    // What came with the last chunk was read before the limit was noticed.
    if (connection.fault !== undefined) throw connection.fault;
    return entries.flatMap((entry) => valuesOf(entry, attributes));
  } catch (error) {
    const result = resultCode(error, connection);
    if (result !== undefined && NOTHING.has(result)) return [];
    throw explain(error, connection, server);
  }
}

async function search(
  client: Client,
  { name, attributes, credentials, limits }: EntryQuestion,
): Promise<readonly Entry[]> {
  if (credentials !== undefined) await client.bind(credentials.name, credentials.password);
  const requested = attributes.map((attribute) => `${attribute};binary`);
  const { searchEntries } = await client.search(name, {
    scope: 'base',
    filter: '(objectClass=*)',
    derefAliases: 'never',
    sizeLimit: 1,
    timeLimit: Math.ceil(limits.timeoutMs / 1000),
    attributes: requested,
    // A server may leave the option out of its answer.
    explicitBufferAttributes: [...requested, ...attributes],
  });
  return searchEntries;
}

/** In the order of the attributes that were asked for. */
function valuesOf(entry: Entry, attributes: readonly PkiAttribute[]): readonly Uint8Array[] {
  const typeOf = (description: string): string => description.toLowerCase().replace(/;binary$/, '');
  return attributes.flatMap((attribute) =>
    Object.entries(entry)
      .filter(([description]) => typeOf(description) === attribute.toLowerCase())
      .flatMap(([, values]) => (Array.isArray(values) ? [...values] : [values]))
      .map((value) => (typeof value === 'string' ? new TextEncoder().encode(value) : new Uint8Array(value))),
  );
}

function resultCode(error: unknown, { fault }: Connection): number | undefined {
  if (fault !== undefined || typeof error !== 'object' || error === null || !('code' in error))
    return undefined;
  return typeof error.code === 'number' ? error.code : undefined;
}

/** The library's errors are not passed on: they repeat what a server says, and may come with what was sent. */
function explain(error: unknown, connection: Connection, { secure, host, port }: LdapServer): CoreError {
  const place = `${secure ? 'ldaps' : 'ldap'}://${host}:${port}`;
  const { fault } = connection;
  if (fault?.code === 'ABORTED') return fault;
  if (fault !== undefined) {
    const { code, message, retryable, facts } = fault;
    return new CoreError(code, `${place}: ${message}`, { retryable, facts: { ...facts, url: place } });
  }
  const result = resultCode(error, connection);
  if (result === REFERRAL)
    return new CoreError('TRANSPORT_REFUSED', `${place}: refers to another directory`, {
      facts: { url: place },
    });
  const reason = result === undefined ? failureOf(error) : `result code ${result}`;
  return new CoreError('TRANSPORT_FAILED', `${place}: ${reason}`, { retryable: true, facts: { url: place } });
}

/** The code of the platform, such as `ECONNREFUSED`. */
function failureOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && !isEsealError(error) ? code : 'no usable answer';
}

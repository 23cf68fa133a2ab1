/**
 * One connection to a directory, held to limits that the library for LDAP does not know.
 *
 * @module
 */
import { type LookupOptions, lookup } from 'node:dns';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectSecurely, type TLSSocket } from 'node:tls';
import { CoreError } from '@eseal/core';
import { isPublicAddress } from '@eseal/core/http';
import type { LdapServer } from './ldap-url.ts';
import { createMessageReader } from './message-reader.ts';

/** Bytes that are taken from the platform at once. */
const READ_BYTES = 1 << 16;

/** What a connection is held to. */
export interface ConnectionLimits {
  /** Most bytes that are received. */
  readonly maxBytes: number;
  /** Most time in milliseconds, from the beginning to the last answer. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Whether the host may have a private address. */
  readonly anyAddress: boolean;
  /** Authorities, in PEM, that may certify servers of `ldaps:`. Absent: those of Node. */
  readonly certificateAuthorities: readonly string[] | undefined;
}

/** A connection that is opened when it is needed, once. */
export interface Connection extends Disposable {
  readonly openPlain: () => Socket;
  readonly openSecure: () => TLSSocket;
  /** Why the connection was ended from this side. */
  readonly fault: CoreError | undefined;
}

/** A connection that ends itself when a limit is passed. */
export function createConnection({ host, port }: LdapServer, limits: ConnectionLimits): Connection {
  const { maxBytes, timeoutMs, signal } = limits;
  const address = host.replace(/^\[|\]$/g, '');
  let socket: Socket | undefined;
  let fault: CoreError | undefined;
  const end = (reason: CoreError): void => {
    fault ??= reason;
    socket?.destroy(fault);
  };
  const onAbort = (): void =>
    end(new CoreError('ABORTED', 'the call was aborted', { cause: signal?.reason }));
  const timer = setTimeout(
    () => end(new CoreError('TRANSPORT_FAILED', `no answer within ${timeoutMs} ms`, { retryable: true })),
    timeoutMs,
  );
  signal?.addEventListener('abort', onAbort, { once: true });
  let received = 0;
  const read = createMessageReader((message) => socket?.emit('data', Buffer.from(message)));
  // Nothing but whole messages reaches the library, and nothing after a fault.
  const onRead = (length: number, buffer: Uint8Array): boolean => {
    received += length;
    if (received > maxBytes) end(tooLarge(maxBytes));
    if (fault !== undefined) return false;
    try {
      read(buffer.slice(0, length));
    } catch (error) {
      end(error instanceof CoreError ? error : new CoreError('TRANSPORT_FAILED', 'no usable answer'));
    }
    return fault === undefined;
  };
  const watch = <One extends Socket>(opened: One): One => {
    socket = opened;
    if (signal?.aborted) onAbort();
    return opened;
  };
  const lookup = limits.anyAddress ? undefined : publicLookup((reason) => (fault ??= reason));
  const onread = { buffer: new Uint8Array(READ_BYTES), callback: onRead };
  const options = { host: address, port, onread, ...(lookup && { lookup }) };
  const { certificateAuthorities: ca } = limits;
  const servername = isIP(address) === 0 ? { servername: address } : {};
  return {
    openPlain: () => watch(connect(options)),
    openSecure: () => watch(connectSecurely({ ...options, ...servername, ...(ca && { ca: [...ca] }) })),
    get fault() {
      return fault;
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket?.destroy();
    },
  };
}

function tooLarge(maxBytes: number): CoreError {
  return new CoreError('TRANSPORT_REFUSED', `the answer is longer than ${maxBytes} bytes`, {
    facts: { maxBytes },
  });
}

/** Addresses of a name as the connection will use them, so that nobody can change them between a check and the connection. */
function publicLookup(refuse: (reason: CoreError) => void): LookupFunction {
  return (host, options: LookupOptions, callback) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) return callback(error, options.all ? [] : '', 0);
      if (!addresses.every(({ address }) => isPublicAddress(address))) {
        const reason = new CoreError(
          'TRANSPORT_REFUSED',
          'the host has an address outside of the public network',
        );
        refuse(reason);
        return callback(reason, options.all ? [] : '', 0);
      }
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

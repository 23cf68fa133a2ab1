/**
 * The connection itself says who the application is: mutual TLS (`authType` `TLS`). The certificate and its key are in the
 * Transport that the caller gives the client; nothing of them is seen here.
 *
 * @see RFC 8446 §4.4.2; CSC API v1.0.4.0 §11.1
 * @module
 */
import type { UseAuthentication } from './use-authentication.ts';

/** Authenticates by the connection: no token is sent. */
export function mutualTls(): UseAuthentication {
  return {
    kind: 'tls',
    token: async () => undefined,
    forget: async () => undefined,
    revoke: async () => undefined,
    holds: () => false,
  };
}

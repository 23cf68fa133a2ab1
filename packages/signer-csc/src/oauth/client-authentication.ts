/**
 * How an application shows an authorisation server who it is.
 *
 * @see RFC 6749 §2.3, RFC 7523 §2.2, RFC 8705 §2
 * @module
 */
import { assertNever } from '@eseal/core';
import {
  type Client,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  clockSkew,
  None,
  PrivateKeyJwt,
  TlsClientAuth,
} from 'oauth4webapi';
import { CscError } from '../errors.ts';
import type { ServiceProfile } from '../profile/profile.ts';
import type { Secret } from '../util/secret.ts';
import { askForSecret, type SecretSource } from '../util/secret-source.ts';

/** An application that is registered at an authorisation server. */
export interface OAuthClientOptions {
  readonly clientId: string;
  /** Default: the profile's. */
  readonly clientAuthentication?: ServiceProfile['clientAuthentication'];
  /** For `basic` and `post`, and for the token that names an account. */
  readonly clientSecret?: SecretSource;
  /** For `private_key_jwt`. Not extractable where possible. */
  readonly privateKey?: CryptoKey | { readonly key: CryptoKey; readonly kid: string };
}

/** What goes with one request. */
export interface ClientAuthentication {
  readonly client: Client;
  readonly authenticate: ClientAuth;
  /** What was revealed for it. */
  readonly secret: Secret | undefined;
}

/**
 * Asks for the client's secret, and makes what the OAuth library wants.
 *
 * @throws CscError `INVALID_ARGUMENT` where what the way of authentication needs is missing or unfit
 */
export async function authenticateClient(
  options: OAuthClientOptions,
  profile: ServiceProfile,
  now: Date,
): Promise<ClientAuthentication> {
  const secret = options.clientSecret && (await askForSecret(options.clientSecret));
  const kind = options.clientAuthentication ?? profile.clientAuthentication;
  const client: Client = {
    client_id: options.clientId,
    [clockSkew]: Math.floor(now.getTime() / 1000) - Math.floor(Date.now() / 1000),
    // Servers may have addresses of their own for connections with a certificate (RFC 8705 §5).
    use_mtls_endpoint_aliases: kind === 'tls',
  };
  return { client, authenticate: fitting(() => clientAuth(kind, options, secret)), secret };
}

/** The library's errors of types name what is unfit, and not its value. */
function fitting(make: () => ClientAuth): ClientAuth {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new CscError('INVALID_ARGUMENT', error.message, { outcome: 'not-sent' });
  }
}

function clientAuth(
  kind: ServiceProfile['clientAuthentication'],
  options: OAuthClientOptions,
  secret: Secret | undefined,
): ClientAuth {
  switch (kind) {
    case 'basic':
      return ClientSecretBasic(required(secret, 'clientSecret', kind).reveal());
    case 'post':
      return ClientSecretPost(required(secret, 'clientSecret', kind).reveal());
    case 'private_key_jwt':
      return PrivateKeyJwt(required(options.privateKey, 'privateKey', kind));
    case 'tls':
      return TlsClientAuth();
    case 'none':
      return None();
    default:
      return assertNever(kind);
  }
}

function required<T>(value: T | undefined, name: string, kind: string): T {
  if (value !== undefined) return value;
  throw new CscError('INVALID_ARGUMENT', `${name} is needed for the client authentication ${kind}`, {
    outcome: 'not-sent',
  });
}

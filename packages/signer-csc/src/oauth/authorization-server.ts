/**
 * Which authorisation server a service has. One that the service names itself is taken only where the caller said so
 * or where it has the service's own origin, and stays the same after its first use.
 *
 * @see RFC 8414 §3, RFC 9207, CSC API v1.0.4.0 §8.4, v2.0.0.2 §8.4
 * @module
 */
import type { CallOptions } from '@eseal/core';
import {
  allowInsecureRequests,
  customFetch,
  discoveryRequest,
  processDiscoveryResponse,
  type AuthorizationServer as ServerMetadata,
} from 'oauth4webapi';
import { CscError } from '../errors.ts';
import type { AuthorizationServer } from '../model/service.ts';
import type { AuthenticationContext } from '../use-authentication/use-authentication.ts';
import { asOAuthError } from './oauth-errors.ts';
import { createOAuthFetch } from './oauth-fetch.ts';

/** An authorisation server as a caller names it. */
export type ConfiguredServer =
  | AuthorizationServer
  /** Each address by itself, for servers that are neither. */
  | {
      readonly kind: 'endpoints';
      readonly issuer: string;
      readonly authorization?: string;
      readonly token: string;
      readonly pushedAuthorization?: string;
      readonly revocation?: string;
    };

/** Where tokens are asked for. */
export interface AuthorizationServerOptions {
  /** Default: what `info` names, if it has the service's own origin or one of `allowedOrigins`. */
  readonly server?: ConfiguredServer;
  /** Origins, such as `https://login.example`, at which a server that `info` names is accepted. Default: none. */
  readonly allowedOrigins?: readonly string[];
}

/** A server that was found. */
export interface LocatedServer {
  readonly metadata: ServerMetadata;
  /** False where the issuer is only assumed to be the address that its endpoints are below. */
  readonly isIssuerKnown: boolean;
}

/** Finds the server of a service. The first answer for a service stays. */
export type ServerLocator = (context: AuthenticationContext, options?: CallOptions) => Promise<LocatedServer>;

/** Endpoints that requests or browsers are sent to. */
const ENDPOINTS = [
  'authorization_endpoint',
  'token_endpoint',
  'pushed_authorization_request_endpoint',
  'revocation_endpoint',
] as const;

/** Makes a locator. */
export function createServerLocator(options: AuthorizationServerOptions): ServerLocator {
  const pinned = new Map<string, LocatedServer>();
  return async (context, call) => {
    const known = pinned.get(context.baseUrl);
    if (known !== undefined) return known;
    const server = options.server ?? (await serverOfInfo(context, options, call));
    if (server.kind === 'issuer') assertSecure('issuer', server.issuer, context);
    const located = await locate(server, context, call);
    assertEndpointsAllowed(located, server, context, options);
    // Another call may have been faster: the first answer stays.
    const first = pinned.get(context.baseUrl) ?? located;
    pinned.set(context.baseUrl, first);
    return first;
  };
}

/** Whether plain http may be used: only where the service itself is reached so, and only on this machine. */
export function allowsHttp(context: AuthenticationContext): boolean {
  const { protocol } = new URL(context.baseUrl);
  return protocol === 'http:';
}

async function serverOfInfo(
  context: AuthenticationContext,
  options: AuthorizationServerOptions,
  call: CallOptions | undefined,
): Promise<AuthorizationServer> {
  const { authorizationServers } = await context.info(call);
  const accepted = authorizationServers.find((server) =>
    isAllowedOrigin(addressOf(server), context, options.allowedOrigins),
  );
  if (accepted !== undefined) return accepted;
  const named = authorizationServers.map((server) => originOf(addressOf(server))).join(', ');
  throw new CscError(
    'CSC_POLICY_REFUSED',
    named === ''
      ? 'the service names no authorisation server; give one in the options'
      : `the service names authorisation servers at ${named}, which are not among the allowed origins`,
    { outcome: 'not-sent' },
  );
}

function locate(
  server: ConfiguredServer,
  context: AuthenticationContext,
  call: CallOptions | undefined,
): Promise<LocatedServer> | LocatedServer {
  if (server.kind === 'issuer') return discover(server.issuer, context, call);
  if (server.kind === 'endpoints') return { metadata: metadataOf(server), isIssuerKnown: true };
  const base = server.url.replace(/\/+$/, '');
  return {
    isIssuerKnown: false,
    metadata: {
      issuer: base,
      authorization_endpoint: `${base}/oauth2/authorize`,
      token_endpoint: `${base}/oauth2/token`,
      pushed_authorization_request_endpoint: `${base}/oauth2/pushed_authorize`,
      revocation_endpoint: `${base}/oauth2/revoke`,
    },
  };
}

function metadataOf(server: Extract<ConfiguredServer, { kind: 'endpoints' }>): ServerMetadata {
  return {
    issuer: server.issuer,
    token_endpoint: server.token,
    ...(server.authorization !== undefined && { authorization_endpoint: server.authorization }),
    ...(server.pushedAuthorization !== undefined && {
      pushed_authorization_request_endpoint: server.pushedAuthorization,
    }),
    ...(server.revocation !== undefined && { revocation_endpoint: server.revocation }),
  };
}

/** RFC 8414 §3.3: the issuer of the answer has to be the one that was asked for. */
async function discover(
  issuer: string,
  context: AuthenticationContext,
  call: CallOptions | undefined,
): Promise<LocatedServer> {
  try {
    const url = new URL(issuer);
    const response = await discoveryRequest(url, {
      algorithm: 'oauth2',
      [allowInsecureRequests]: allowsHttp(context),
      [customFetch]: createOAuthFetch({ transport: context.transport, body: 'form', ...call }),
    });
    return { metadata: await processDiscoveryResponse(url, response), isIssuerKnown: true };
  } catch (error) {
    throw asOAuthError(error, { method: 'oauth-authorization-server', spends: false });
  }
}

/**
 * Stricter than RFC 8414: what the metadata names has to be at the issuer's origin, at the service's or at an allowed
 * one, so that no answer sends codes and client secrets elsewhere.
 */
function assertEndpointsAllowed(
  { metadata }: LocatedServer,
  server: ConfiguredServer,
  context: AuthenticationContext,
  options: AuthorizationServerOptions,
): void {
  const own = originOf(addressOf(server));
  for (const [name, address] of endpointsOf(metadata)) {
    assertSecure(name, address, context);
    if (server.kind === 'endpoints' || originOf(address) === own) continue;
    if (isAllowedOrigin(address, context, options.allowedOrigins)) continue;
    throw new CscError(
      'CSC_POLICY_REFUSED',
      `${name} is at ${originOf(address)}, neither at ${own} nor at an allowed origin`,
      { outcome: 'not-sent' },
    );
  }
}

/** Those for connections with a certificate too (RFC 8705 §5). */
function endpointsOf(metadata: ServerMetadata): readonly (readonly [string, string])[] {
  return ENDPOINTS.flatMap((name) =>
    [metadata[name], metadata.mtls_endpoint_aliases?.[name]].flatMap((address) =>
      address === undefined ? [] : [[name, address] as const],
    ),
  );
}

function assertSecure(name: string, address: string, context: AuthenticationContext): void {
  const { protocol, hostname } = URL.canParse(address) ? new URL(address) : { protocol: '', hostname: '' };
  if (protocol === 'https:') return;
  if (protocol === 'http:' && allowsHttp(context) && isLoopback(hostname)) return;
  throw new CscError('CSC_POLICY_REFUSED', `${name} of the authorisation server is not https`, {
    outcome: 'not-sent',
  });
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function isAllowedOrigin(
  address: string,
  context: AuthenticationContext,
  allowed: readonly string[] = [],
): boolean {
  const origin = originOf(address);
  return origin === originOf(context.baseUrl) || allowed.some((each) => originOf(each) === origin);
}

function addressOf(server: ConfiguredServer): string {
  return server.kind === 'base' ? server.url : server.issuer;
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : 'an address that is no URL';
}

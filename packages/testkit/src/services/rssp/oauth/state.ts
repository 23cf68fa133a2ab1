/**
 * What the authorisation server of the service holds between requests, and how it behaves.
 *
 * @module
 */
/** Habits of the server. Times in seconds. */
export interface OAuthSettings {
  readonly codeLifetime: number;
  readonly requestUriLifetime: number;
  readonly tokenLifetime: number;
  /** Whether service tokens come with a refresh token. */
  readonly issuesRefreshTokens: boolean;
  /** `required` as from version 2 on; a `plain` challenge is taken too. */
  readonly pkce: 'required' | 'optional';
  /** Requests of `authorize` have to be pushed (RFC 9126). */
  readonly requiresPushedRequests: boolean;
  /** Bodies that `token` and `revoke` take. */
  readonly tokenBody: 'form' | 'json' | 'both';
  /** Requests of `authorize` have to say for which account they are. */
  readonly requiresAccountToken: boolean;
  /** Base64 of hashes in addresses. */
  readonly hashEncoding: 'base64url' | 'base64';
}

/** Settings of a server that keeps to the text. */
const DEFAULT_OAUTH_SETTINGS: OAuthSettings = {
  codeLifetime: 60,
  requestUriLifetime: 60,
  tokenLifetime: 3600,
  issuesRefreshTokens: true,
  pkce: 'optional',
  requiresPushedRequests: false,
  tokenBody: 'form',
  requiresAccountToken: false,
  hashEncoding: 'base64url',
};

/** What a user is asked on the page of the server. */
export interface ConsentRequest {
  readonly clientId: string;
  readonly scope: 'service' | 'credential';
  readonly credentialId: string | undefined;
  readonly signatureQualifier: string | undefined;
  /** Base64 of the digests that may be signed. */
  readonly hashes: readonly string[];
  readonly numSignatures: number;
  readonly description: string | undefined;
  /** The only user who may answer, where the application named one. */
  readonly account: string | undefined;
}

/** What the user answers. */
export type ConsentDecision =
  | { readonly kind: 'approved'; readonly user: string }
  | { readonly kind: 'denied' };

/** Stands for the page and whoever sits in front of it. */
export type ConsentPage = (request: ConsentRequest) => ConsentDecision | Promise<ConsentDecision>;

/** A request for the use of a key. */
export interface KeyRequest {
  readonly credentialId: string | undefined;
  /** The kind of credential that the server is to choose. */
  readonly signatureQualifier: string | undefined;
  readonly numSignatures: number;
  readonly hashes: readonly Uint8Array[];
  readonly hashOid: string | undefined;
  /** The authorisation details it came in (RFC 9396), with their type. */
  readonly details: Readonly<Record<string, unknown>> | undefined;
  /** What the token is called: version 1 names its use, version 2 how it is sent. */
  readonly tokenType: 'SAD' | 'Bearer';
}

/** A code on its way to the token endpoint. */
export interface IssuedCode {
  readonly clientId: string;
  /** As it was in the request, if it was. */
  readonly redirectUri: string | undefined;
  readonly user: string;
  readonly challenge: { readonly method: 'S256' | 'plain'; readonly value: string } | undefined;
  /** What may be signed; `undefined`: scope `service`. */
  readonly key: (KeyRequest & { readonly credentialId: string }) | undefined;
  readonly expiresAt: number;
  /** All tokens of the code end when it is used again. */
  readonly grant: string;
  isUsed: boolean;
}

/** A request that was pushed. */
export interface PushedRequest {
  readonly clientId: string;
  readonly form: ReadonlyMap<string, string>;
  readonly expiresAt: number;
}

/** The memory of one server. */
export interface OAuthState {
  settings: OAuthSettings;
  /** `undefined`: whoever owns the credential, or uses the application, approves at once. */
  page: ConsentPage | undefined;
  /** What users were asked, in order. */
  readonly asked: ConsentRequest[];
  readonly codes: Map<string, IssuedCode>;
  readonly pushed: Map<string, PushedRequest>;
  /** `jti` of assertions and account tokens: none is taken twice. */
  readonly usedTokenIds: Set<string>;
  /** Nonces of Digest access authentication with the highest count seen. */
  readonly loginNonces: Map<string, number>;
}

/** The memory of a new server. */
export function createOAuthState(settings: Partial<OAuthSettings> = {}): OAuthState {
  return {
    settings: { ...DEFAULT_OAUTH_SETTINGS, ...settings },
    page: undefined,
    asked: [],
    codes: new Map(),
    pushed: new Map(),
    usedTokenIds: new Set(),
    loginNonces: new Map(),
  };
}

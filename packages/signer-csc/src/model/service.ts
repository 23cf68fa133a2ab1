/**
 * What a service says of itself, whichever version it speaks.
 *
 * @see CSC API v1.0.4.0 §11.1, v2.0.0.2 §11.1
 * @module
 */

/** How applications identify themselves to a service (`authType`). */
export type AuthenticationType = 'external' | 'tls' | 'basic' | 'digest' | 'oauth2code' | 'oauth2client';

/** An authorisation server of a service. */
export type AuthorizationServer =
  /** `/oauth2/authorize` and its like are appended to it. */
  | { readonly kind: 'base'; readonly url: string }
  /** Its metadata is found by RFC 8414. */
  | { readonly kind: 'issuer'; readonly issuer: string };

/** Answer of `info`. Members that a service leaves out are absent. */
export interface ServiceInfo {
  /** `M.m.p.r`, such as `2.0.0.2`. */
  readonly specs: string;
  readonly name: string | undefined;
  /** Never fetched. */
  readonly logo: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly region: string | undefined;
  readonly language: string | undefined;
  readonly description: string | undefined;
  readonly authenticationTypes: readonly AuthenticationType[];
  /** In the order in which they are to be tried. */
  readonly authorizationServers: readonly AuthorizationServer[];
  /** Methods it implements; `info` and `oauth2/*` may be missing. */
  readonly methods: readonly string[];
  readonly supportsAsynchronous: boolean;
  readonly supportsRichAuthorization: boolean;
  /** Signature algorithms (OIDs) that any of its keys may have; empty where it does not say. */
  readonly signatureAlgorithms: readonly string[];
  /** `C`, `X`, `P`, `J` of `signDoc`; empty where it does not say. */
  readonly signatureFormats: readonly string[];
  /** Levels of `signDoc` as the service spells them. */
  readonly conformanceLevels: readonly string[];
  /** Extensions it advertises, such as `urn:eseal:csc-ext:jp:0.1`. */
  readonly extensions: readonly string[];
}

/**
 * What an RSSP holds: users, applications and credentials, as data. Every value in it is for tests.
 *
 * @module
 */
import type { KeyKind, TestKey } from '../../pki/key.ts';
import type { RsspKey } from './keys/rssp-key.ts';

/** Versions of the API (`info.specs`). */
export type SpecsVersion = '1.0.4.0' | '2.0.0.2' | '2.1.0.1' | '2.2.0.0';

/** The two families of the API on the wire: `/csc/v1` and `/csc/v2`. */
export type Dialect = 'v1' | 'v2';

/** Who owns credentials. */
export interface RsspUser {
  readonly id: string;
  /** For `auth/login` and the page of the authorisation server. */
  readonly testPassword: string;
}

/** Ways of authentication as metadata and applications name them (RFC 8414 §2). */
export type ClientAuthentication =
  | 'client_secret_basic'
  | 'client_secret_post'
  | 'private_key_jwt'
  | 'tls_client_auth'
  | 'none';

/** An application that uses the service. */
export interface RsspClient {
  readonly id: string;
  readonly testSecret: string;
  readonly redirectUris: readonly string[];
  /** Users for whom it acts with a token of its own (`client_credentials`). */
  readonly users: readonly string[];
  /** `manage`: a CA or RA, which may use `manages/*` and nothing else. */
  readonly role: 'seal' | 'manage';
  /** How it may authenticate at the authorisation server. Default with its secret. */
  readonly authentication?: readonly ClientAuthentication[];
  /** Public keys of its assertions. */
  readonly jwks?: readonly (JsonWebKey & { readonly kid?: string })[];
  /** Of a CA or RA: which of the two CAs it may link certificates of. Default both. */
  readonly certificateAuthorities?: readonly ('a' | 'b')[];
  /** DER of the certificate that identifies it where TLS does (`authType` TLS). */
  readonly testCertificate?: Uint8Array;
}

/** Something that whoever approves has to give. */
export type RsspFactor =
  /** A number that they know. */
  | { readonly kind: 'pin'; readonly id: string; readonly testValue: string }
  /** A text that they know. */
  | { readonly kind: 'password'; readonly id: string; readonly testValue: string }
  /** Six digits of their own device (RFC 6238, 30 seconds, SHA-1). */
  | { readonly kind: 'otp-offline'; readonly id: string; readonly testSecret: string }
  /** Six digits that the service sends. */
  | { readonly kind: 'otp-online'; readonly id: string }
  /** An answer that their device gives to a challenge. */
  | { readonly kind: 'challenge'; readonly id: string }
  /** A decision in another channel. */
  | { readonly kind: 'out-of-band'; readonly id: string };

/** How the use of a key is approved. */
export type RsspAuthorization =
  | { readonly mode: 'implicit' }
  | {
      readonly mode: 'explicit';
      readonly factors: readonly RsspFactor[];
      /** Identifiers joined with AND, OR, XOR and parentheses (v2). Default all of them. */
      readonly expression?: string;
    }
  | { readonly mode: 'oauth2code' };

/** A credential as data. */
export interface CredentialDefinition {
  readonly id: string;
  /** Who owns it. */
  readonly user: string;
  readonly authorization: RsspAuthorization;
  /** A kind to make, a test key, or a key held elsewhere. Default `p256`. */
  readonly key?: KeyKind | TestKey | RsspKey;
  /** Values of `signAlgo` that it takes. Default all that suit the key; PSS alone for keys made for it. */
  readonly algorithms?: readonly string[];
  /** Which of the two CAs issues its certificate. Default `a`. */
  readonly authority?: 'a' | 'b';
  /** Default 1. */
  readonly scal?: 1 | 2;
  /** Most signatures of one authorisation. Default 100. */
  readonly multisign?: number;
  /** Default `enabled`. */
  readonly keyStatus?: 'enabled' | 'disabled';
  /** Default `valid`. `expired` gives it a certificate that has expired. */
  readonly certificateStatus?: 'valid' | 'expired' | 'revoked' | 'suspended';
  readonly signatureQualifier?: string;
  readonly description?: string;
}

/** A credential as the service holds it. */
export interface RsspCredential {
  readonly id: string;
  readonly user: string;
  readonly authorization: RsspAuthorization;
  readonly key: RsspKey;
  /** Values of `signAlgo` that it takes. */
  readonly algorithms: readonly string[];
  /** Its own certificate first, then its issuers; empty while none is linked. */
  readonly certificates: readonly Uint8Array[];
  /** The root that the chain leads to. */
  readonly root: Uint8Array | undefined;
  readonly scal: 1 | 2;
  readonly multisign: number;
  readonly keyStatus: 'enabled' | 'disabled';
  readonly certificateStatus: 'valid' | 'expired' | 'revoked' | 'suspended';
  readonly signatureQualifier: string | undefined;
  readonly description: string;
}

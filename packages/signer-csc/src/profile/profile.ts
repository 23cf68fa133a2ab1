/**
 * What a service does differently, as data: one switch per difference, none of them code.
 *
 * @module
 */

/** Version of the API that is spoken; never taken from the address alone. */
export type Dialect = 'v0' | 'v1' | 'v2.0' | 'v2.1' | 'v2.2' | 'etsi-119432-1.1.1';

/** Switches of a service. */
export interface ServiceProfile {
  readonly name: string;
  /** `auto`: by the major number of `info.specs`. */
  readonly dialect: Dialect | 'auto';
  /** Encoding of the body of token requests. */
  readonly tokenBody: 'form' | 'json';
  readonly clientAuthentication: 'basic' | 'post' | 'private_key_jwt' | 'tls' | 'none';
  readonly pkce: 'always' | 'never' | 'auto';
  readonly pushedAuthorization: 'require' | 'auto' | 'never';
  /** Of hashes in addresses. */
  readonly oauthHashEncoding: 'base64url' | 'base64url-padded' | 'base64';
  /** Of hashes in bodies. */
  readonly bodyHashEncoding: 'base64' | 'base64url';
  readonly alwaysSendHashAlgorithm: boolean;
  readonly sendBothHashNames: boolean;
  /** `strings`: numbers and truth values are sent as texts. */
  readonly scalarTypes: 'native' | 'strings';
  /** `type` of RFC 9396 authorisation details. */
  readonly richAuthorizationType:
    | 'credential'
    | 'https://cloudsignatureconsortium.org/2025/credential'
    | 'digest_signing'
    | 'none';
  readonly richHashTypeCase: 'lower' | 'upper';
  /** Where the authorisation goes that `credentials/extendTransaction` gives. */
  readonly sadCarrier: 'body' | 'bearer-after-extension';
  readonly ecdsaOutput: 'auto' | 'der' | 'p1363';
  readonly signatureEncoding: 'auto' | 'base64' | 'base64url';
  /** How a result that is not ready yet is told. */
  readonly asyncPending: '202' | '400-previous-request';
  /** `clientData` without which `credentials/list` is empty. */
  readonly listClientData: string | undefined;
  /** False where listing creates keys. */
  readonly listIsSafe: boolean;
  /** Time that `credentials/authorize` may take while someone approves, in milliseconds. */
  readonly authorizeTimeoutMs: number;
  /** Most hashes of one authorisation, whatever `multisign` says. */
  readonly maxBatch: number | undefined;
  /** An authorisation may serve several calls. */
  readonly multiCall: boolean;
  readonly pollingId: 'requestID' | 'responseID';
  /** Spelling of the members of `signDoc` in TS 119 432 V1.1.1: `signature_format` or `signatureFormat`. */
  readonly signDocNames: 'snake' | 'camel';
  /** Least time between two questions whether something is ready, in milliseconds. */
  readonly pollIntervalMs: number;
}

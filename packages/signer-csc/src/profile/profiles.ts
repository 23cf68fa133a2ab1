/**
 * Profiles of services, each a few switches over what the specification says. A profile of one's own is a spread of any of them.
 *
 * @module
 */
import type { ServiceProfile } from './profile.ts';

/** What the specification says, no more: the start of every profile. */
export const STRICT_PROFILE: ServiceProfile = {
  name: 'strict',
  dialect: 'auto',
  tokenBody: 'form',
  clientAuthentication: 'basic',
  pkce: 'auto',
  pushedAuthorization: 'auto',
  oauthHashEncoding: 'base64url',
  bodyHashEncoding: 'base64',
  alwaysSendHashAlgorithm: false,
  sendBothHashNames: false,
  scalarTypes: 'native',
  richAuthorizationType: 'credential',
  richHashTypeCase: 'lower',
  sadCarrier: 'body',
  ecdsaOutput: 'auto',
  signatureEncoding: 'auto',
  asyncPending: '202',
  listClientData: undefined,
  listIsSafe: true,
  authorizeTimeoutMs: 30_000,
  maxBatch: undefined,
  multiCall: false,
  pollingId: 'requestID',
  signDocNames: 'snake',
  pollIntervalMs: 2_000,
};

/** Time for somebody to take a telephone out and approve. */
const TELEPHONE_MS = 300_000;

/** Names of profiles that come with the SDK. */
export type ProfileName =
  | 'strict'
  | 'ssl-com'
  | 'trans-sped'
  | 'a-trust'
  | 'cleverbase-v1'
  | 'cleverbase-v2'
  | 'lvrtc'
  | 'sign8'
  | 'primesign'
  | 'eudi'
  | 'bankid-no'
  | 'zealid'
  | 'digidentity'
  | 'swisscom-ais'
  | 'namirial'
  | 'digicert'
  | 'ascertia'
  | 'itsme';

/** Profiles by the names under which services are known; from what is published about each, not from a contract with it. */
export const PROFILES: Readonly<Record<ProfileName, ServiceProfile>> = {
  strict: STRICT_PROFILE,
  // Lists are empty without the kind of certificates that is asked for; applications have no secret.
  'ssl-com': profile('ssl-com', {
    dialect: 'v0',
    tokenBody: 'json',
    clientAuthentication: 'none',
    pkce: 'never',
    listClientData: 'DS',
  }),
  'trans-sped': profile('trans-sped', {
    dialect: 'v0',
    tokenBody: 'json',
    pkce: 'never',
    scalarTypes: 'strings',
    maxBatch: 1,
  }),
  'a-trust': profile('a-trust', { dialect: 'v1', pkce: 'never', ecdsaOutput: 'p1363' }),
  'cleverbase-v1': profile('cleverbase-v1', { dialect: 'v1', maxBatch: 1 }),
  'cleverbase-v2': profile('cleverbase-v2', { dialect: 'v2.2', pushedAuthorization: 'require' }),
  lvrtc: profile('lvrtc', {
    dialect: 'v2.0',
    pkce: 'always',
    pushedAuthorization: 'require',
    oauthHashEncoding: 'base64',
    alwaysSendHashAlgorithm: true,
    richAuthorizationType: 'digest_signing',
    ecdsaOutput: 'der',
  }),
  sign8: profile('sign8', {
    dialect: 'v2.0',
    pkce: 'always',
    oauthHashEncoding: 'base64url-padded',
    sadCarrier: 'bearer-after-extension',
    asyncPending: '400-previous-request',
    multiCall: true,
  }),
  primesign: profile('primesign', {
    dialect: 'v2.1',
    pkce: 'always',
    richAuthorizationType: 'https://cloudsignatureconsortium.org/2025/credential',
  }),
  eudi: profile('eudi', {
    dialect: 'v2.2',
    pkce: 'always',
    richAuthorizationType: 'https://cloudsignatureconsortium.org/2025/credential',
    richHashTypeCase: 'upper',
  }),
  // Asking for the list makes keys and certificates.
  'bankid-no': profile('bankid-no', { dialect: 'v2.0', listIsSafe: false }),
  zealid: profile('zealid', { dialect: 'v1', pkce: 'never' }),
  digidentity: profile('digidentity', { dialect: 'v1', pkce: 'never', authorizeTimeoutMs: TELEPHONE_MS }),
  'swisscom-ais': profile('swisscom-ais', {
    dialect: 'etsi-119432-1.1.1',
    clientAuthentication: 'tls',
    pollingId: 'responseID',
    signDocNames: 'camel',
  }),
  namirial: profile('namirial', {
    dialect: 'etsi-119432-1.1.1',
    pushedAuthorization: 'auto',
    pollingId: 'responseID',
  }),
  digicert: profile('digicert', { dialect: 'v1', pkce: 'never', maxBatch: 200, multiCall: true }),
  ascertia: profile('ascertia', {
    dialect: 'v1',
    pkce: 'never',
    multiCall: true,
    authorizeTimeoutMs: TELEPHONE_MS,
  }),
  itsme: profile('itsme', { dialect: 'v1', maxBatch: 70, authorizeTimeoutMs: TELEPHONE_MS }),
};

/** The strict profile with some switches. */
function profile(name: ProfileName, switches: Partial<ServiceProfile>): ServiceProfile {
  return { ...STRICT_PROFILE, ...switches, name };
}

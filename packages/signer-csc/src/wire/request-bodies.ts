/**
 * Requests of the neutral model as the members that a version of the API has for them.
 *
 * @see CSC API v1.0.4.0 §11.4-§11.10, v2.0.0.2 §11.6-§11.16
 * @module
 */
import { toBase64, toHex } from '@eseal/core';
import { digestRow, SIGNATURE_ALGORITHMS } from '@eseal/core/crypto';
import type { Authorization, HashList } from '../model/authorization.ts';
import type {
  AsynchronousOptions,
  AuthorizeRequest,
  FactorValue,
  SignHashRequest,
  TimestampRequest,
} from '../model/requests.ts';
import type { ServiceProfile } from '../profile/profile.ts';
import { toBase64Url } from '../util/base64.ts';
import type { Secret } from '../util/secret.ts';
import type { WireNames } from './names.ts';

/** Members of a request; those that are `undefined` are not sent. */
export type RequestBody = Readonly<Record<string, unknown>>;

/** How the members are written. */
export interface Writing {
  readonly names: WireNames;
  readonly profile: ServiceProfile;
  /** Of labels and descriptions (`lang`, RFC 5646). */
  readonly language?: string | undefined;
}

/** Values of `signAlgo` that name a digest; beside them it need not be named. */
const NAMING_DIGEST: ReadonlySet<string> = new Set(
  SIGNATURE_ALGORITHMS.filter(({ scheme }) => scheme !== 'rsa-pss').map(({ csc }) => csc),
);

/** `credentials/list`. */
export function listBody(
  { profile, language }: Writing,
  page: { readonly userId?: string | undefined; readonly pageToken?: string | undefined },
): RequestBody {
  return {
    userID: page.userId,
    pageToken: page.pageToken,
    clientData: profile.listClientData,
    lang: language,
  };
}

/** `credentials/info`: everything that there is to know. */
export function credentialBody({ language }: Writing, credentialId: string): RequestBody {
  return {
    credentialID: credentialId,
    certificates: 'chain',
    certInfo: true,
    authInfo: true,
    lang: language,
  };
}

/** `credentials/authorize`. */
export function authorizeBody(writing: Writing, request: AuthorizeRequest): RequestBody {
  return {
    credentialID: request.credential.id,
    numSignatures: request.signatures ?? request.hashes.length,
    ...authorizedHashes(writing, request),
    ...factorMembers(writing, request),
    description: request.description,
  };
}

/** `credentials/authorizeCheck`. */
export function authorizeCheckBody(handle: Secret): RequestBody {
  return { handle };
}

/** `credentials/extendTransaction`. */
export function extendBody(writing: Writing, authorization: Authorization, hashes: HashList): RequestBody {
  return {
    credentialID: authorization.credentialId,
    ...authorizedHashes(writing, hashes),
    SAD: sadMember(authorization),
  };
}

/** `credentials/sendOTP`. */
export function sendOtpBody(credentialId: string): RequestBody {
  return { credentialID: credentialId };
}

/** `credentials/getChallenge`. */
export function challengeBody(credentialId: string, factorId: string): RequestBody {
  return { credentialID: credentialId, authObjectID: factorId };
}

/** `signatures/signHash`; with options of the asynchronous mode where the result is asked for later. */
export function signHashBody(
  writing: Writing,
  request: SignHashRequest,
  asynchronous?: AsynchronousOptions,
): RequestBody {
  const namesDigest = writing.profile.alwaysSendHashAlgorithm || !NAMING_DIGEST.has(request.signAlgo);
  return {
    credentialID: request.credential.id,
    SAD: sadMember(request.authorization),
    ...hashMembers(writing, request),
    ...(namesDigest && digestMembers(writing, request)),
    signAlgo: request.signAlgo,
    signAlgoParams: request.signAlgoParams && toBase64(request.signAlgoParams),
    ...(asynchronous && { operationMode: 'A', validity_period: asynchronous.validityPeriodMs }),
  };
}

/** `signatures/signPolling`. */
export function pollingBody({ profile }: Writing, responseId: string): RequestBody {
  return { [profile.pollingId]: responseId };
}

/** `signatures/timestamp`, whose names are the same in every version. */
export function timestampBody({ profile }: Writing, request: TimestampRequest): RequestBody {
  return {
    hash: encodeHash(profile, request.hash),
    hashAlgo: request.hashAlgorithm,
    nonce: request.nonce && toHex(request.nonce),
    timestampID: request.timestampId,
    policy: request.policy,
  };
}

/** In one place only: as a member of the body, or as the bearer token. */
function sadMember({ carrier, secret }: Authorization): Secret | undefined {
  return carrier === 'body' ? secret : undefined;
}

/** Hashes are always named, so that an authorisation serves for nothing else, whatever the service asks for. */
function authorizedHashes(writing: Writing, list: HashList): RequestBody {
  return {
    ...hashMembers(writing, list),
    ...(writing.names.authorizeNamesDigest && digestMembers(writing, list)),
  };
}

function hashMembers({ names, profile }: Writing, { hashes }: HashList): RequestBody {
  const encoded = hashes.map((hash) => encodeHash(profile, hash));
  return profile.sendBothHashNames ? { hash: encoded, hashes: encoded } : { [names.hashes]: encoded };
}

function digestMembers({ names, profile }: Writing, { digestAlgorithm }: HashList): RequestBody {
  const { oid } = digestRow(digestAlgorithm);
  return profile.sendBothHashNames
    ? { hashAlgo: oid, hashAlgorithmOID: oid }
    : { [names.hashAlgorithm]: oid };
}

function encodeHash({ bodyHashEncoding }: ServiceProfile, hash: Uint8Array): string {
  return bodyHashEncoding === 'base64url' ? toBase64Url(hash) : toBase64(hash);
}

/** Version 2 has a list, empty where the service alone approves an explicit credential. */
function factorMembers({ names }: Writing, { credential, factors }: AuthorizeRequest): RequestBody {
  if (names.factors === 'members') return Object.fromEntries(factors.map(({ id, value }) => [id, value]));
  if (credential.authorization.mode !== 'explicit') return {};
  return { authData: factors.map(({ id, value }: FactorValue) => ({ id, value })) };
}

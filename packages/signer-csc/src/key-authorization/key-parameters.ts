/**
 * Parameters of a request for leave to use a key, in the version that the service speaks. The hashes are always among them.
 *
 * @see CSC API v1.0.4.0 §8.4.2, v2.0.0.2 §8.4.2
 * @module
 */
import { toBase64 } from '@eseal/core';
import { digestRow } from '@eseal/core/crypto';
import type { ServiceProfile } from '../profile/profile.ts';
import { toBase64Url } from '../util/base64.ts';
import type { WireNames } from '../wire/names.ts';
import { encodeAuthorizationDetails, type WantedGrant } from './authorization-details.ts';
import type { AuthorizationManifest } from './key-authorizer.ts';
import { describeManifest } from './manifest.ts';

/** What is asked. */
export interface KeyRequest {
  readonly credentialId: string;
  readonly manifest: AuthorizationManifest;
  readonly signatures: number;
}

/** Parameters of one request: as authorisation details, or each by itself. */
export interface KeyParameters {
  readonly parameters: Readonly<Record<string, string>>;
  /** To be sent again with the code. */
  readonly repeated: Readonly<Record<string, string>>;
  /** What the answer is compared with. */
  readonly wanted: WantedGrant | undefined;
}

/** Asks with authorisation details. */
export function richParameters(
  request: KeyRequest,
  type: WantedGrant['type'],
  profile: ServiceProfile,
): KeyParameters {
  const wanted: WantedGrant = { ...request, type, hashTypeCase: profile.richHashTypeCase };
  const details = { authorization_details: JSON.stringify([encodeAuthorizationDetails(wanted)]) };
  return { parameters: { ...details, ...description(request.manifest) }, repeated: details, wanted };
}

/** Asks with a parameter for each thing. */
export function plainParameters(
  request: KeyRequest,
  names: WireNames,
  profile: ServiceProfile,
): KeyParameters {
  const { credentialId, manifest, signatures } = request;
  const hashes = manifest.hashes.map((hash) => encodeHash(hash, profile)).join(',');
  const namesDigest = names.authorizeNamesDigest || profile.alwaysSendHashAlgorithm;
  const parameters = {
    scope: 'credential',
    credentialID: credentialId,
    numSignatures: String(signatures),
    [names.hashes]: hashes,
    ...(profile.sendBothHashNames && { hash: hashes, hashes }),
    ...(namesDigest && { hashAlgorithmOID: digestRow(manifest.digestAlgorithm).oid }),
    ...description(manifest),
  };
  return { parameters, repeated: {}, wanted: undefined };
}

function description(manifest: AuthorizationManifest): Record<string, string> {
  return { description: describeManifest(manifest) };
}

function encodeHash(hash: Uint8Array, { oauthHashEncoding }: ServiceProfile): string {
  return oauthHashEncoding === 'base64'
    ? toBase64(hash)
    : toBase64Url(hash, { padded: oauthHashEncoding === 'base64url-padded' });
}

/**
 * What is asked of an authorisation server as authorisation details, and whether its answer grants just that.
 *
 * @see RFC 9396 §2, §7; CSC API v2.0.0.2 §8.4.2
 * @module
 */
import { toBase64 } from '@eseal/core';
import { digestRow } from '@eseal/core/crypto';
import { CscError } from '../errors.ts';
import type { ServiceProfile } from '../profile/profile.ts';
import { fromEitherBase64 } from '../util/base64.ts';
import { isJsonObject, type JsonObject } from '../wire/decode-json.ts';
import { sameHashes } from './authorization-rules.ts';
import type { AuthorizationManifest } from './key-authorizer.ts';

/** Types of details that are understood. */
export type DetailsType = Exclude<ServiceProfile['richAuthorizationType'], 'none'>;

/** What is to be granted. */
export interface WantedGrant {
  readonly type: DetailsType;
  readonly credentialId: string;
  readonly manifest: AuthorizationManifest;
  /** All values, those that follow included. */
  readonly signatures: number;
  readonly hashTypeCase: ServiceProfile['richHashTypeCase'];
}

/** Names that a type of details has for the same things. */
interface DetailsNames {
  readonly credential: string;
  readonly count: string | undefined;
  readonly digests: string;
  readonly digest: string;
  /** `details`: beside the digests; `digest`: with each of them. */
  readonly algorithm: { readonly at: 'details' | 'digest'; readonly name: string };
  readonly hasLabels: boolean;
  readonly hasHashType: boolean;
}

const VERSION_2: DetailsNames = {
  credential: 'credentialID',
  count: undefined,
  digests: 'documentDigests',
  digest: 'hash',
  algorithm: { at: 'details', name: 'hashAlgorithmOID' },
  hasLabels: true,
  hasHashType: false,
};

/** The table of types. */
const NAMES: Readonly<Record<DetailsType, DetailsNames>> = {
  credential: VERSION_2,
  'https://cloudsignatureconsortium.org/2025/credential': {
    ...VERSION_2,
    count: 'numSignatures',
    hasHashType: true,
  },
  digest_signing: {
    credential: 'sign_identity_id',
    count: 'num_signatures',
    digests: 'digests',
    digest: 'value',
    algorithm: { at: 'digest', name: 'algorithm' },
    hasLabels: false,
    hasHashType: false,
  },
};

/** The one object of the request. Labels are shown to whoever approves. */
export function encodeAuthorizationDetails(wanted: WantedGrant): JsonObject {
  const names = NAMES[wanted.type];
  const { digestAlgorithm, hashes, items } = wanted.manifest;
  const algorithm = { [names.algorithm.name]: digestRow(digestAlgorithm).oid };
  const digests = hashes.map((hash, at) => ({
    [names.digest]: toBase64(hash),
    ...(names.hasLabels && { label: labelOf(items[at], at) }),
    ...(names.hasHashType && { hashType: wanted.hashTypeCase === 'upper' ? 'DTBSR' : 'dtbsr' }),
    ...(names.algorithm.at === 'digest' && algorithm),
  }));
  return {
    type: wanted.type,
    [names.credential]: wanted.credentialId,
    ...(names.count !== undefined && { [names.count]: wanted.signatures }),
    [names.digests]: digests,
    ...(names.algorithm.at === 'details' && algorithm),
  };
}

/**
 * Refuses an answer that grants anything but what was asked for: another credential, another count, other digests, another
 * algorithm, or several things.
 *
 * @throws CscError `SIGNER_UNAUTHORIZED`: nothing was signed, and nothing will be
 */
export function assertGranted(details: unknown, wanted: WantedGrant): void {
  const list: readonly unknown[] = Array.isArray(details) ? details : [details];
  const [granted, ...others] = list.filter(isJsonObject).filter(({ type }) => type === wanted.type);
  if (granted === undefined || others.length > 0) throw notAsAsked('what it grants');
  const names = NAMES[wanted.type];
  const digests = granted[names.digests];
  const entries = Array.isArray(digests) ? digests.filter(isJsonObject) : [];
  if (granted[names.credential] !== wanted.credentialId) throw notAsAsked('the credential');
  assertCount(granted, names, wanted);
  assertAlgorithm(names.algorithm.at === 'details' ? [granted] : entries, names, wanted);
  const hashes = entries.map((entry) => hashOf(entry[names.digest]));
  if (!sameHashes(hashes, wanted.manifest.hashes)) throw notAsAsked('the digests');
}

/** Types that have no count may name one all the same. */
function assertCount(granted: JsonObject, names: DetailsNames, { signatures }: WantedGrant): void {
  const count = granted[names.count ?? 'numSignatures'];
  if (count === undefined && names.count === undefined) return;
  if (Number(count) !== signatures) throw notAsAsked('the number of signatures');
}

function assertAlgorithm(
  holders: readonly JsonObject[],
  { algorithm }: DetailsNames,
  { manifest }: WantedGrant,
): void {
  const { oid } = digestRow(manifest.digestAlgorithm);
  if (holders.some((holder) => holder[algorithm.name] !== oid)) throw notAsAsked('the digest algorithm');
}

/** Services answer in either alphabet. */
function hashOf(value: unknown): Uint8Array {
  return (typeof value === 'string' ? fromEitherBase64(value) : undefined) ?? new Uint8Array();
}

function labelOf(item: AuthorizationManifest['items'][number] | undefined, at: number): string {
  return item?.document?.name ?? item?.document?.id ?? `value ${at + 1}`;
}

function notAsAsked(what: string): CscError {
  return new CscError(
    'SIGNER_UNAUTHORIZED',
    `oauth2/token: the authorisation that was given differs from what was asked for: ${what}`,
    { outcome: 'rejected', facts: { method: 'oauth2/token' } },
  );
}

/**
 * Lists in directories: distribution points that are a directory name, relative to one, or an address that is no HTTP. How
 * directories are reached is the caller's to say.
 *
 * @module
 */
import { concatBytes, isEsealError } from '@eseal/core';
import { redactUrl } from '@eseal/core/http';
import type { CertificateList } from '@eseal/core/revocation';
import { formatName, type Name } from '@eseal/core/x509';
import type { RevocationRequest } from '../revocation/provider.ts';
import { sha256Of } from '../util/sha256.ts';
import { type CrlSettings, keptUntil, readList, type WantedCrl } from './crl-question.ts';
import type { CrlPlace } from './distribution-places.ts';
import { type FetchedBody, type FetchProblem, fetchProblem, problemOfService } from './fetch-body.ts';
import type { Question } from './retriever.ts';

/** Attribute of an entry that holds lists (RFC 4523 §2.3, §2.4, §2.5). */
export type CrlAttribute = 'certificateRevocationList' | 'authorityRevocationList' | 'deltaRevocationList';

/**
 * The caller's own means for places that HTTP does not reach. Whatever they throw counts as no answer; what they give is
 * judged as any other data. Names and addresses came out of certificates: only known directories should be asked.
 */
export interface DirectoryHooks {
  /** The lists in the entry of that name: for points that are a directory name or relative to one, and for none at all. */
  readonly resolveDirectory?: (name: Name, attribute: CrlAttribute) => Promise<readonly Uint8Array[]>;
  /** The lists at an address of another scheme than `http` and `https`, mostly `ldap:`. */
  readonly fetchOther?: (url: string) => Promise<readonly Uint8Array[]>;
}

/** A place that takes a hook. */
export type DirectoryPlace = Exclude<CrlPlace, { readonly kind: 'http' }>;

/** Lists of a place. */
export interface WantedLists {
  readonly place: DirectoryPlace;
  readonly attribute: CrlAttribute;
  readonly wanted: WantedCrl;
}

/** What a place gave: an entry of a directory may have several lists. */
export interface DirectoryLists {
  readonly lists: readonly CertificateList[];
}

/** The question to one place. What is kept belongs to the issuer it was asked for, not to the place alone. */
export async function directoryQuestion(
  { place, attribute, wanted }: WantedLists,
  { issuerKey }: Pick<RevocationRequest, 'issuerKey'>,
  hooks: DirectoryHooks,
  settings: CrlSettings,
): Promise<Question<DirectoryLists>> {
  const issuer = await sha256Of(issuerKey.raw);
  const address = place.kind === 'directory' ? formatName(place.name) : place.url;
  const { issuedAfter } = wanted;
  return {
    kind: 'crl',
    url: `${attribute} ${address}`,
    shown: place.kind === 'directory' ? address : redactUrl(address),
    key: `crl ${issuer} ${attribute} ${address}`,
    ask: () => askHook(place, attribute, hooks),
    read: async (body) => readLists(body, wanted),
    isUseful: ({ lists }) =>
      issuedAfter === undefined || lists.some(({ thisUpdate }) => thisUpdate >= issuedAfter),
    until: ({ lists }) => Math.min(...lists.map((list) => keptUntil(list, settings))),
  };
}

async function askHook(
  place: DirectoryPlace,
  attribute: CrlAttribute,
  { resolveDirectory, fetchOther }: DirectoryHooks,
): Promise<FetchedBody | FetchProblem> {
  try {
    const values =
      place.kind === 'directory'
        ? await resolveDirectory?.(place.name, attribute)
        : await fetchOther?.(place.url);
    if (values === undefined) return fetchProblem('no-resolver');
    return values.length === 0
      ? fetchProblem('unavailable')
      : { kind: 'body', body: joinValues(values), headers: {} };
  } catch (error) {
    if (!isEsealError(error)) return fetchProblem('unavailable');
    if (error.code === 'ABORTED') throw error;
    return problemOfService(error, place.kind === 'directory' ? '' : place.url);
  }
}

function readLists(body: Uint8Array, wanted: WantedCrl): DirectoryLists | FetchProblem {
  const read = splitValues(body).map((value) => readList(value, wanted));
  const lists = read.flatMap((one) => ('kind' in one ? [] : [one]));
  const [problem = fetchProblem('unreadable')] = read.flatMap((one) => ('kind' in one ? [one] : []));
  return lists.length > 0 ? { lists } : problem;
}

/** Several values as one that can be kept: each after its length in four octets. */
function joinValues(values: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    values.flatMap((value) => {
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, value.length);
      return [length, value];
    }),
  );
}

function splitValues(body: Uint8Array): readonly Uint8Array[] {
  const values: Uint8Array[] = [];
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  for (let at = 0; at + 4 <= body.length; ) {
    const end = at + 4 + view.getUint32(at);
    values.push(body.subarray(at + 4, end));
    at = end;
  }
  return values;
}

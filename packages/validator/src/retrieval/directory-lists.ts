/**
 * Lists in directories: distribution points that are a directory name, relative to one, or an address that is no HTTP. How
 * directories are reached is the caller's to say.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { redactUrl } from '@eseal/core/http';
import type { CertificateList } from '@eseal/core/revocation';
import { formatName, type Name } from '@eseal/core/x509';
import type { OnAttempt, RetrievalAttempt } from '../report/retrieval-attempt.ts';
import { readList, type WantedCrl } from './crl-question.ts';
import type { CrlPlace } from './distribution-places.ts';

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

/** Lists of one place that are wanted. */
export async function directoryLists(
  place: DirectoryPlace,
  attribute: CrlAttribute,
  wanted: WantedCrl,
  hooks: DirectoryHooks,
  onAttempt: OnAttempt | undefined,
): Promise<readonly CertificateList[]> {
  const url = place.kind === 'directory' ? formatName(place.name) : redactUrl(place.url);
  const note = (outcome: RetrievalAttempt['outcome'], detail?: string): void =>
    onAttempt?.({ kind: 'crl', url, outcome, ...(detail !== undefined && { detail }) });
  const bodies = await askHook(place, attribute, hooks);
  if (bodies === undefined) {
    note('no-resolver');
    return [];
  }
  const read = bodies.map((body) => readList(body, wanted));
  const lists = read.flatMap((one) => ('kind' in one ? [] : [one]));
  const [problem] = read.flatMap((one) => ('kind' in one ? [one] : []));
  if (lists.length > 0) note('answered');
  else note(problem?.problem ?? 'unavailable', problem?.detail);
  return lists;
}

/** `undefined` without a hook; nothing for one that fails. */
async function askHook(
  place: DirectoryPlace,
  attribute: CrlAttribute,
  { resolveDirectory, fetchOther }: DirectoryHooks,
): Promise<readonly Uint8Array[] | undefined> {
  try {
    return place.kind === 'directory'
      ? await resolveDirectory?.(place.name, attribute)
      : await fetchOther?.(place.url);
  } catch (error) {
    if (isEsealError(error) && error.code === 'ABORTED') throw error;
    return [];
  }
}

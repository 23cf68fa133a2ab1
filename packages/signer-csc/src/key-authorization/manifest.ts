/**
 * What whoever approves is shown: the documents, and the digests that stand for them at the service, in one frozen list.
 *
 * @see MIC Guidelines on e-Seal, 2nd edition, §2.6
 * @module
 */
import { canonicalJson, type DesignatedDocument, toHex, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { CscError } from '../errors.ts';
import type { HashList } from '../model/authorization.ts';
import type { AuthorizationManifest } from './key-authorizer.ts';

/** Options of {@link createAuthorizationManifest}. */
export interface AuthorizationManifestOptions {
  /** Values whose hashes depend on these and follow later. Default 0. */
  readonly dependents?: number;
}

/**
 * Freezes what is to be approved.
 *
 * @param documents - one for each hash, in the same order; `undefined` where the caller named none
 */
export async function createAuthorizationManifest(
  list: HashList,
  documents: readonly (DesignatedDocument | undefined)[],
  options: AuthorizationManifestOptions = {},
): Promise<AuthorizationManifest> {
  const { dependents = 0 } = options;
  if (list.hashes.length === 0 || list.hashes.length !== documents.length) {
    throw new CscError('INVALID_ARGUMENT', 'a manifest needs one document, or undefined, for each hash', {
      outcome: 'not-sent',
    });
  }
  const items = documents.map((document) => Object.freeze({ document }));
  const { digestAlgorithm, hashes } = list;
  const frozen = {
    digestAlgorithm,
    hashes: Object.freeze(hashes.map((hash) => hash.slice())),
    items: Object.freeze(items),
    dependents,
  };
  return Object.freeze({ ...frozen, digest: await manifestDigest(frozen) });
}

/** The digest of what a manifest says: whoever has the parts can compute it anew. */
export async function manifestDigest(manifest: Omit<AuthorizationManifest, 'digest'>): Promise<string> {
  const { digestAlgorithm, hashes, items, dependents } = manifest;
  const text = canonicalJson({
    dependents,
    digestAlgorithm,
    hashes,
    documents: items.map(({ document }) => document ?? null),
  });
  return toHex(await digestBytes('SHA-256', utf8(text)));
}

/** What a service and an authorisation server show of it: how many, and by which digest it can be recognised. */
export function describeManifest({ items, digest }: AuthorizationManifest): string {
  return `${items.length} value(s), manifest SHA-256 ${digest}`;
}

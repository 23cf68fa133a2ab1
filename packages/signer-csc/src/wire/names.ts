/**
 * What the same things are called in each version of the API. Everything that is sent is made from this table.
 *
 * @see CSC API v1.0.4.0 §11, v2.0.0.2 §11; TS 119 432 V1.1.1 §7
 * @module
 */
import { CscError } from '../errors.ts';
import type { Dialect, ServiceProfile } from '../profile/profile.ts';

/** Names of a version. */
export interface WireNames {
  /** List of digests in `credentials/authorize`, `signatures/signHash` and addresses of OAuth. */
  readonly hashes: 'hash' | 'hashes';
  /** OID of the digest beside them. `signatures/timestamp` has the names of version 1 in every version. */
  readonly hashAlgorithm: 'hashAlgo' | 'hashAlgorithmOID';
  /** `credentials/authorize` and `extendTransaction` name the digest too. */
  readonly authorizeNamesDigest: boolean;
  /** How factors are sent: as members of their own names, or in a list. */
  readonly factors: 'members' | 'authData';
  /** `credentials/list` is cut into pages. */
  readonly listHasPages: boolean;
  /** The service says of itself what it can do. */
  readonly hasInfo: boolean;
}

const VERSION_1: WireNames = {
  hashes: 'hash',
  hashAlgorithm: 'hashAlgo',
  authorizeNamesDigest: false,
  factors: 'members',
  listHasPages: true,
  hasInfo: true,
};

const VERSION_2: WireNames = {
  hashes: 'hashes',
  hashAlgorithm: 'hashAlgorithmOID',
  authorizeNamesDigest: true,
  factors: 'authData',
  listHasPages: false,
  hasInfo: true,
};

/** The table. */
export const WIRE_NAMES: Readonly<Record<Dialect, WireNames>> = {
  v0: VERSION_1,
  v1: VERSION_1,
  'v2.0': VERSION_2,
  'v2.1': VERSION_2,
  'v2.2': VERSION_2,
  'etsi-119432-1.1.1': { ...VERSION_2, hasInfo: false },
};

/** Versions by the beginning of `specs`; a later minor version of 2 is read as the latest known. */
const BY_SPECS: readonly (readonly [RegExp, Dialect])[] = [
  [/^0\./, 'v0'],
  [/^1\./, 'v1'],
  [/^2\.0\b/, 'v2.0'],
  [/^2\.1\b/, 'v2.1'],
  [/^2\.\d/, 'v2.2'],
];

/**
 * The version to speak: what the profile says, else what the service says of itself, never what its address looks like.
 *
 * @param specs - of `info`, such as `2.0.0.2`
 */
export function dialectOf(profile: Pick<ServiceProfile, 'dialect'>, specs: string): Dialect {
  if (profile.dialect !== 'auto') return profile.dialect;
  const [, dialect] = BY_SPECS.find(([pattern]) => pattern.test(specs)) ?? [];
  if (dialect !== undefined) return dialect;
  throw new CscError('CSC_ANSWER_INVALID', 'info: the service speaks a version that is not known', {
    outcome: 'rejected',
    facts: { method: 'info', specs },
  });
}

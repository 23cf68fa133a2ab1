/**
 * Objects named by their digests, each digest computed once in a validation.
 *
 * @module
 */
import { toHex } from '@eseal/core';
import { type DigestAlgorithm, digestBytes } from '@eseal/core/crypto';

/** Names of objects. */
export interface ObjectDigests {
  /** A name for each algorithm that anybody names objects by; the first is the one that is always there. */
  namesOf(object: Uint8Array): Promise<readonly [string, ...string[]]>;
}

/**
 * A namer of objects.
 *
 * @param others - algorithms beside SHA-256 by which the caller names objects
 */
export function createObjectDigests(others: readonly DigestAlgorithm[] = []): ObjectDigests {
  const known = new WeakMap<Uint8Array, Promise<readonly [string, ...string[]]>>();
  const further = [...new Set(others)].filter((algorithm) => algorithm !== 'SHA-256');
  const compute = async (object: Uint8Array): Promise<readonly [string, ...string[]]> => [
    nameOf('SHA-256', await digestBytes('SHA-256', object)),
    ...(await Promise.all(further.map(async (one) => nameOf(one, await digestBytes(one, object))))),
  ];
  return {
    namesOf: (object) => {
      const names = known.get(object) ?? compute(object);
      known.set(object, names);
      return names;
    },
  };
}

/** The name of an object with this digest. */
export function nameOf(algorithm: DigestAlgorithm, digest: Uint8Array): string {
  return `${algorithm}:${toHex(digest)}`;
}

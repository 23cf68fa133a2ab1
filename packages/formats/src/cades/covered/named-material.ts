/**
 * Certificates and revocation data by the digests that references name them with (EN 319 122-1 §A.1.1, EN 319 132-1 §A.1).
 *
 * @module
 */
import { toHex } from '@eseal/core';
import type { CoveredObject } from '@eseal/core/container';
import { type DigestAlgorithm, digestBytes } from '@eseal/core/crypto';
import { type EmbeddedMaterial, unwrapBasicResponse } from '../material.ts';

/** A reference by digest. */
export interface MaterialReference {
  readonly kind: 'certificate' | 'crl' | 'ocsp-response';
  /** `undefined` for an algorithm that the SDK does not know. */
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  /** `undefined` when there is no readable value. */
  readonly digest: Uint8Array | undefined;
}

/** Finds material by references to it. */
export interface NamedMaterial {
  /**
   * What references name of the material that is there.
   *
   * @param through - digests by which the references themselves are reached
   */
  find(
    references: readonly MaterialReference[],
    through?: readonly DigestAlgorithm[],
  ): Promise<readonly CoveredObject[]>;
}

/** Makes material findable; it is digested once for each kind and algorithm that is asked for. */
export function openNamedMaterial(material: EmbeddedMaterial): NamedMaterial {
  const encodings = {
    certificate: material.certificates,
    crl: material.crls,
    'ocsp-response': material.ocspResponses,
  };
  const tables = new Map<string, Promise<ReadonlyMap<string, Uint8Array>>>();
  const tableOf = (kind: MaterialReference['kind'], algorithm: DigestAlgorithm) => {
    const key = `${kind} ${algorithm}`;
    const table = tables.get(key) ?? digestMaterial(kind, encodings[kind], algorithm);
    tables.set(key, table);
    return table;
  };
  return {
    find: async (references, through = []) => {
      const found: CoveredObject[] = [];
      for (const { kind, digestAlgorithm, digest } of references) {
        if (digestAlgorithm === undefined || digest === undefined) continue;
        const encoding = (await tableOf(kind, digestAlgorithm)).get(toHex(digest));
        const way = [...new Set([...through, digestAlgorithm])];
        if (encoding !== undefined) found.push({ kind, encoding, through: way });
      }
      return found;
    },
  };
}

/** Encodings by their digests; of an answer of OCSP also by that of the basic response inside it (RFC 5126 §6.2.2). */
async function digestMaterial(
  kind: MaterialReference['kind'],
  encodings: readonly Uint8Array[],
  algorithm: DigestAlgorithm,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const table = new Map<string, Uint8Array>();
  for (const encoding of encodings) {
    const inner = kind === 'ocsp-response' ? unwrapBasicResponse(encoding) : undefined;
    for (const form of inner === undefined ? [encoding] : [encoding, inner])
      table.set(toHex(await digestBytes(algorithm, form)), encoding);
  }
  return table;
}

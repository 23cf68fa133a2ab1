/**
 * What a timestamp covers, listed object by object (EN 319 102-1 §5.6.2.3).
 *
 * @module
 */
import type { CoveredObject, ParsedSignature, ParseFinding } from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { EmbeddedMaterial } from '../material.ts';

/** What stands in one place of a file and exists with it. */
export interface CoveredContents extends EmbeddedMaterial {
  /** Ids of signatures. */
  readonly signatures: readonly string[];
  /** Ids of timestamps. */
  readonly timestamps: readonly string[];
}

/** Nothing that could be covered. */
export const NO_CONTENTS: CoveredContents = {
  signatures: [],
  timestamps: [],
  certificates: [],
  crls: [],
  ocspResponses: [],
};

/** What stands in several places. */
export function joinContents(places: readonly Partial<CoveredContents>[]): CoveredContents {
  const all = <Kind extends keyof CoveredContents>(kind: Kind) => places.map((place) => place[kind] ?? []);
  return {
    signatures: all('signatures').flat(),
    timestamps: all('timestamps').flat(),
    certificates: all('certificates').flat(),
    crls: all('crls').flat(),
    ocspResponses: all('ocspResponses').flat(),
  };
}

/** All that was read of signatures that are covered whole. */
export function contentsOfSignatures(signatures: readonly ParsedSignature[]): CoveredContents {
  return joinContents(
    signatures.map((signature) => ({
      ...signature,
      signatures: [signature.id],
      timestamps: signature.timestamps.map(({ id }) => id),
    })),
  );
}

/**
 * The objects of a place.
 *
 * @param through - digests by which the imprint reaches the place; none where it is over the place itself
 */
export function toCoveredObjects(
  { certificates, crls, ocspResponses, signatures, timestamps }: CoveredContents,
  through: readonly DigestAlgorithm[] = [],
): readonly CoveredObject[] {
  const way = through.length === 0 ? {} : { through: [...new Set(through)] };
  return [
    ...signatures.map((id) => ({ kind: 'signature' as const, id, ...way })),
    ...timestamps.map((id) => ({ kind: 'timestamp' as const, id, ...way })),
    ...certificates.map((encoding) => ({ kind: 'certificate' as const, encoding, ...way })),
    ...crls.map((encoding) => ({ kind: 'crl' as const, encoding, ...way })),
    ...ocspResponses.map((encoding) => ({ kind: 'ocsp-response' as const, encoding, ...way })),
  ];
}

/** Most objects that the timestamps of one file are said to cover, counted once for each timestamp. */
const MAX_COVERED = 500_000;

/** Counts what the timestamps of a file cover: a thousand of them over ten thousand lists would fill the memory. */
export interface CoverageCount {
  /** What is covered; nothing once it is more than is counted. */
  take(covered: readonly CoveredObject[]): readonly CoveredObject[];
  readonly findings: readonly ParseFinding[];
}

/** Begins to count. */
export function countCoverage(most: number = MAX_COVERED): CoverageCount {
  let left = most;
  return {
    take: (covered) => {
      left -= covered.length;
      return left < 0 ? [] : covered;
    },
    get findings() {
      return left < 0 ? [COVERAGE_LIMITED] : [];
    },
  };
}

const COVERAGE_LIMITED: ParseFinding = {
  id: 'TIMESTAMP_COVERAGE_LIMITED',
  severity: 'warning',
  message: 'the timestamps cover so much that some of it is left out of what they prove',
  citation: 'EN 319 102-1 §5.6.2.3',
};

/**
 * What the document timestamps of a PDF cover: every seal and timestamp, and all of the security store, in the bytes under
 * their /ByteRange (ISO 32000-2 §12.8.5, EN 319 142-1 §5.4.3).
 *
 * @module
 */
import type { ValidationMaterial } from '@eseal/core';
import type { ParsedSignature, ParsedTimestamp, ParseFinding } from '@eseal/core/container';
import {
  contentsOfSignatures,
  countCoverage,
  joinContents,
  toCoveredObjects,
} from '../../cades/covered/covered-objects.ts';
import type { PdfSignature } from './signature-dictionary.ts';
import { isDocumentTimestamp } from './store-history.ts';

/** A document timestamp where it stands, and as it was parsed. */
export interface PlacedTimestamp {
  readonly placed: PdfSignature;
  readonly timestamp: ParsedTimestamp;
}

/** What document timestamps may cover. */
export interface CoverablePdf {
  /** Seals with what their own CMS holds. */
  readonly seals: readonly { readonly placed: PdfSignature; readonly parsed: readonly ParsedSignature[] }[];
  readonly stamps: readonly PlacedTimestamp[];
  /** The security stores that document timestamps cover, by the ends of these. */
  readonly stores: ReadonlyMap<number, ValidationMaterial>;
}

/** The document timestamps with what they cover, and what was noticed. */
export interface CoveringTimestamps {
  readonly timestamps: readonly ParsedTimestamp[];
  readonly findings: readonly ParseFinding[];
}

/** Says of each document timestamp what it covers; one that is not a sound one in every entry covers nothing. */
export function withCovers({ seals, stamps, stores }: CoverablePdf): CoveringTimestamps {
  const count = countCoverage();
  const timestamps = stamps.map(({ placed, timestamp }) => {
    if (!isDocumentTimestamp(placed)) return { ...timestamp, covers: [] };
    const earlier = seals.filter((seal) => isUnder(seal.placed, placed)).flatMap(({ parsed }) => parsed);
    const contents = joinContents([
      contentsOfSignatures(earlier),
      {
        timestamps: stamps
          .filter((other) => isUnder(other.placed, placed))
          .map((other) => other.timestamp.id),
      },
      stores.get(placed.coverage.end) ?? {},
    ]);
    return { ...timestamp, covers: count.take(toCoveredObjects(contents)) };
  });
  return { timestamps, findings: count.findings };
}

/** Whether the value of a signature, which stands between its own ranges, is among the bytes of a timestamp. */
function isUnder({ coverage }: PdfSignature, stamp: PdfSignature): boolean {
  const [first, second] = coverage.ranges ?? [];
  if (first === undefined || second === undefined || coverage.problems.length > 0) return false;
  return (stamp.coverage.ranges ?? []).some(({ start, end }) => start <= first.end && second.start <= end);
}

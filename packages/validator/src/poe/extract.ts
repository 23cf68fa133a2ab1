/**
 * Extraction of proofs from a timestamp (EN 319 102-1 §5.6.2.3): what its imprint reaches existed at its time.
 *
 * @module
 */
import type { CoveredObject, ParsedTimestamp } from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { ValidationPolicy } from '../policy/policy.ts';
import { isReliableDigest } from '../policy/reliability.ts';
import type { EvidenceGraph } from './evidence-graph.ts';

/** How far the digests between an imprint and an object are to be relied on. */
export interface ReliableAt {
  readonly policy: Pick<ValidationPolicy, 'suite'>;
  /** When the token itself is known to have existed: until then nobody could make another object of the same digest. */
  readonly time: Date;
}

/** The objects whose existence a token proves, if it passes. */
export function objectsCovered(
  { covers = [], id }: Pick<ParsedTimestamp, 'covers' | 'id'>,
  graph: EvidenceGraph,
  reliable: ReliableAt,
): readonly Uint8Array[] {
  const isSound = (one: CoveredObject): boolean => one.through === undefined || !graph.unsound.has(id);
  return covers
    .filter((one) => isSound(one) && isReached(one, reliable))
    .flatMap((one) => objectsUnder(one, graph));
}

/** Whether a token proves the existence of a signature, if it passes. */
export function coversSignature(
  { covers = [] }: Pick<ParsedTimestamp, 'covers'>,
  id: string,
  reliable: ReliableAt,
): boolean {
  return covers.some((one) => one.kind === 'signature' && one.id === id && isReached(one, reliable));
}

function isReached({ through = [] }: CoveredObject, { policy, time }: ReliableAt): boolean {
  return through.every((digest: DigestAlgorithm) => isReliableDigest(policy.suite, digest, time));
}

function objectsUnder(covered: CoveredObject, graph: EvidenceGraph): readonly Uint8Array[] {
  switch (covered.kind) {
    case 'signature': {
      const value = graph.signatures.get(covered.id);
      return value === undefined ? [] : [value];
    }
    case 'timestamp':
      return graph.timestamps.get(covered.id) ?? [];
    case 'certificate':
    case 'crl':
    case 'ocsp-response':
      return [covered.encoding];
  }
}

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

/** How far what stands between an imprint and an object is to be relied on. */
export interface ReliableAt extends Pick<EvidenceGraph, 'unsound'> {
  readonly policy: Pick<ValidationPolicy, 'suite'>;
  /** When the token itself is known to have existed: until then nobody could make another object of the same digest. */
  readonly time: Date;
}

/** The objects whose existence a token proves, if it passes. */
export function objectsCovered(
  { covers = [], id }: Pick<ParsedTimestamp, 'covers' | 'id'>,
  graph: EvidenceGraph,
  reliable: Omit<ReliableAt, 'unsound'>,
): readonly Uint8Array[] {
  const { unsound } = graph;
  return covers
    .filter((one) => isReached(one, id, { ...reliable, unsound }))
    .flatMap((one) => objectsUnder(one, graph));
}

/** Whether a token proves the existence of a signature, if it passes. */
export function coversSignature(
  { covers = [], id: by }: Pick<ParsedTimestamp, 'covers' | 'id'>,
  id: string,
  reliable: ReliableAt,
): boolean {
  return covers.some((one) => one.kind === 'signature' && one.id === id && isReached(one, by, reliable));
}

function isReached({ through = [] }: CoveredObject, by: string, reliable: ReliableAt): boolean {
  const { policy, time, unsound } = reliable;
  if (through.length > 0 && unsound.has(by)) return false;
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

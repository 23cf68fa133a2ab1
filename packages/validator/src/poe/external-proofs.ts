/**
 * The proofs that a validation begins with: everything exists now, and what the caller vouches for existed before.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { ValidationPolicy } from '../policy/policy.ts';
import { isReliableDigest } from '../policy/reliability.ts';
import { type EvidenceGraph, wholeDocument } from './evidence-graph.ts';
import { createObjectDigests, nameOf } from './object-digests.ts';
import { type ExternalProof, earlierProof, existingNow, vouchedFor } from './proof-of-existence.ts';
import { earliestProof, type Proofs, withProof } from './proofs.ts';

/**
 * The proofs whose digests were of a reliable algorithm at their times: of another one, the maker of the object may have kept
 * a second with the same digest.
 */
export function reliableProofs(
  external: readonly ExternalProof[],
  { suite }: Pick<ValidationPolicy, 'suite'>,
): readonly ExternalProof[] {
  return external.filter(({ digestAlgorithm, time }) => isReliableDigest(suite, digestAlgorithm, time));
}

/** What a validation knows when it begins. */
export interface InitialKnowledge {
  /** The control time. */
  readonly time: Date;
  readonly external: readonly ExternalProof[];
  readonly graph: EvidenceGraph;
  /** Digest of the whole document, where it was computed. */
  readonly documentDigest: (algorithm: DigestAlgorithm) => Uint8Array | undefined;
}

/**
 * The proofs before any timestamp was looked at. A document, and a token, existed with everything in it. A proof of a time
 * after the control time proves nothing more than that.
 */
export async function initialProofs({
  time,
  external,
  graph,
  documentDigest,
}: InitialKnowledge): Promise<Proofs> {
  const now = existingNow({ time });
  const digests = createObjectDigests(external.map(({ digestAlgorithm }) => digestAlgorithm));
  const known = new Map<string, ReturnType<typeof vouchedFor>>();
  for (const proof of external) {
    const name = nameOf(proof.digestAlgorithm, proof.digest);
    const vouched = vouchedFor(proof);
    known.set(name, earlierProof(known.get(name) ?? vouched, vouched));
  }
  let proofs: Proofs = { now, known, digests };
  if (external.length === 0) return proofs;
  for (const proof of external) {
    const own = documentDigest(proof.digestAlgorithm);
    if (own !== undefined && equalBytes(own, proof.digest))
      proofs = await withProof(proofs, wholeDocument(graph), vouchedFor(proof));
  }
  for (const [token, ...inside] of graph.timestamps.values()) {
    if (token !== undefined) proofs = await withProof(proofs, inside, await earliestProof(proofs, token));
  }
  return proofs;
}

/**
 * What is proven to have existed, and since when: an immutable map from objects to their earliest proofs (EN 319 102-1
 * §5.6.3.4 (2)).
 *
 * @module
 */
import type { ObjectDigests } from './object-digests.ts';
import { earlierProof, type ProofOfExistence } from './proof-of-existence.ts';

/** Proofs of existence of the objects of one validation. */
export interface Proofs {
  /** The proof of everything that was received. */
  readonly now: ProofOfExistence;
  /** By the names of the objects. */
  readonly known: ReadonlyMap<string, ProofOfExistence>;
  readonly digests: ObjectDigests;
}

/** The earliest proof that an object existed. */
export async function earliestProof(
  { now, known, digests }: Proofs,
  object: Uint8Array,
): Promise<ProofOfExistence> {
  const names = known.size === 0 ? [] : await digests.namesOf(object);
  return [...names.flatMap((name) => known.get(name) ?? []), now].reduce(earlierProof);
}

/** The proofs with a further one for some objects. */
export async function withProof(
  proofs: Proofs,
  objects: readonly Uint8Array[],
  proof: ProofOfExistence,
): Promise<Proofs> {
  if (objects.length === 0) return proofs;
  const known = new Map(proofs.known);
  for (const object of objects) {
    const [name] = await proofs.digests.namesOf(object);
    known.set(name, earlierProof(known.get(name) ?? proof, proof));
  }
  return { ...proofs, known };
}

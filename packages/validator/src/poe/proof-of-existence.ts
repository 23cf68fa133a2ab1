/**
 * Proofs that something existed at a time (EN 319 102-1 §3.1, §5.6.2.3).
 *
 * A proof is made by one of the functions below and by nothing else: a time that a signer claims, or a file's date, is of
 * another type and never becomes one.
 *
 * @module
 */
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { TimestampFacts } from '../facts/timestamp-facts.ts';

/** How an existence is proven: by the validation itself, by a token that passed, or by what the caller says. */
export type ProofKind = 'now' | 'timestamp' | 'archive-timestamp' | 'evidence-record' | 'external';

const PROVEN: unique symbol = Symbol('proven');

/** A proof of existence. */
export interface ProofOfExistence {
  readonly [PROVEN]: true;
  readonly time: Date;
  readonly kind: ProofKind;
  /** Id of the token that proves it. */
  readonly by?: string;
}

/** The time that a token proves. */
export interface ProvenTime extends ProofOfExistence {
  /** In milliseconds; unknown when the authority does not say. */
  readonly accuracy: number | undefined;
  /** The authority's tokens are ordered by their times even within the accuracy (RFC 3161 §2.4.2). */
  readonly ordering: boolean;
}

/** What the caller knows to have existed, such as from an archive: never a file's date, never a claimed time. */
export interface ExternalProof {
  /** Digest of the object: of a whole document, a signature value, a certificate, a CRL, an OCSP response, a token. */
  readonly digestAlgorithm: DigestAlgorithm;
  readonly digest: Uint8Array;
  readonly time: Date;
}

/** Everything that was received exists at the control time (§5.6.3.4 (2)). */
export function existingNow({ time }: { readonly time: Date }): ProofOfExistence {
  return { [PROVEN]: true, time, kind: 'now' };
}

/** What a token proves, once it passed; whoever calls this judged it. */
export function stampedBy({ parsed, token }: Extract<TimestampFacts, { kind: 'read' }>): ProvenTime {
  const { genTime, accuracy, ordering } = token.tstInfo;
  const kind = isArchival(parsed) ? 'archive-timestamp' : 'timestamp';
  return { [PROVEN]: true, time: genTime, kind, by: parsed.id, accuracy, ordering };
}

/** What the caller vouches for. */
export function vouchedFor({ time }: ExternalProof): ProofOfExistence {
  return { [PROVEN]: true, time, kind: 'external' };
}

/** A timestamp for the long term protects what proves a signature, not the signature alone. */
function isArchival({ type, covers = [] }: Extract<TimestampFacts, { kind: 'read' }>['parsed']): boolean {
  if (type === 'archive') return true;
  const ofContainer = type === 'document' || type === 'container';
  return ofContainer && covers.some(({ kind }) => kind !== 'signature');
}

/** Of proofs of the same time, what stands nearest to the seal is told of. */
const NEARNESS: Readonly<Record<ProofKind, number>> = {
  timestamp: 0,
  'archive-timestamp': 1,
  'evidence-record': 2,
  external: 3,
  now: 4,
};

/** The earlier of two proofs. */
export function earlierProof<Proof extends ProofOfExistence>(a: Proof, b: Proof): Proof {
  const difference = b.time.getTime() - a.time.getTime() || NEARNESS[b.kind] - NEARNESS[a.kind];
  return difference < 0 ? b : a;
}

/**
 * What proves a certificate without network: what its validation used, of all there was (EN 319 102-1 §5.5, EN 319 122-1
 * §6.3: the full set of certificates, anchors among them, and revocation data of all but the anchors).
 *
 * @module
 */
import { equalBytes, type ValidationMaterial } from '@eseal/core';
import type { CertificateValidation } from '../blocks/certificate-validation.ts';
import type { ChainRevocation } from '../blocks/revocation-checks.ts';
import type { RevocationEvidence } from '../revocation/provider.ts';
import type { RevocationSource, RevocationStatus } from '../revocation/status.ts';

/** Certificates and revocation data, each once. */
export interface Proof {
  readonly certificates: readonly Uint8Array[];
  readonly evidence: readonly RevocationEvidence[];
  /** Every source that a status was learned from. */
  readonly sources: readonly RevocationSource[];
}

/** What a validation rests on: the path with its anchor, and for each status the evidence with the paths of its signers. */
export function proofOf({ chain, anchor, revocation }: CertificateValidation): Proof {
  const sources = [...sourcesOf(revocation)];
  const decisive = sources.flatMap(({ decidedBy }) => decidedBy);
  const path = [...chain, ...(anchor?.certificate ? [anchor.certificate] : [])];
  const signers = decisive.flatMap(({ signerChain }) => signerChain);
  return {
    certificates: unique([...path, ...signers].map(({ raw }) => raw)),
    evidence: uniqueEvidence(decisive.map(({ evidence }) => evidence)),
    sources,
  };
}

/** The source of a status, where there is one. */
export function sourceOf(status: RevocationStatus): RevocationSource | undefined {
  return 'source' in status ? status.source : undefined;
}

/** Sources of the chain and, recursively, of those who signed their evidence. The checker lets no loops through. */
function* sourcesOf(revocation: ChainRevocation): Generator<RevocationSource> {
  for (const { status } of revocation) {
    const source = sourceOf(status);
    if (source === undefined) continue;
    yield source;
    for (const { signerRevocation } of source.decidedBy) yield* sourcesOf(signerRevocation);
  }
}

/** What several proofs hold together and the container does not. */
export function materialOf(proofs: readonly Proof[], present: ValidationMaterial): ValidationMaterial {
  const evidence = proofs.flatMap((proof) => proof.evidence);
  const bytesOf = (kind: RevocationEvidence['kind']): readonly Uint8Array[] =>
    evidence.filter((one) => one.kind === kind).map(({ encoded }) => encoded);
  return {
    certificates: missing(
      proofs.flatMap(({ certificates }) => certificates),
      present.certificates,
    ),
    crls: missing(bytesOf('crl'), present.crls),
    ocspResponses: missing(bytesOf('ocsp'), present.ocspResponses),
  };
}

/** What is there already, with more. */
export function together(one: ValidationMaterial, other: ValidationMaterial): ValidationMaterial {
  return {
    certificates: [...one.certificates, ...other.certificates],
    crls: [...one.crls, ...other.crls],
    ocspResponses: [...one.ocspResponses, ...other.ocspResponses],
  };
}

function missing(wanted: readonly Uint8Array[], present: readonly Uint8Array[]): readonly Uint8Array[] {
  return unique(wanted).filter((one) => !holds(present, one));
}

function unique(all: readonly Uint8Array[]): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  for (const one of all) if (!holds(found, one)) found.push(one);
  return found;
}

const holds = (all: readonly Uint8Array[], one: Uint8Array): boolean =>
  all.some((other) => equalBytes(other, one));

function uniqueEvidence(all: readonly RevocationEvidence[]): readonly RevocationEvidence[] {
  const found: RevocationEvidence[] = [];
  for (const one of all) {
    if (!found.some(({ kind, encoded }) => kind === one.kind && equalBytes(encoded, one.encoded)))
      found.push(one);
  }
  return found;
}

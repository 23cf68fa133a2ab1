/**
 * A certificate looked up in CRLs that may be relied upon, and what several of them say together (RFC 5280 §6.3.3 (i) to
 * (l)).
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { type CertificateList, findRevoked, type RevokedCertificate } from '@eseal/core/revocation';
import { ALL_REASONS, type ReasonMask } from './crl-scope.ts';
import {
  type EvidenceJudgement,
  type Inquiry,
  type ProvenStatus,
  type SignerSearch,
  unused,
} from './inquiry.ts';
import type { RevocationEvidence } from './provider.ts';
import type { RevocationSource } from './status.ts';
import { checkExpiry } from './times.ts';

/** A CRL with the evidence it was read from. */
export interface OfferedCrl {
  readonly evidence: RevocationEvidence;
  readonly crl: CertificateList;
}

/** A CRL that may be relied upon for some reasons of revocation. */
export interface UsableCrl extends OfferedCrl {
  readonly kind: 'usable';
  readonly signer: Extract<SignerSearch, { kind: 'found' }>;
  readonly reasons: ReasonMask;
}

/** What a complete CRL and its delta say. */
export interface Lookup {
  readonly kind: 'looked-up';
  readonly base: UsableCrl;
  readonly source: RevocationSource;
  readonly reasons: ReasonMask;
  /** `undefined`: not revoked. */
  readonly entry: RevokedCertificate | undefined;
}

/** Looks the certificate up in a complete CRL and its delta. */
export function lookUp(
  base: UsableCrl,
  delta: UsableCrl | undefined,
  inquiry: Inquiry,
): Lookup | Extract<EvidenceJudgement, { kind: 'unused' }> {
  const ofDelta = delta && findIn(delta, inquiry);
  if (ofDelta?.kind === 'unused') return ofDelta;
  const ofBase = findIn(base, inquiry);
  if (ofBase.kind === 'unused') return ofBase;
  // RFC 5280 §5.3.1: only a delta can take something back; what a complete list means by it is anybody's guess.
  if (ofBase.entry?.reason === 'removeFromCRL') return unused(inquiry, base.evidence, 'removed-in-complete');
  const { thisUpdate, nextUpdate } = (delta ?? base).crl;
  const decidedBy = (delta === undefined ? [base] : [base, delta]).map(({ evidence, crl, signer }) => ({
    evidence,
    signature: {
      algorithm: crl.signatureAlgorithm,
      key: signer.chain[0]?.publicKey ?? inquiry.question.issuer.publicKey,
    },
    signerChain: signer.chain,
    signerRevocation: signer.revocation,
  }));
  return {
    kind: 'looked-up',
    base,
    source: { kind: 'crl', thisUpdate, nextUpdate, decidedBy },
    reasons: base.reasons,
    entry: updatedEntry(ofBase.entry, ofDelta?.entry),
  };
}

/**
 * (k): a delta adds entries, and takes a hold back. Another revocation it may drop only once the certificate has expired (RFC
 * 5280 §5.3.1), which makes it none.
 */
function updatedEntry(
  ofBase: RevokedCertificate | undefined,
  ofDelta: RevokedCertificate | undefined,
): RevokedCertificate | undefined {
  if (ofDelta?.reason !== 'removeFromCRL') return ofDelta ?? ofBase;
  return ofBase?.reason === 'certificateHold' ? undefined : ofBase;
}

type Found = { readonly kind: 'found'; readonly entry: RevokedCertificate | undefined };

function findIn(
  { crl, evidence }: UsableCrl,
  inquiry: Inquiry,
): Found | Extract<EvidenceJudgement, { kind: 'unused' }> {
  try {
    const { certificate } = inquiry.question;
    const { entry, unknownCriticalExtensions } = findRevoked(
      crl,
      certificate.serialNumber,
      certificate.issuer,
    );
    return unknownCriticalExtensions.length > 0
      ? unused(inquiry, evidence, 'critical-extension', { extensions: unknownCriticalExtensions })
      : { kind: 'found', entry };
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return unused(inquiry, evidence, 'unreadable', { reason: error.message });
  }
}

/** What lookups prove, each alone where it covers every reason, else together. */
export function combineLookups(lookups: readonly Lookup[], inquiry: Inquiry): readonly EvidenceJudgement[] {
  const listed = lookups.filter(({ entry }) => entry !== undefined);
  const clear = lookups.filter(({ entry }) => entry === undefined);
  const whole = clear.filter(({ reasons }) => reasons === ALL_REASONS);
  const partial = clear.filter(({ reasons }) => reasons !== ALL_REASONS);
  return [
    ...listed.flatMap(({ entry, source }) =>
      entry === undefined ? [] : [proven(listedStatus(entry, source))],
    ),
    ...whole.map((one) => notListed([one], inquiry)),
    ...combinePartial(partial, inquiry),
  ];
}

const proven = (status: ProvenStatus): EvidenceJudgement => ({ kind: 'proven', status });

function listedStatus(entry: RevokedCertificate, source: RevocationSource): ProvenStatus {
  const { revocationDate, reason, invalidityDate } = entry;
  if (reason === 'certificateHold') return { kind: 'on-hold', source, since: revocationDate };
  return {
    kind: 'revoked',
    source,
    revocationTime: revocationDate,
    reason,
    ...(invalidityDate && { invalidityDate }),
  };
}

/** CRLs for some reasons each: the newest that add a reason, until there is none left (§6.3.3 (l)). */
function combinePartial(partial: readonly Lookup[], inquiry: Inquiry): readonly EvidenceJudgement[] {
  const [first, ...others] = [...partial].sort(newestFirst);
  if (first === undefined) return [];
  const used: [Lookup, ...Lookup[]] = [first];
  let covered = first.reasons;
  for (const one of others) {
    if ((covered | one.reasons) === covered) continue;
    covered |= one.reasons;
    used.push(one);
  }
  if (covered === ALL_REASONS) return [notListed(used, inquiry)];
  return used.map(({ base }) => unused(inquiry, base.evidence, 'reasons-not-covered'));
}

function newestFirst(a: Lookup, b: Lookup): number {
  return b.source.thisUpdate.getTime() - a.source.thisUpdate.getTime();
}

/** Not listed, by data as old as its oldest part. */
function notListed(lookups: readonly [Lookup, ...Lookup[]], inquiry: Inquiry): EvidenceJudgement {
  for (const { base, source } of lookups) {
    const wrong = checkExpiry({ ...source, coversExpiredSince: base.crl.expiredCertsOnCrl }, inquiry);
    if (wrong !== undefined) return unused(inquiry, base.evidence, wrong.problem, wrong.facts);
  }
  const sources = lookups.map(({ source }) => source);
  const oldest = sources.reduce(
    (last, one) => (one.thisUpdate < last.thisUpdate ? one : last),
    lookups[0].source,
  );
  return proven({
    kind: 'good',
    source: {
      kind: 'crl',
      thisUpdate: oldest.thisUpdate,
      nextUpdate: oldest.nextUpdate,
      decidedBy: sources.flatMap(({ decidedBy }) => decidedBy),
    },
  });
}

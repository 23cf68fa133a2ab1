/**
 * What CRLs prove about a certificate (RFC 5280 §6.3.3): complete ones, each brought up to date by a delta CRL where there
 * is one, together covering every reason of revocation.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { combineLookups, type Lookup, lookUp, type OfferedCrl, type UsableCrl } from './crl-lookup.ts';
import { isAboutIssuer, reasonsCovered } from './crl-scope.ts';
import { findCrlSigner } from './crl-signer.ts';
import { isDelta, isDeltaOf } from './delta-crl.ts';
import { datedBy, type EvidenceJudgement, type Inquiry, unused } from './inquiry.ts';
import { isReliableSignature } from './reliable-signature.ts';
import { checkTimes } from './times.ts';

/** Judges CRLs together; nothing is said of those of other issuers. */
export async function judgeCrls(
  offered: readonly OfferedCrl[],
  inquiry: Inquiry,
): Promise<readonly EvidenceJudgement[]> {
  const { certificate } = inquiry.question;
  const judgements: EvidenceJudgement[] = [];
  const usable: UsableCrl[] = [];
  for (const one of offered.filter(({ crl }) => isAboutIssuer(crl, certificate))) {
    inquiry.context.checkpoint();
    const examined = await examine(one, inquiry);
    if (examined.kind === 'usable') usable.push(examined);
    else judgements.push(examined);
  }
  const deltas = usable.filter(({ crl }) => isDelta(crl));
  const complete = usable.filter(({ crl }) => !isDelta(crl));
  const lookups: Lookup[] = [];
  for (const base of complete) {
    const found = lookUp(base, newest(deltas.filter((delta) => isUpdateOf(delta, base))), inquiry);
    if (found.kind === 'looked-up') lookups.push(found);
    else judgements.push(found);
  }
  const stray = deltas.filter((delta) => !complete.some((base) => isUpdateOf(delta, base)));
  return [
    ...judgements,
    ...stray.map(({ evidence }) => unused(inquiry, evidence, 'delta-without-base')),
    ...combineLookups(lookups, inquiry),
  ];
}

/** A CRL by itself: understood, about this certificate, of a possible time, and signed by who may. */
async function examine(
  { crl, evidence }: OfferedCrl,
  asked: Inquiry,
): Promise<UsableCrl | EvidenceJudgement> {
  const inquiry = await datedBy(evidence, asked);
  const { question, context } = inquiry;
  if (!equalBytes(crl.signatureAlgorithm.raw, crl.tbsSignatureAlgorithm.raw))
    return unused(inquiry, evidence, 'algorithms-differ');
  if (crl.unknownCriticalExtensions.length > 0)
    return unused(inquiry, evidence, 'critical-extension', { extensions: crl.unknownCriticalExtensions });
  const reasons = reasonsCovered(crl, question.certificate);
  if (reasons === 0) return unused(inquiry, evidence, 'out-of-scope');
  const wrong = checkTimes({ ...crl, coversExpiredSince: crl.expiredCertsOnCrl }, inquiry);
  if (wrong !== undefined) return unused(inquiry, evidence, wrong.problem, wrong.facts);
  const signer = await findCrlSigner(crl, inquiry);
  if (signer.kind === 'refused') return unused(inquiry, evidence, signer.problem, signer.facts);
  const key = signer.chain[0]?.publicKey ?? question.issuer.publicKey;
  if (!isReliableSignature(crl.signatureAlgorithm, key, context))
    return unused(inquiry, evidence, 'algorithm-not-reliable', { suite: context.policy.suite.citation });
  return { kind: 'usable', crl, evidence, signer, reasons };
}

/** §6.3.3 (c)(3), (h): the delta is of the same key too, so that nobody else can take an entry back. */
function isUpdateOf(delta: UsableCrl, base: UsableCrl): boolean {
  const [a, b] = [delta.signer.chain[0]?.publicKey.raw, base.signer.chain[0]?.publicKey.raw];
  const sameKey = a === undefined || b === undefined ? a === b : equalBytes(a, b);
  return sameKey && isDeltaOf(delta.crl, base.crl);
}

function newest(crls: readonly UsableCrl[]): UsableCrl | undefined {
  return crls.reduce<UsableCrl | undefined>(
    (last, one) => (last === undefined || one.crl.thisUpdate > last.crl.thisUpdate ? one : last),
    undefined,
  );
}

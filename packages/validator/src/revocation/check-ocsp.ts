/**
 * What an OCSP response proves about a certificate (RFC 6960 §3.2, §4.2.2.2).
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import { digestBytes } from '@eseal/core/crypto';
import {
  type BasicOcspResponse,
  isCertIdOf,
  type OcspResponse,
  type SingleOcspResponse,
} from '@eseal/core/revocation';
import type { Certificate, Extension } from '@eseal/core/x509';
import {
  datedBy,
  type EvidenceJudgement,
  type Inquiry,
  type ProvenStatus,
  type SignerSearch,
  unused,
} from './inquiry.ts';
import type { RevocationEvidence } from './provider.ts';
import { isReliableSignature } from './reliable-signature.ts';
import { findResponder } from './responder.ts';
import type { RevocationSource } from './status.ts';
import { checkExpiry, checkTimes, type EvidenceTimes } from './times.ts';

/** A response with the evidence it was read from. */
export interface OfferedResponse {
  readonly evidence: RevocationEvidence;
  readonly response: OcspResponse;
}

/** Judges a response; nothing is said of one that is about other certificates. */
export async function judgeOcspResponse(
  { evidence, response }: OfferedResponse,
  asked: Inquiry,
): Promise<readonly EvidenceJudgement[]> {
  const inquiry = await datedBy(evidence, asked);
  const { basic, status } = response;
  if (basic === undefined) return [unused(inquiry, evidence, 'no-answer', { status })];
  const about = await singlesAbout(basic, evidence, inquiry);
  if (about.singles.length === 0) return about.others;
  const critical = unknownCritical(basic.extensions, KNOWN_OF_RESPONSE);
  if (critical.length > 0) return [unused(inquiry, evidence, 'critical-extension', { extensions: critical })];
  const signer = await findResponder(basic, inquiry);
  if (signer.kind === 'refused') return [unused(inquiry, evidence, signer.problem, signer.facts)];
  const { suite } = inquiry.context.policy;
  const key = signer.chain[0]?.publicKey ?? inquiry.question.issuer.publicKey;
  if (!isReliableSignature(basic.signatureAlgorithm, key, inquiry.context))
    return [unused(inquiry, evidence, 'algorithm-not-reliable', { suite: suite.citation })];
  const judgements: EvidenceJudgement[] = [];
  for (const single of about.singles)
    judgements.push(await judgeSingle(single, { basic, evidence, signer }, inquiry));
  return judgements;
}

/** §3.2 (1): the answers about the certificate, by name and key of its issuer and its number. */
async function singlesAbout(
  { responses }: BasicOcspResponse,
  evidence: RevocationEvidence,
  inquiry: Inquiry,
): Promise<{
  readonly singles: readonly SingleOcspResponse[];
  readonly others: readonly EvidenceJudgement[];
}> {
  const { certificate, issuer } = inquiry.question;
  const singles: SingleOcspResponse[] = [];
  let ofAnotherIssuer = false;
  for (const single of responses.slice(0, MAX_SINGLES)) {
    const { certId } = single;
    if (!equalBytes(certId.serialNumber, certificate.serialNumber)) continue;
    if (await isCertIdOf(certId, certificate, issuer)) singles.push(single);
    else if (certId.digestAlgorithm !== undefined)
      ofAnotherIssuer ||= equalBytes(
        certId.issuerNameHash,
        await digestBytes(certId.digestAlgorithm, certificate.issuer.raw),
      );
  }
  return { singles, others: ofAnotherIssuer ? [unused(inquiry, evidence, 'wrong-issuer')] : [] };
}

/** Most answers of one response that are looked at. */
const MAX_SINGLES = 1000;

const KNOWN_OF_RESPONSE: ReadonlySet<string> = new Set([OID.ocspNonce]);
const KNOWN_OF_SINGLE: ReadonlySet<string> = new Set([OID.ocspArchiveCutoff, OID.certHash]);

function unknownCritical(extensions: readonly Extension[], known: ReadonlySet<string>): readonly string[] {
  return extensions.filter(({ oid, critical }) => critical && !known.has(oid)).map(({ oid }) => oid);
}

/** A response whose signer may speak for the issuer. */
interface SignedResponse {
  readonly basic: BasicOcspResponse;
  readonly evidence: RevocationEvidence;
  readonly signer: Extract<SignerSearch, { kind: 'found' }>;
}

async function judgeSingle(
  single: SingleOcspResponse,
  { basic, evidence, signer }: SignedResponse,
  inquiry: Inquiry,
): Promise<EvidenceJudgement> {
  const critical = unknownCritical(single.extensions, KNOWN_OF_SINGLE);
  if (critical.length > 0) return unused(inquiry, evidence, 'critical-extension', { extensions: critical });
  if (!(await isAbout(single, inquiry.question.certificate))) return unused(inquiry, evidence, 'cert-hash');
  const { thisUpdate, nextUpdate, archiveCutoff } = single;
  const times: EvidenceTimes = {
    thisUpdate,
    nextUpdate,
    producedAt: basic.producedAt,
    coversExpiredSince: archiveCutoff,
  };
  const wrong =
    checkTimes(times, inquiry) ?? (single.status.kind === 'good' ? checkExpiry(times, inquiry) : undefined);
  if (wrong !== undefined) return unused(inquiry, evidence, wrong.problem, wrong.facts);
  const key = signer.chain[0]?.publicKey ?? inquiry.question.issuer.publicKey;
  const signature = { algorithm: basic.signatureAlgorithm, key };
  const decidedBy = [{ evidence, signature, signerChain: signer.chain, signerRevocation: signer.revocation }];
  const status = provenStatus(single, { kind: 'ocsp', thisUpdate, nextUpdate, decidedBy });
  return status === undefined ? unused(inquiry, evidence, 'status-unknown') : { kind: 'proven', status };
}

/** Common PKI part 4 §3.1.2: where the responder names the certificate by its digest, that has to be right. */
async function isAbout({ certHash }: SingleOcspResponse, { raw }: Certificate): Promise<boolean> {
  if (certHash === undefined) return true;
  const { digestAlgorithm, certificateHash } = certHash;
  return (
    digestAlgorithm !== undefined && equalBytes(await digestBytes(digestAlgorithm, raw), certificateHash)
  );
}

function provenStatus({ status }: SingleOcspResponse, source: RevocationSource): ProvenStatus | undefined {
  switch (status.kind) {
    case 'good':
      return { kind: 'good', source };
    case 'unknown':
      return undefined;
    case 'revoked': {
      const { revocationTime, reason } = status;
      return reason === 'certificateHold'
        ? { kind: 'on-hold', source, since: revocationTime }
        : { kind: 'revoked', source, revocationTime, reason };
    }
  }
}

/**
 * What the judges of evidence work with, and what they say.
 *
 * @module
 */
import { type Certificate, formatName } from '@eseal/core/x509';
import type { CertificatePool } from '../path/certificate-pool.ts';
import type { PathIssuer } from '../path/path-issuers.ts';
import type { VerifyCertificate } from '../path/signature-cache.ts';
import type { CertificateRevocation } from '../path/validate.ts';
import type { RevocationMode, ValidationPolicy } from '../policy/policy.ts';
import type { Facts } from '../report/finding.ts';
import type { TrustAnchor, TrustSource } from '../trust/source.ts';
import type { EvidenceProblem } from './evidence-problem.ts';
import type { EvidenceReader } from './evidence-reader.ts';
import type { RevocationEvidence } from './provider.ts';
import type { RevocationStatus, UnusedEvidence } from './status.ts';

/** Whose status is wanted, on a path that holds otherwise. */
export interface RevocationQuestion {
  readonly certificate: Certificate;
  readonly issuer: PathIssuer;
  /** Where the path ends: who signed evidence has to be traced back to the same (RFC 5280 §6.3.3 (f)). */
  readonly anchor: TrustAnchor;
}

/** Tells when a response or CRL is proven to have existed. */
export type ExistenceOf = (evidence: RevocationEvidence) => Promise<Date>;

/** Inputs that the judges of evidence have in common. */
export interface EvidenceContext {
  /** The control time. */
  readonly time: Date;
  /** Evidence of later than this is of the future: the clock's time, or the control time when that is later. */
  readonly now: Date;
  readonly mode: RevocationMode;
  readonly policy: ValidationPolicy;
  readonly trust: TrustSource;
  readonly pool: CertificatePool;
  readonly verify: VerifyCertificate;
  readonly reader: EvidenceReader;
  /** Present where evidence may be older than the control time: its algorithms are judged for then. */
  readonly existenceOf?: ExistenceOf;
  readonly checkpoint: () => void;
}

/** One question on its way: those it was asked for, so that it is not asked again for its own sake. */
export interface Inquiry {
  readonly question: RevocationQuestion;
  readonly context: EvidenceContext;
  /** Certificates whose status waits for this one. */
  readonly pending: readonly Certificate[];
  /** Status of the certificate of who signed evidence. */
  readonly statusOf: (
    question: RevocationQuestion,
    pending: readonly Certificate[],
  ) => Promise<RevocationStatus>;
}

/** The same inquiry at the time at which a piece of evidence is proven to have existed. */
export async function datedBy(evidence: RevocationEvidence, inquiry: Inquiry): Promise<Inquiry> {
  const { context } = inquiry;
  if (context.existenceOf === undefined) return inquiry;
  return { ...inquiry, context: { ...context, time: await context.existenceOf(evidence) } };
}

/** A status that evidence proves. */
export type ProvenStatus = Extract<RevocationStatus, { readonly source: unknown }>;

/** Outcome for one piece of evidence; `undefined` for evidence about something else. */
export type EvidenceJudgement =
  | { readonly kind: 'proven'; readonly status: ProvenStatus }
  | { readonly kind: 'unused'; readonly unused: UnusedEvidence };

/** Evidence that is not used. */
export function unused(
  { question }: Pick<Inquiry, 'question'>,
  evidence: RevocationEvidence | undefined,
  problem: EvidenceProblem,
  facts: Facts = {},
): { readonly kind: 'unused'; readonly unused: UnusedEvidence } {
  const subject = formatName(question.certificate.subject);
  return { kind: 'unused', unused: { evidence, problem, facts: { subject, ...facts } } };
}

/** Who signed evidence, or why nobody who may. */
export type SignerSearch =
  | {
      readonly kind: 'found';
      readonly chain: readonly Certificate[];
      readonly revocation: readonly CertificateRevocation<RevocationStatus>[];
    }
  | { readonly kind: 'refused'; readonly problem: EvidenceProblem; readonly facts?: Facts };

/** The issuer of the certificate signed. */
export const SIGNED_BY_ISSUER: SignerSearch = { kind: 'found', chain: [], revocation: [] };

/**
 * The status of a certificate from all the evidence there is: what was received first, then what a provider finds.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import type { MaybePromise } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import { judgeCrls } from './check-crl.ts';
import { judgeOcspResponse } from './check-ocsp.ts';
import type { OfferedCrl } from './crl-lookup.ts';
import type { ReadEvidence } from './evidence-reader.ts';
import { revocationExemption } from './exemption.ts';
import { isFresh } from './freshness.ts';
import {
  type EvidenceContext,
  type EvidenceJudgement,
  type ExistenceOf,
  type Inquiry,
  type ProvenStatus,
  type RevocationQuestion,
  unused,
} from './inquiry.ts';
import type { RevocationEvidence, RevocationProvider, RevocationRequest } from './provider.ts';
import type { RevocationStatus } from './status.ts';

/** Tells the status of a certificate. */
export type CheckRevocation = (question: RevocationQuestion) => MaybePromise<RevocationStatus>;

/**
 * Every status of a certificate that some evidence proves, not only the decisive one. Each is judged for the time at
 * which its evidence existed.
 */
export type CollectStatuses = (
  question: RevocationQuestion,
  existenceOf: ExistenceOf,
) => Promise<readonly DatedStatus[]>;

/** A status with the latest time at which any of its evidence is proven to have existed. */
export interface DatedStatus {
  readonly status: ProvenStatus;
  readonly existed: Date;
}

/** Where evidence may come from, and what it is judged by. */
export interface RevocationContext extends EvidenceContext {
  readonly provider: RevocationProvider;
  /** What was received with the document. */
  readonly embedded: readonly RevocationEvidence[];
  readonly signal?: AbortSignal;
}

/** Longest row of certificates each of which vouches for the status of the one before. */
const MAX_PENDING = 5;

/** Most responses and CRLs that are looked at for one certificate. */
const MAX_EVIDENCE = 500;

/** A checker over this evidence. It remembers what it found out about certificates of paths. */
export function createRevocationChecker(context: RevocationContext): CheckRevocation {
  if (context.mode === 'none') return () => ({ kind: 'not-checked' });
  const known = new Map<Certificate, readonly KnownStatus[]>();
  return (question) => {
    const { certificate } = question;
    const before = known.get(certificate) ?? [];
    const same = before.find((one) => isSameQuestion(one.question, question));
    if (same !== undefined) return same.status;
    const status = findStatus(question, [], context);
    known.set(certificate, [...before, { question, status }]);
    return status;
  };
}

/** A collector over this evidence. */
export function createStatusCollector(context: RevocationContext): CollectStatuses {
  if (context.mode === 'none') return async () => [];
  return async (question, existenceOf) => {
    if (revocationExemption(question.certificate) !== undefined) return [];
    const judgements = await collectJudgements(inquiryOf(question, [], { ...context, existenceOf }), context);
    const proven = judgements.flatMap((one) => (one.kind === 'proven' ? [one.status] : []));
    return Promise.all(
      proven.map(async (status) => ({ status, existed: await existed(status, existenceOf) })),
    );
  };
}

async function existed({ source }: ProvenStatus, existenceOf: ExistenceOf): Promise<Date> {
  const times = await Promise.all(source.decidedBy.map(({ evidence }) => existenceOf(evidence)));
  return new Date(Math.max(...times.map((time) => time.getTime())));
}

interface KnownStatus {
  readonly question: RevocationQuestion;
  readonly status: Promise<RevocationStatus>;
}

function isSameQuestion(one: RevocationQuestion, other: RevocationQuestion): boolean {
  return (
    equalBytes(one.issuer.publicKey.raw, other.issuer.publicKey.raw) &&
    equalBytes(one.anchor.publicKey.raw, other.anchor.publicKey.raw)
  );
}

async function findStatus(
  question: RevocationQuestion,
  waiting: readonly Certificate[],
  context: RevocationContext,
): Promise<RevocationStatus> {
  const { certificate } = question;
  const exemption = revocationExemption(certificate);
  if (exemption !== undefined) return { kind: 'not-needed', exemption };
  const isLoop = waiting.length >= MAX_PENDING || waiting.some(({ raw }) => equalBytes(raw, certificate.raw));
  if (isLoop) return { kind: 'unknown', unused: [unused({ question }, undefined, 'signer-loop').unused] };
  const all = await collectJudgements(inquiryOf(question, waiting, context), context);
  return (
    decide(all) ?? {
      kind: 'unknown',
      unused: all.flatMap((one) => (one.kind === 'unused' ? [one.unused] : [])),
    }
  );
}

function inquiryOf(
  question: RevocationQuestion,
  waiting: readonly Certificate[],
  context: RevocationContext,
): Inquiry {
  return {
    question,
    context,
    pending: [...waiting, question.certificate],
    statusOf: (next, pending) => findStatus(next, pending, context),
  };
}

/** What was received, judged, and what a provider has beside it where that does not settle the status. */
async function collectJudgements(
  inquiry: Inquiry,
  context: RevocationContext,
): Promise<readonly EvidenceJudgement[]> {
  const received = await judgeAll(context.embedded, inquiry);
  const decided = decide(received);
  return decided !== undefined && settles(decided, context)
    ? received
    : askProvider(received, inquiry, context);
}

/** Whether nothing else needs to be looked for. */
function settles(status: ProvenStatus, { time, policy }: EvidenceContext): boolean {
  return status.kind === 'revoked' || isFresh(status.source, time, policy);
}

/** Each response by itself, the CRLs together. */
async function judgeAll(
  evidence: readonly RevocationEvidence[],
  inquiry: Inquiry,
): Promise<readonly EvidenceJudgement[]> {
  const judgements: EvidenceJudgement[] = [];
  const crls: OfferedCrl[] = [];
  const { reader, checkpoint } = inquiry.context;
  // Documents repeat the same data for each of their seals.
  const distinct = new Set<ReadEvidence>();
  for (const one of evidence) {
    checkpoint();
    distinct.add(reader.read(one));
    if (distinct.size > MAX_EVIDENCE) break;
  }
  for (const read of [...distinct].slice(0, MAX_EVIDENCE)) {
    checkpoint();
    if (read.kind === 'unreadable')
      judgements.push(unused(inquiry, read.evidence, 'unreadable', { reason: read.reason }));
    else if (read.kind === 'crl') crls.push(read);
    else judgements.push(...(await judgeOcspResponse(read, inquiry)));
  }
  if (distinct.size > MAX_EVIDENCE) judgements.push(unused(inquiry, undefined, 'too-much'));
  return [...judgements, ...(await judgeCrls(crls, inquiry))];
}

/** All evidence, judged. A provider that fails must not be worth more than one that finds something. */
async function askProvider(
  received: readonly EvidenceJudgement[],
  inquiry: Inquiry,
  { provider, embedded, signal }: RevocationContext,
): Promise<readonly EvidenceJudgement[]> {
  const { certificate, issuer } = inquiry.question;
  const request: RevocationRequest = {
    certificate,
    issuerName: issuer.name,
    issuerKey: issuer.publicKey,
    issuer: issuer.certificate,
    suffices: async (found) => {
      const status = decide(await judgeAll([...found, ...embedded], inquiry));
      return status !== undefined && settles(status, inquiry.context);
    },
    ...(signal && { signal }),
  };
  try {
    const found = await provider.collect(request);
    // A base CRL may have been received, and its delta be found. What was found comes first: a document that carries more
    // than is looked at must not keep it from being heard.
    return found.length === 0 ? received : await judgeAll([...found, ...embedded], inquiry);
  } catch (error) {
    if (signal?.aborted) throw error;
    inquiry.context.checkpoint();
    const reason = error instanceof Error ? error.message : 'unexpected error';
    return [...received, unused(inquiry, undefined, 'provider-failed', { reason })];
  }
}

/** A revocation is final, whatever else says otherwise; beside it, the newest evidence counts. */
function decide(judgements: readonly EvidenceJudgement[]): ProvenStatus | undefined {
  const proven = judgements.flatMap((one) => (one.kind === 'proven' ? [one.status] : []));
  const revoked = proven.filter(({ kind }) => kind === 'revoked');
  const candidates = revoked.length > 0 ? revoked : proven;
  return candidates.reduce<ProvenStatus | undefined>(
    (best, one) => (best === undefined || isNewer(one, best) ? one : best),
    undefined,
  );
}

function isNewer(one: ProvenStatus, other: ProvenStatus): boolean {
  const difference = one.source.thisUpdate.getTime() - other.source.thisUpdate.getTime();
  return difference > 0 || (difference === 0 && one.kind === 'on-hold' && other.kind === 'good');
}

/**
 * What one call of the validator works with: its options with their defaults, its caches, its limits, and what it has to
 * say about them.
 *
 * @module
 */
import { CoreError, compareBytes } from '@eseal/core';
import type { Certificate } from '@eseal/core/x509';
import type { JudgementContext } from './blocks/context.ts';
import type { JapaneseRules } from './determination/japanese-rules.ts';
import type { SignaturePolicyDocument } from './facts/signature-policy.ts';
import { type CertificatePool, createCertificatePool } from './path/certificate-pool.ts';
import type { IssuerSource } from './path/issuer-source.ts';
import { ANY_POLICY_ACCEPTED, type PathPolicyInputs } from './path/policy-inputs.ts';
import { createCertificateVerifier, type VerifyCertificate } from './path/signature-cache.ts';
import { reliableProofs } from './poe/external-proofs.ts';
import type { ExternalProof } from './poe/proof-of-existence.ts';
import type { RevocationMode, ValidationPolicy } from './policy/policy.ts';
import { type PolicyPreset, policyOf } from './policy/presets.ts';
import { type Finding, findingOf, type Rule } from './report/finding.ts';
import type { RetrievalAttempt } from './report/retrieval-attempt.ts';
import { type WatchedRetrieval, watchRetrieval } from './retrieval/watched.ts';
import { createRevocationChecker, createStatusCollector } from './revocation/check-status.ts';
import { type EvidenceLists, evidenceOf } from './revocation/evidence-lists.ts';
import { createEvidenceReader } from './revocation/evidence-reader.ts';
import { noRevocationData, type RevocationEvidence, type RevocationProvider } from './revocation/provider.ts';
import { createPinnedTrust } from './trust/pinned.ts';
import type { TrustSource } from './trust/source.ts';
import { watchTrust } from './trust/watched.ts';
import { sha256Of } from './util/sha256.ts';

/** What every judgement needs. */
export interface JudgementOptions {
  /** What is trusted: a source, or certificates (parsed or DER) whose names and keys are anchors. */
  readonly trust: TrustSource | readonly (Certificate | Uint8Array)[];
  /** Certificates beside those received, for paths and for seals without their own. They are not trusted. */
  readonly certificates?: readonly (Certificate | Uint8Array)[];
  /** Asked for issuers that are not among the certificates at hand. Default: nobody is. */
  readonly issuers?: IssuerSource;
  /** Default `required`. */
  readonly revocation?: RevocationMode;
  /** Where revocation data is found. Default: nowhere but in what was received. */
  readonly revocationProvider?: RevocationProvider;
  /** CRLs and OCSP responses beside those received, for use without network. They prove nothing unless who signed them may. */
  readonly revocationData?: EvidenceLists;
  /** The time to validate for. Default: now. */
  readonly validationTime?: Date;
  /** The clock's time: what is dated later is of no use. Default: the system's. */
  readonly now?: Date;
  /** What is asked of the policies and names of paths (RFC 5280 §6.1.1 (c) to (i)). Default: nothing. */
  readonly pathPolicies?: Partial<PathPolicyInputs>;
  /** What the caller knows to have existed at earlier times (EN 319 102-1 §5.6.2.3). Default: nothing. */
  readonly proofs?: readonly ExternalProof[];
  /** Default `strict`. */
  readonly policy?: PolicyPreset | ValidationPolicy;
  /** What is known of the scheme of accreditation in Japan. Default: nothing. */
  readonly japan?: JapaneseRules;
  /** Documents of the policies that seals may name (EN 319 102-1 §5.2.4). Default none; none is fetched. */
  readonly signaturePolicies?: readonly SignaturePolicyDocument[];
  /** Ends the validation: it rejects with CoreError `ABORTED`. */
  readonly signal?: AbortSignal;
  /** Milliseconds after which what is not judged yet stays INDETERMINATE. Default 60 000. */
  readonly timeBudget?: number;
}

/** One call of the validator. */
export interface Session {
  readonly time: Date;
  readonly policy: ValidationPolicy;
  readonly pool: CertificatePool;
  readonly trust: TrustSource;
  readonly verify: VerifyCertificate;
  readonly japan: JapaneseRules;
  /** The caller's certificates, parsed. */
  readonly supplied: readonly Certificate[];
  readonly signaturePolicies: readonly SignaturePolicyDocument[];
  /** The caller's proofs, as far as they may be relied on. */
  readonly proofs: readonly ExternalProof[];
  /** The context of a document, with the revocation data it carries. */
  context(embedded: readonly RevocationEvidence[]): JudgementContext;
  /** Throws CoreError `ABORTED`, or `BUDGET_EXCEEDED` when the time is used up. */
  checkpoint(): void;
  /** Every fault shows in the report, except that an aborted call ends with CoreError `ABORTED`. */
  rethrowIfAborted(error?: unknown): void;
  /** SHA-256 of a certificate in hexadecimal digits, computed once. */
  fingerprint(certificate: Certificate): Promise<string>;
  /** What services were asked, and what became of it; it grows while they are asked. */
  readonly retrieval: readonly RetrievalAttempt[];
  /** What there is to say about the session as a whole. */
  findings(): readonly Finding[];
}

/** Most signatures of certificates that one call verifies. */
const MAX_CERTIFICATE_SIGNATURES = 1000;

/** Most signatures of responses and CRLs that one call verifies. */
const MAX_EVIDENCE_SIGNATURES = 1000;

/** Begins a call. */
export function openSession(options: JudgementOptions): Session {
  const { signal, revocation = 'required', now = new Date() } = options;
  const { validationTime: time = now } = options;
  if (Number.isNaN(now.getTime())) throw new CoreError('INVALID_ARGUMENT', 'now is no date');
  if (Number.isNaN(time.getTime())) throw new CoreError('INVALID_ARGUMENT', 'validationTime is no date');
  const { proofs: given = [], timeBudget = 60_000 } = options;
  if (given.some((proof) => Number.isNaN(proof.time.getTime())))
    throw new CoreError('INVALID_ARGUMENT', 'the time of a proof is no date');
  if (!(timeBudget > 0)) throw new CoreError('INVALID_ARGUMENT', 'timeBudget is no positive number');
  const policy = policyOf(options.policy ?? 'strict');
  const proofs = reliableProofs(given, policy);
  const trust = watchTrust(trustOf(options.trust));
  const pool = createCertificatePool();
  const supplied = pool.add(sorted(options.certificates ?? [], (one) => ('raw' in one ? one.raw : one)));
  const verify = createCertificateVerifier(MAX_CERTIFICATE_SIGNATURES);
  const { crls = [], ocspResponses = [] } = options.revocationData ?? {};
  const supplements = evidenceOf({
    crls: sorted(crls, (crl) => crl),
    ocspResponses: sorted(ocspResponses, (response) => response),
  });
  const reader = createEvidenceReader(MAX_EVIDENCE_SIGNATURES);
  const { checkpoint, timeLeft } = createTimeLimit(signal, timeBudget);
  const { issuers, revocationProvider = noRevocationData } = options;
  const retrieval = watchRetrieval({ issuers, revocationProvider, timeLeft, checkpoint });
  const found = {
    ...(retrieval.issuers && { issuers: retrieval.issuers }),
    ...(signal && { signal }),
  };
  const pathPolicies = { ...ANY_POLICY_ACCEPTED, ...options.pathPolicies };
  const base = { time, policy, pathPolicies, revocation, trust, pool, verify, checkpoint, ...found };
  return {
    time,
    policy,
    pool,
    trust,
    verify,
    japan: options.japan ?? {},
    supplied,
    signaturePolicies: options.signaturePolicies ?? [],
    proofs,
    retrieval: retrieval.attempts,
    context: (embedded) => {
      const evidence = {
        ...base,
        mode: revocation,
        now: laterOf(time, now),
        reader,
        provider: retrieval.revocationProvider,
        embedded: [...supplements, ...embedded],
      };
      return {
        ...base,
        checkRevocation: createRevocationChecker(evidence),
        collectStatuses: createStatusCollector(evidence),
      };
    },
    checkpoint,
    rethrowIfAborted: (error) => {
      if (signal?.aborted) throw abortedBy(signal, error);
    },
    fingerprint: createFingerprint(),
    findings: () => [
      ...sessionFindings(trust, pool, retrieval),
      ...(proofs.length < given.length
        ? [findingOf(PROOFS_UNRELIABLE, 'warning', { count: given.length - proofs.length })]
        : []),
    ],
  };
}

/** In the order of their bytes, so that a verdict does not depend on the order of files. */
function sorted<T>(all: readonly T[], bytesOf: (one: T) => Uint8Array): readonly T[] {
  return [...all].sort((a, b) => compareBytes(bytesOf(a), bytesOf(b)));
}

function laterOf(a: Date, b: Date): Date {
  return a < b ? b : a;
}

/** The source of trust that options name. */
export function trustOf(trust: JudgementOptions['trust']): TrustSource {
  if (trust === undefined) throw new CoreError('INVALID_ARGUMENT', 'trust is missing');
  return 'anchorsNamed' in trust ? trust : createPinnedTrust(trust);
}

function createTimeLimit(
  signal: AbortSignal | undefined,
  timeBudget: number,
): { readonly checkpoint: () => void; readonly timeLeft: () => number } {
  const end = performance.now() + timeBudget;
  const timeLeft = (): number => end - performance.now();
  const checkpoint = (): void => {
    if (signal?.aborted) throw abortedBy(signal, signal.reason);
    if (timeLeft() < 0)
      throw new CoreError('BUDGET_EXCEEDED', `the validation took longer than ${timeBudget} ms`);
  };
  return { checkpoint, timeLeft };
}

function abortedBy(signal: AbortSignal, cause: unknown): CoreError {
  return new CoreError('ABORTED', 'the validation was aborted', { cause: signal.reason ?? cause });
}

function createFingerprint(): (certificate: Certificate) => Promise<string> {
  const known = new Map<Certificate, string>();
  return async (certificate) => {
    const before = known.get(certificate);
    if (before !== undefined) return before;
    const digest = await sha256Of(certificate.raw);
    known.set(certificate, digest);
    return digest;
  };
}

const NO_ANCHORS: Rule = {
  id: 'TRUST_EMPTY',
  citation: 'RFC 5280 §6.1.1 (d)',
  message: {
    ja: '信頼する証明書が一つも指定されていません。',
    en: 'Nothing is trusted: there is no trust anchor at all.',
  },
};

const ISSUERS_FAILED: Rule = {
  id: 'ISSUER_SOURCE_FAILED',
  citation: 'EN 319 102-1 §5.2.6.4 (2)',
  message: {
    ja: '発行者証明書の取得元を参照できませんでした: {reasons}',
    en: 'The source of issuers could not be asked: {reasons}',
  },
};

const UNREADABLE: Rule = {
  id: 'CERTIFICATES_UNREADABLE',
  citation: 'RFC 5280 §4.1',
  message: {
    ja: '同封または追加された証明書のうち {count} 件を読めませんでした。',
    en: '{count} of the certificates received or added could not be read.',
  },
};

const LEFT_OUT: Rule = {
  id: 'CERTIFICATES_LEFT_OUT',
  citation: 'EN 319 102-1 §5.2.6.4 (2)',
  message: {
    ja: '証明書が多すぎるため、{count} 件を使用しませんでした。',
    en: 'There are too many certificates; {count} were left out.',
  },
};

const PROOFS_UNRELIABLE: Rule = {
  id: 'PROOFS_NOT_RELIABLE',
  citation: 'EN 319 102-1 §5.6.2.3',
  message: {
    ja: '与えられた存在の証明のうち {count} 件は、その時点で安全と認められないダイジェストアルゴリズムによるため、使用しませんでした。',
    en: '{count} of the given proofs of existence were not used: their digests are of algorithms that were not reliable at the time.',
  },
};

function sessionFindings(
  { findings = [], size }: TrustSource,
  { unreadable, leftOut }: CertificatePool,
  { problems: withoutIssuers }: WatchedRetrieval,
): readonly Finding[] {
  const reasonsOf = (failures: readonly string[]) => ({ reasons: [...new Set(failures)] });
  return [
    ...(size === 0 ? [findingOf(NO_ANCHORS, 'error')] : []),
    ...findings,
    ...(withoutIssuers.length > 0 ? [findingOf(ISSUERS_FAILED, 'warning', reasonsOf(withoutIssuers))] : []),
    ...(unreadable > 0 ? [findingOf(UNREADABLE, 'information', { count: unreadable })] : []),
    ...(leftOut > 0 ? [findingOf(LEFT_OUT, 'warning', { count: leftOut })] : []),
  ];
}

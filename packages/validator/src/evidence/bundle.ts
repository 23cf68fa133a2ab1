/**
 * All that a validation rested on, as data: whoever has it can validate again and must come to the same report.
 *
 * @module
 */
import type { DetachedContent } from '@eseal/core/container';
import type { JapaneseRules } from '../determination/japanese-rules.ts';
import type { SignaturePolicyDocument } from '../facts/signature-policy.ts';
import type { PathPolicyInputs } from '../path/policy-inputs.ts';
import type { ExternalProof } from '../poe/proof-of-existence.ts';
import type { RevocationMode, ValidationPolicy } from '../policy/policy.ts';
import type { Finding } from '../report/finding.ts';
import type { RetrievalAttempt } from '../report/retrieval-attempt.ts';
import type { RevocationEvidence } from '../revocation/provider.ts';
import type { ListedService } from '../trust/listed-service.ts';
import type { TrustedListScheme } from '../trust/scheme.ts';
import type { AnchorConstraints, TrustPurpose, TrustRoute } from '../trust/source.ts';
import type { ValidateOptions } from '../validate.ts';

/** A document that was judged, or that a detached seal belongs to. */
export interface BundledDocument {
  readonly size: number;
  readonly sha256: Uint8Array;
  /** Absent: the document is kept beside the bundle. */
  readonly bytes?: Uint8Array;
}

/** What stood beside a detached seal: a document, or what was known of it. */
export type BundledContent = Omit<DetachedContent, 'source'> &
  (
    | { readonly kind: 'document'; readonly document: BundledDocument }
    | ({ readonly kind: 'digest' } & Extract<DetachedContent['source'], { readonly algorithm: unknown }>)
  );

/** An anchor as bytes. */
export interface BundledAnchor {
  /** Name in DER. */
  readonly name: Uint8Array;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  readonly certificate?: Uint8Array;
  readonly route: TrustRoute;
  readonly trustedFrom?: Date;
  readonly trustedUntil?: Date;
  readonly service?: string;
  readonly purposes?: readonly TrustPurpose[];
  readonly constraints?: AnchorConstraints;
  readonly otherRoutes?: readonly TrustRoute[];
}

/** Who a service is, as bytes. */
export interface BundledIdentity {
  /** Name in DER. */
  readonly name: Uint8Array;
  readonly certificate?: Uint8Array;
  /** SubjectPublicKeyInfo. */
  readonly publicKey?: Uint8Array;
  readonly subjectKeyIdentifier?: Uint8Array;
}

/** A service of a trusted list. */
export interface BundledService extends Omit<ListedService, 'identities'> {
  readonly identities: readonly BundledIdentity[];
}

/** What a source answered, or why it did not. */
export type RecordedAnswer<Found> =
  | { readonly kind: 'found'; readonly found: readonly Found[] }
  | { readonly kind: 'failed'; readonly message: string };

/** An answer of the source of trust, which gives the same one whenever it is asked. */
export interface RecordedTrustAnswer<Found> {
  /** The name that was asked about, in DER. */
  readonly name: Uint8Array;
  readonly answer: RecordedAnswer<Found>;
}

/** The source of trust, as far as it was asked. */
export interface RecordedTrust {
  readonly size: number;
  readonly anchors: readonly RecordedTrustAnswer<BundledAnchor>[];
  /** Certificates between anchors and others. */
  readonly certificates: readonly RecordedTrustAnswer<Uint8Array>[];
  /** Services of trusted lists; absent in bundles of sources without any. */
  readonly services?: readonly RecordedTrustAnswer<BundledService>[];
  /** Under whose rules lists were consulted; absent: under nobody's. */
  readonly rules?: readonly TrustedListScheme['rules'][];
  /** What the source had to say when the validation ended; absent: nothing. */
  readonly findings?: readonly Finding[];
}

/** One question to the source of issuers or of revocation data. */
export interface RecordedQuestion<Found> {
  /** The certificate in question. */
  readonly certificate: Uint8Array;
  /** Key of its issuer where the question was about revocation. */
  readonly issuerKey?: Uint8Array;
  readonly answer: RecordedAnswer<Found>;
  /** What services were asked meanwhile. */
  readonly attempts: readonly RetrievalAttempt[];
}

/** Options of the validation. */
export interface BundledOptions {
  readonly level?: NonNullable<ValidateOptions['level']>;
  readonly revocation?: RevocationMode;
  readonly pathPolicies?: Partial<PathPolicyInputs>;
  readonly proofs?: readonly ExternalProof[];
  readonly archiveLimits?: NonNullable<ValidateOptions['archiveLimits']>;
  /** Documents of signature policies. */
  readonly signaturePolicies?: readonly SignaturePolicyDocument[];
  readonly japan?: JapaneseRules;
}

/**
 * The bytes, answers, clock, policy and options of one validation. It holds no password, and nothing in it is secret
 * that was not secret in the documents; it is not authenticated: seal its file where that matters.
 */
export interface EvidenceBundle {
  readonly name?: string;
  readonly document: BundledDocument;
  readonly contents: readonly BundledContent[];
  readonly clock: { readonly validationTime: Date; readonly now: Date };
  readonly policy: ValidationPolicy;
  readonly options: BundledOptions;
  /** Certificates that the caller supplied. */
  readonly certificates: readonly Uint8Array[];
  readonly revocationData: {
    readonly crls: readonly Uint8Array[];
    readonly ocspResponses: readonly Uint8Array[];
  };
  readonly trust: RecordedTrust;
  /** In the order of the questions; absent: there was no source. */
  readonly issuers?: readonly RecordedQuestion<Uint8Array>[];
  readonly revocation?: readonly RecordedQuestion<RevocationEvidence>[];
}

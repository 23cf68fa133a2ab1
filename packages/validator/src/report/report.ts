/**
 * What a validation returns: plain data, every verdict with the facts and checks it rests on.
 *
 * @module
 */
import type { AdesLevel } from '@eseal/core';
import type {
  CmsArchive,
  ContainedFiles,
  ContainerFormat,
  SealScope,
  SignatureForm,
  SignatureFormat,
  SignaturePolicyReference,
  SignedStatements,
  StructureCheck,
  TimestampType,
} from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { CheckDigit, IdentifierPlace } from '@eseal/core/identity';
import type { CheckResult } from './check-result.ts';
import type { BlockConclusion, Conclusion } from './conclusion.ts';
import type { EuQualification, SealDeterminations, TimestampDetermination } from './determination.ts';
import type { Finding } from './finding.ts';
import type { RetrievalAttempt } from './retrieval-attempt.ts';

/** A certificate as reports show it. */
export interface ReportedCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal digits. */
  readonly serialNumber: string;
  /** Digest of the certificate, hexadecimal. */
  readonly sha256: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** As received, DER. */
  readonly encoding: Uint8Array;
}

/** One identifier of an organisation with the place it was found. */
export interface ReportedIdentifier {
  readonly scheme: string;
  readonly country: string;
  readonly reference: string | null;
  readonly raw: string;
  readonly place: IdentifierPlace;
  readonly checkDigit: CheckDigit;
}

/** The organisation a certificate names; as trustworthy as the certificate's path is. */
export interface ReportedOrganization {
  readonly name: string | null;
  readonly identifiers: readonly ReportedIdentifier[];
}

/** An OCSP response or a CRL that decided a status. */
export interface ReportedEvidence {
  readonly kind: 'ocsp' | 'crl';
  /** Digest of the encoding, hexadecimal. */
  readonly sha256: string;
  /** As received, DER. */
  readonly encoding: Uint8Array;
}

/** What is known about the revocation of one certificate of the path. */
export interface ReportedRevocation {
  /** Digest of the certificate. */
  readonly certificate: string;
  readonly source: 'ocsp' | 'crl' | 'none';
  readonly status: 'good' | 'revoked' | 'on-hold' | 'not-needed' | 'unknown' | 'not-checked';
  readonly thisUpdate: Date | null;
  readonly nextUpdate: Date | null;
  /** When it was revoked or put on hold. */
  readonly revocationTime: Date | null;
  /** Name of the CRLReason (RFC 5280 §5.3.1) of a revocation. */
  readonly reason: string | null;
  /** Since when the key is suspected of being compromised, possibly before the revocation (RFC 5280 §5.3.2). */
  readonly invalidityDate: Date | null;
  /** What the status rests on; several for a delta CRL with its base. */
  readonly evidence: readonly ReportedEvidence[];
}

/** Where trust in a path comes from. */
export interface ReportedTrust {
  /** `bridge` for a path that leaves the anchor's domain by a cross-certificate. */
  readonly route: 'trusted-list' | 'bridge' | 'pinned' | 'none';
  /** Digest of the anchor's certificate; `null` without a path, or for an anchor that is only a name and a key. */
  readonly anchor: string | null;
  readonly anchorName: string | null;
  readonly service: string | null;
  /** Every route by which the anchor's key is trusted, that of the path first; empty without a path. */
  readonly routes: readonly ('trusted-list' | 'bridge' | 'pinned')[];
}

/** One certificate of a path, and what it is to the one below it. */
export interface ReportedStep {
  /** Digest of the certificate. */
  readonly certificate: string;
  readonly role: 'target' | 'cross' | 'self-issued' | 'intermediate' | 'anchor';
}

/** A chain that was tried and failed. */
export interface ReportedAttempt {
  /** Digests of the certificates, from the one validated upwards. */
  readonly chain: readonly string[];
  readonly steps: readonly ReportedStep[];
  readonly reason: Finding;
}

/** The path of a certificate. */
export interface ReportedPath {
  /** Digests of the certificates, the anchor's last. */
  readonly chain: readonly string[];
  /** The same certificates with their roles. */
  readonly steps: readonly ReportedStep[];
  /** What the path is valid for, in the relying party's policies (RFC 5280 §6.1.6); `null` without a valid path. */
  readonly policies: readonly string[] | null;
  /** The certificates of `chain`, and those of the chains that failed. */
  readonly certificates: readonly ReportedCertificate[];
  readonly trust: ReportedTrust;
  /** One for every certificate of the chain below the anchor. */
  readonly revocation: readonly ReportedRevocation[];
  readonly attempts: readonly ReportedAttempt[];
}

/** One digest that a seal covers. */
export interface ReportedReference {
  readonly kind: string;
  readonly uri: string | null;
  readonly digestAlgorithm: DigestAlgorithm | null;
  /** As the seal states it; `null` where it states none. */
  readonly digest: Uint8Array | null;
  readonly found: boolean;
  readonly intact: boolean;
}

/** A digest with its algorithm. */
export interface ReportedDigest {
  readonly algorithm: DigestAlgorithm;
  readonly value: Uint8Array;
}

/** The equations of a seal. */
export interface ReportedCryptography {
  readonly referencesFound: boolean;
  readonly referencesIntact: boolean;
  readonly signatureIntact: boolean;
  readonly digestAlgorithm: string | null;
  readonly signatureAlgorithm: string;
  /** As the seal has it. */
  readonly signatureValue: Uint8Array;
  /** Digest of the data to be signed, such as the signed attributes; `null` when they are not at hand. */
  readonly signedDataDigest: ReportedDigest | null;
  readonly references: readonly ReportedReference[];
}

/** How the seal names its certificate. */
export interface ReportedCertificateReference {
  readonly present: boolean;
  readonly unique: boolean;
  readonly digestMatch: boolean;
  readonly issuerSerialMatch: boolean | null;
}

/** A timestamp of a seal or of the document. */
export interface TimestampReport {
  readonly id: string;
  /** Name of its file in a container of files, else `null`. */
  readonly file: string | null;
  readonly type: TimestampType;
  /** As received. */
  readonly token: Uint8Array;
  /** Digest of the token, hexadecimal. */
  readonly sha256: string;
  /** `null` for a token that cannot be read. */
  readonly time: Date | null;
  /** Name of the authority by its certificate. */
  readonly authority: string | null;
  readonly conclusion: BlockConclusion;
  readonly imprintFound: boolean;
  readonly imprintIntact: boolean;
  readonly signatureIntact: boolean;
  /** Of an archive timestamp of a CMS, else `null`. */
  readonly archive: CmsArchive | null;
  readonly path: ReportedPath;
  /** What trusted lists make of it at its time. */
  readonly determination: TimestampDetermination;
  readonly checks: readonly CheckResult[];
  readonly findings: readonly Finding[];
}

/** What was found of the document of a signature policy. */
export interface ReportedPolicyDocument {
  /** Who had it; `null`: nobody. */
  readonly source: 'signature' | 'caller' | null;
  /** The signer states that its digest is not known. */
  readonly zeroHash: boolean;
  /** `null`: there was nothing to compare. */
  readonly digestMatch: boolean | null;
}

/** One seal. */
export interface SealReport {
  readonly id: string;
  /** Name of its file in a container of files, else `null`. */
  readonly file: string | null;
  readonly format: SignatureFormat;
  readonly adesLevel: AdesLevel | null;
  readonly form: SignatureForm;
  readonly counterSignatureOf: string | null;
  readonly structure: StructureCheck;
  readonly conclusion: Conclusion;
  readonly cryptography: ReportedCryptography;
  /** What the signer says; no proof. */
  readonly claimedTime: Date | null;
  readonly bestSignatureTime: Date;
  readonly proofOfExistence: 'timestamp' | 'archive-timestamp' | 'evidence-record' | 'external' | 'now';
  /** `null` when no certificate was identified as the seal's. */
  readonly signingCertificate: ReportedCertificate | null;
  readonly signingCertificateReference: ReportedCertificateReference;
  readonly path: ReportedPath;
  readonly organization: ReportedOrganization | null;
  readonly kind: 'eseal' | 'esign' | 'unknown';
  /** `null`: not judged, or no evidence for any. */
  readonly assuranceLevel: 1 | 2 | null;
  readonly euQualification: EuQualification | null;
  /** What trusted lists make of the seal, with everything that rests on. */
  readonly determinations: SealDeterminations;
  /** The policy the seal says it was made under; `null` when it names none. */
  readonly signaturePolicy: SignaturePolicyReference | null;
  /** What was found of the policy's document; `null` for a seal that names none. */
  readonly policyDocument: ReportedPolicyDocument | null;
  /** What the signer states beside the document; no proof. */
  readonly statements: SignedStatements | null;
  readonly scope: SealScope;
  readonly timestamps: readonly TimestampReport[];
  readonly checks: readonly CheckResult[];
  readonly findings: readonly Finding[];
}

/** The report on a document. */
export interface ValidationReport {
  readonly document: {
    readonly name: string | null;
    readonly format: ContainerFormat;
    readonly size: number;
    /** Hexadecimal; `null` when the document could not be read to its end. */
    readonly sha256: string | null;
  };
  /** What stands in a container of files; `null` for every other format. */
  readonly contained: ContainedFiles | null;
  readonly conclusion: Conclusion;
  readonly validationTime: Date;
  /** Id of the policy. */
  readonly policy: string;
  /** The process that was run (EN 319 102-1 §5.1.2). */
  readonly process: 'basic' | 'time' | 'archive';
  readonly seals: readonly SealReport[];
  /** Timestamps of the document itself. */
  readonly timestamps: readonly TimestampReport[];
  /** What services were asked, and what became of it. */
  readonly retrieval: readonly RetrievalAttempt[];
  /** About the document as a whole. */
  readonly findings: readonly Finding[];
}

/** A policy that a path is valid for. */
export interface ReportedPolicy {
  /** Object identifier in the terms of the anchor's domain. */
  readonly policy: string;
  /** Addresses of certification practice statements. */
  readonly cps: readonly string[];
  /** Texts of user notices. */
  readonly notices: readonly string[];
}

/** The report on a certificate by itself. */
export interface CertificateReport {
  /** `null` for bytes that are no certificate. */
  readonly certificate: ReportedCertificate | null;
  readonly conclusion: Conclusion;
  readonly path: ReportedPath;
  /** Accepted policies that the path is valid for (RFC 5280 §6.1.6); `null` without a valid path. */
  readonly policies: readonly ReportedPolicy[] | null;
  readonly validationTime: Date;
  readonly policy: string;
  readonly organization: ReportedOrganization | null;
  readonly kind: 'eseal' | 'esign' | 'unknown';
  /** What services were asked, and what became of it. */
  readonly retrieval: readonly RetrievalAttempt[];
  readonly checks: readonly CheckResult[];
  readonly findings: readonly Finding[];
}

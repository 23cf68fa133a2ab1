/**
 * What trusted lists make of a seal: the determination of the EU (ETSI TS 119 615) and the one of Japan, each by itself.
 *
 * @module
 */
import type { Finding } from './finding.ts';

/** What a seal or signature is in the EU, by its certificate and its verdict (ETSI TS 119 172-4 Annex B). */
export const EU_QUALIFICATIONS = [
  'QESig',
  'QESeal',
  'Unknown-QC-QSCD',
  'AdESig-QC',
  'AdESeal-QC',
  'Unknown-QC',
  'AdESig',
  'AdESeal',
  'Unknown',
  'Indeterminate-QESig',
  'Indeterminate-QESeal',
  'Indeterminate-Unknown-QC-QSCD',
  'Indeterminate-AdESig-QC',
  'Indeterminate-AdESeal-QC',
  'Indeterminate-Unknown-QC',
  'Indeterminate-AdESig',
  'Indeterminate-AdESeal',
  'Indeterminate-Unknown',
  'Not-AdES-QC-QSCD',
  'Not-AdES-QC',
  'Not-AdES',
  'N/A',
] as const;

/** One of {@link EU_QUALIFICATIONS}. */
export type EuQualification = (typeof EU_QUALIFICATIONS)[number];

/** What a certificate is in the EU at one time (ETSI TS 119 615 §4.4, §4.5). */
export interface CertificateQualification {
  readonly time: Date;
  readonly qualified: boolean;
  readonly type: 'eSig' | 'eSeal' | 'WSA' | 'unknown';
  /** Whether its key is in a qualified device. */
  readonly qscd: boolean;
}

/** A service that a determination rests on. */
export interface ReportedService {
  readonly territory: string;
  readonly provider: string;
  readonly service: string;
  /** URIs. */
  readonly type: string;
  readonly status: string;
  readonly from: Date;
  readonly until: Date | null;
  /** Digest of the list, hexadecimal, with its sequence number. */
  readonly list: string;
  readonly sequenceNumber: number;
}

/** By which agreement a foreign service counted. */
export interface ReportedRecognition {
  readonly recognizedBy: string;
  readonly territory: string;
  readonly legalIdentifier: string;
  readonly enactedFrom: Date;
}

/** The determination of the EU. */
export interface EuDetermination {
  readonly qualification: EuQualification;
  readonly atIssuance: CertificateQualification | null;
  readonly atBestSignatureTime: CertificateQualification | null;
  readonly services: readonly ReportedService[];
  readonly recognition: ReportedRecognition | null;
  readonly findings: readonly Finding[];
}

/** Whether a service was accredited at some time. */
export type AccreditationStatus = 'active' | 'withdrawn' | 'lapsed' | 'not-yet' | 'unknown';

/** What the seal is in the scheme of Japan. */
export type JapaneseSealLevel =
  | 'accredited'
  | 'listed'
  | 'private'
  | 'claims-accreditation'
  | 'not-a-seal'
  | 'undetermined';

/**
 * The determination of Japan: axes that do not depend on each other, so that nothing is said too widely (Guidelines on e-Seal,
 * MIC, 2nd edition).
 */
export interface JapaneseDetermination {
  readonly level: JapaneseSealLevel;
  readonly assuranceLevel: 1 | 2 | null;
  readonly kind: 'eseal' | 'esign' | 'unknown';
  /** What says so: policy, service or statement of the certificate, in words for machines. */
  readonly kindEvidence: readonly ('policy' | 'service' | 'qc-type')[];
  readonly identity: 'verified-format' | 'conflicting' | 'invalid' | 'absent';
  readonly statusAtIssuance: AccreditationStatus;
  readonly statusAtBestSignatureTime: AccreditationStatus;
  readonly time: 'accredited-timestamp' | 'other-timestamp' | 'claimed-only';
  /** From the entry of the service; a certificate cannot say it. */
  readonly keyProtection: 'hsm' | 'certified' | 'none' | null;
  readonly services: readonly ReportedService[];
  readonly recognition: ReportedRecognition | null;
  readonly findings: readonly Finding[];
}

/** What trusted lists say of a timestamp at its time. */
export interface TimestampDetermination {
  /** ETSI TS 119 615 §4.6; `null` without a list under the rules of the EU. */
  readonly eu: 'QTSA' | 'TSA' | 'N/A' | null;
  /** Whether its authority was accredited in Japan; `null` without a list under the rules of Japan. */
  readonly japan: 'accredited' | 'not-accredited' | null;
  readonly services: readonly ReportedService[];
}

/** Both determinations; `null` where no list under these rules was consulted. */
export interface SealDeterminations {
  readonly eu: EuDetermination | null;
  readonly japan: JapaneseDetermination | null;
}

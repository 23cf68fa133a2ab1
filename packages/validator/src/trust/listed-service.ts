/**
 * Services of trusted lists over time, as data that determinations work on (ETSI TS 119 612 §5.5, §5.6).
 *
 * @module
 */
import type { PublicKey } from '@eseal/core/crypto';
import type { Certificate, Name } from '@eseal/core/x509';
import type { Finding } from '../report/finding.ts';
import type { CriteriaList } from './criteria.ts';
import type { RecognitionAgreement } from './recognition.ts';
import type { TrustedListScheme } from './scheme.ts';

/** A text in one of several languages. */
export interface LanguageString {
  /** BCP 47, as written. */
  readonly language: string;
  readonly text: string;
}

/** The list a service stands on. */
export interface ListReference {
  readonly scheme: TrustedListScheme;
  readonly territory: string;
  readonly sequenceNumber: number;
  readonly issueDate: Date;
  /** `undefined` for the last list of a scheme (§5.3.15). */
  readonly nextUpdate: Date | undefined;
  readonly location: string | undefined;
  /** Digest of the list, hexadecimal. */
  readonly sha256: string;
  /** Such as that it is out of date; reports repeat them where they rest on the list. Default: nothing. */
  readonly findings?: readonly Finding[];
}

/** Who a service is (§5.5.3): a name with a key, or with what identifies the key. */
export interface ServiceIdentity {
  readonly name: Name;
  readonly certificate: Certificate | undefined;
  readonly publicKey: PublicKey | undefined;
  readonly subjectKeyIdentifier: Uint8Array | undefined;
}

/** What holds for certificates that meet the criteria (§5.5.9.2). */
export interface Qualification {
  /** URIs. */
  readonly qualifiers: readonly string[];
  readonly criteria: CriteriaList;
}

/** What a service was in one period (§5.5 for the present one, §5.6 for those before). */
export interface ServiceState {
  /** URI. */
  readonly type: string;
  readonly names: readonly LanguageString[];
  /** URI. */
  readonly status: string;
  /** The first instant of the period. */
  readonly from: Date;
  /** The first instant after it; `undefined` for the period that lasts. */
  readonly until: Date | undefined;
  /** URIs of additionalServiceInformation. */
  readonly additionalInformation: readonly string[];
  readonly qualifications: readonly Qualification[];
  /** Since when revocation data tells of expired certificates, too (§5.5.9.1). */
  readonly expiredCertsRevocationInfo: Date | undefined;
  /** Critical extensions that are not understood: the service counts for nothing in the period (§5.5.9). */
  readonly unknownCriticalExtensions: readonly string[];
}

/** A service of an authenticated list. */
export interface ListedService {
  readonly list: ListReference;
  /** Names of the trust service provider (§5.4.1). */
  readonly provider: readonly LanguageString[];
  readonly identities: readonly ServiceIdentity[];
  /** The newest first, without gaps. */
  readonly states: readonly ServiceState[];
  /** What the lists that led to this one agreed on with its country; none for a list that was named by the caller. */
  readonly agreements: readonly RecognitionAgreement[];
}

/**
 * A trusted list as data (ETSI TS 119 612 §5): what it says, whoever signed it.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { Finding } from '../report/finding.ts';
import type {
  LanguageString,
  ListReference,
  ServiceIdentity,
  ServiceState,
} from '../trust/listed-service.ts';
import type { RecognitionAgreement } from '../trust/recognition.ts';

/** Who operates the scheme, and how to read the list (§5.3). What a list lacks is `undefined`, or an empty array. */
export interface SchemeInformation {
  readonly version: number | undefined;
  readonly sequenceNumber: number | undefined;
  /** URI. */
  readonly type: string | undefined;
  readonly operatorNames: readonly LanguageString[];
  readonly schemeNames: readonly LanguageString[];
  /** Addresses; those of a list of lists name its pivots and the official journal. */
  readonly informationUris: readonly LanguageString[];
  /** URI. */
  readonly statusDeterminationApproach: string | undefined;
  /** URIs. */
  readonly communityRules: readonly string[];
  readonly territory: string | undefined;
  readonly issueDate: Date | undefined;
  /** `undefined`: no further list will be issued, or nothing that can be read was stated. */
  readonly nextUpdate: Date | undefined;
  /** Whether it says that no further list will be issued: its NextUpdate is empty (§5.3.15). */
  readonly isLast: boolean;
  readonly distributionPoints: readonly string[];
}

/** Another list, and who may sign it (§5.3.13). */
export interface ListPointer {
  readonly location: string;
  /** Certificates that may sign it. */
  readonly signers: readonly Certificate[];
  readonly territory: string | undefined;
  /** URI. */
  readonly type: string | undefined;
  readonly mimeType: string | undefined;
  readonly operatorNames: readonly LanguageString[];
  /** URIs. */
  readonly communityRules: readonly string[];
  /** `undefined` without an agreement on mutual recognition. Its `recognizedBy` and `rules` are not known here. */
  readonly agreement:
    | Pick<RecognitionAgreement, 'pointingLegislation' | 'pointedLegislation' | 'equivalences'>
    | undefined;
}

/** A service with its history (§5.5, §5.6). */
export interface TrustService {
  readonly identities: readonly ServiceIdentity[];
  /** The newest first; nothing holds where an entry of the history could not be read. */
  readonly states: readonly ServiceState[];
}

/** A provider and its services (§5.4). */
export interface TrustServiceProvider {
  readonly names: readonly LanguageString[];
  readonly tradeNames: readonly LanguageString[];
  readonly informationUris: readonly LanguageString[];
  readonly services: readonly TrustService[];
}

/** A list that was read. */
export interface TrustedList {
  readonly scheme: SchemeInformation;
  readonly pointers: readonly ListPointer[];
  readonly providers: readonly TrustServiceProvider[];
  /** Valid without departures from the schema and the profile. What cannot be relied on is left out and told here, too. */
  readonly structure: { readonly valid: boolean; readonly messages: readonly string[] };
}

/** A list whose signature is by who may sign it, and which may be used. */
export interface AuthenticatedList {
  readonly reference: ListReference;
  readonly list: TrustedList;
  readonly signer: Certificate;
  /** What the lists that led to this one agreed on with its country. */
  readonly agreements: readonly RecognitionAgreement[];
  /** Such as that it is out of date; reports repeat them. */
  readonly findings: readonly Finding[];
}

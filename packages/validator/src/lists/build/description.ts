/**
 * What a trusted list is made of, as plain data: close to what reading one gives (`TrustedList`), with what only its operator
 * knows.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { LanguageString, Qualification } from '../../trust/listed-service.ts';
import type { EquivalenceState, ServiceEquivalence } from '../../trust/recognition.ts';

/** A postal address (ETSI TS 119 612 §5.3.5.1). */
export interface PostalAddress {
  /** BCP 47. */
  readonly language: string;
  readonly street: string;
  readonly locality: string;
  readonly stateOrProvince?: string;
  readonly postalCode?: string;
  /** ISO 3166-1, two letters. */
  readonly country: string;
}

/** Where somebody is reached (§5.3.5). */
export interface Address {
  readonly postal: readonly PostalAddress[];
  /** E-mail addresses (`mailto:`) and web sites. */
  readonly electronic: readonly LanguageString[];
}

/** Who operates the scheme, and how to read the list (§5.3). */
export interface SchemeDescription {
  /** 1 for the first list of a scheme; one more for each that follows. */
  readonly sequenceNumber: number;
  /** URI. */
  readonly type: string;
  readonly operatorNames: readonly LanguageString[];
  readonly operatorAddress: Address;
  /** The English one begins with the territory and a colon. */
  readonly schemeNames: readonly LanguageString[];
  /** Addresses; those of a list of lists name its pivots and the official journal. */
  readonly informationUris: readonly LanguageString[];
  /** URI. */
  readonly statusDeterminationApproach: string;
  /** URIs. */
  readonly communityRules: readonly string[];
  /** ISO 3166-1, two letters; `EU` for the list of lists. */
  readonly territory: string;
  /** Default none. */
  readonly legalNotices?: readonly LanguageString[];
  /** Days for which history is kept. Default 65535: for ever. */
  readonly historicalInformationPeriod?: number;
  readonly issueDate: Date;
  /** At most six months later; `undefined` for the last list of a scheme. */
  readonly nextUpdate: Date | undefined;
  /** Where the list is found. */
  readonly distributionPoints: readonly string[];
}

/** The terms of an equivalence from some time on, until those before them in the list. */
export type EquivalenceStateDescription = Omit<EquivalenceState, 'until'>;

/** One kind of service that is recognised. */
export interface EquivalenceDescription extends Omit<ServiceEquivalence, 'states'> {
  /** The newest first. */
  readonly states: readonly EquivalenceStateDescription[];
}

/** An agreement on mutual recognition with the country that is pointed to. */
export interface AgreementDescription {
  /** URIs. */
  readonly pointingLegislation: string;
  readonly pointedLegislation: string;
  readonly equivalences: readonly EquivalenceDescription[];
}

/** Another list, and who may sign it (§5.3.13). */
export interface PointerDescription {
  readonly location: string;
  readonly signers: readonly Certificate[];
  readonly territory: string;
  /** URI. */
  readonly type: string;
  /** Default `application/vnd.etsi.tsl+xml`. */
  readonly mimeType?: string | undefined;
  readonly operatorNames: readonly LanguageString[];
  /** URIs. */
  readonly communityRules: readonly string[];
  /** Default none. */
  readonly agreement?: AgreementDescription | undefined;
}

/** What a service is from some time on, until the state before it in the list (§5.5, §5.6). */
export interface ServiceStateDescription {
  /** URI. */
  readonly type: string;
  readonly names: readonly LanguageString[];
  /** URI. */
  readonly status: string;
  readonly from: Date;
  /** URIs of additionalServiceInformation. Default none. */
  readonly additionalInformation?: readonly string[];
  /** Default none. */
  readonly qualifications?: readonly Qualification[];
  /** Since when revocation data tells of expired certificates, too. Default: it does not. */
  readonly expiredCertsRevocationInfo?: Date | undefined;
}

/** Where a service is reached (§5.5.7). */
export interface SupplyPoint {
  readonly uri: string;
  /** URI. Default: not said. */
  readonly type?: string;
}

/** A service with its history. */
export interface ServiceDescription {
  /** Certificates of one name and one key. */
  readonly certificates: readonly Certificate[];
  /** The newest first. */
  readonly states: readonly ServiceStateDescription[];
  /** Default none. */
  readonly supplyPoints?: readonly SupplyPoint[];
  /** Where the provider says what the service is (§5.5.8). Default nowhere. */
  readonly definitionUris?: readonly LanguageString[];
}

/** A provider and its services (§5.4). */
export interface ProviderDescription {
  readonly names: readonly LanguageString[];
  /** Trade names, and the identifier it is registered under, such as `NTRJP-5999000111222`. Default none. */
  readonly tradeNames?: readonly LanguageString[];
  readonly address: Address;
  readonly informationUris: readonly LanguageString[];
  readonly services: readonly ServiceDescription[];
}

/** A trusted list, or a list of lists. */
export interface TrustedListDescription {
  readonly scheme: SchemeDescription;
  readonly pointers: readonly PointerDescription[];
  readonly providers: readonly ProviderDescription[];
}

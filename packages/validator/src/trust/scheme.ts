/**
 * What the URIs of a scheme of trusted lists mean, as data: the scheme of the EU is one value of it, and a scheme whose URIs
 * nobody has published yet is described by configuration.
 *
 * @module
 */

/** What a service of some type is trusted for. */
export interface ServiceRole {
  /** What is traced to the service: certificates it issued, timestamps it made, or revocation data it signed. */
  readonly purpose: 'certificates' | 'timestamps' | 'revocation';
  /** Whether the scheme accredits (qualifies) services of this type, or only names them. */
  readonly accredited: boolean;
  /** What its certificates are for. Default: as the service's information, its qualifiers or the certificate say. */
  readonly kind?: 'eseal' | 'esign';
}

/**
 * `in-force`: accredited (granted); `listed`: known to the scheme without accreditation (recognised at national level);
 * `ended`: withdrawn.
 */
export type StatusMeaning = 'in-force' | 'listed' | 'ended';

/** A scheme of trusted lists (ETSI TS 119 612 §5.3). URIs are compared as strings. */
export interface TrustedListScheme {
  /** Short name, for reports. */
  readonly id: string;
  /** Territories of its lists (§5.3.10); `'any'` for a scheme of several countries. */
  readonly territories: readonly string[] | 'any';
  /** Types of its lists of services (§5.3.3). */
  readonly listTypes: readonly string[];
  /** Types of its lists of lists. */
  readonly listOfListsTypes: readonly string[];
  /** Accepted values of TSLVersionIdentifier (§5.3.1). */
  readonly versions: readonly number[];
  /** By type of service (§5.5.1); services of other types are no business of the scheme's relying parties. */
  readonly services: Readonly<Record<string, ServiceRole>>;
  /** By status (§5.5.4); others mean `ended`. */
  readonly statuses: Readonly<Record<string, StatusMeaning>>;
  /** What additionalServiceInformation (§5.5.9.4) says of the certificates of a service. */
  readonly kinds: Readonly<Record<string, 'eseal' | 'esign' | 'website'>>;
  /** What additionalServiceInformation says of the keys of sealers. Default: nothing. */
  readonly keyProtection?: Readonly<Record<string, 'hsm' | 'certified' | 'none'>>;
  /** Languages of names, the preferred first (BCP 47). */
  readonly languages: readonly string[];
  /** Whether its lists are for trials: nothing on them is ever qualified, or of assurance level 2. */
  readonly pilot: boolean;
  /** Whose rules say what a service on its lists makes of a seal. */
  readonly rules: 'eu' | 'japan';
}

/**
 * What changed between two states of trusted lists, as data. Every change has what was before and what is after, so that the
 * difference the other way round is the same with both exchanged.
 *
 * @module
 */

/** What was and what is; `null` where there was, or is, nothing. */
export interface Both<T> {
  readonly before: T | null;
  readonly after: T | null;
}

/** One state of a list (ETSI TS 119 612 §5.3). */
export interface ListVersion {
  readonly version: number | null;
  readonly sequenceNumber: number | null;
  readonly issueDate: Date | null;
  readonly nextUpdate: Date | null;
  /** Providers and services on it. */
  readonly providers: number;
  readonly services: number;
}

/** What a pointer says of the list that it leads to (§5.3.13). */
export interface PointerState {
  readonly territory: string | null;
  readonly type: string | null;
  /** SHA-256 of the certificates that may sign that list. */
  readonly signers: readonly string[];
  /** Kinds of services that an agreement on mutual recognition is about. */
  readonly agreement: readonly string[];
}

/** A status and since when it holds (§5.5.4, §5.5.5). */
export interface StatusPeriod {
  readonly status: string;
  readonly from: Date;
}

/** A service as it is told when it is new or gone. */
export interface ServiceState {
  readonly current: StatusPeriod | null;
  /** SHA-256 of its certificates. */
  readonly certificates: readonly string[];
}

/** Which service a change is about. */
export interface ServiceSubject {
  readonly provider: string;
  readonly name: string;
  /** URI. */
  readonly type: string;
  /** SHA-256 of its key, or of what stands for it on the list: the same in all versions of a list. */
  readonly identity: string;
}

/** Properties of the scheme that are compared (§5.3). */
export type SchemeField =
  | 'version'
  | 'type'
  | 'territory'
  | 'operatorNames'
  | 'schemeNames'
  | 'informationUris'
  | 'communityRules'
  | 'distributionPoints';

/** Properties of a service that are compared beside its status (§5.5). */
export type ServiceField =
  | 'provider'
  | 'names'
  | 'certificates'
  | 'identities'
  | 'additionalInformation'
  | 'qualifications'
  | 'expiredCertsRevocationInfo'
  | 'unknownCriticalExtensions';

/** One change of a list. */
export type ListChange =
  | ({ readonly kind: 'scheme'; readonly field: SchemeField } & Both<readonly string[]>)
  | ({ readonly kind: 'pointer'; readonly location: string } & Both<PointerState>)
  | ({ readonly kind: 'provider'; readonly provider: string } & Both<readonly string[]>)
  | ({ readonly kind: 'service'; readonly service: ServiceSubject } & Both<ServiceState>)
  | ({ readonly kind: 'service-status'; readonly service: ServiceSubject } & Both<StatusPeriod>)
  /** The past was told in another way: neither history continues the other. */
  | ({ readonly kind: 'service-history'; readonly service: ServiceSubject } & Both<readonly StatusPeriod[]>)
  | ({
      readonly kind: 'service-detail';
      readonly service: ServiceSubject;
      readonly field: ServiceField;
    } & Both<readonly string[]>);

/** What changed in one list. */
export interface ListDifference extends Both<ListVersion> {
  readonly location: string;
  readonly territory: string | null;
  /** None for a list that is new or gone: everything on it is. */
  readonly changes: readonly ListChange[];
}

/** What changed, list by list; lists that did not change are left out. */
export interface SnapshotDifference {
  readonly lists: readonly ListDifference[];
}

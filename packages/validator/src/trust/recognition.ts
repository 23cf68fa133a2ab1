/**
 * Agreements on mutual recognition, as a list of lists states them for the list it points to (the European Commission's
 * schema `http://ec.europa.eu/tools/lotl/mra/schema/v2#`). The pointing party is who recognises, the pointed party whose
 * services are recognised.
 *
 * @module
 */
import type { CriteriaList } from './criteria.ts';
import type { TrustedListScheme } from './scheme.ts';

/** A type of service with what is said beside it. */
export interface ServiceTypePattern {
  readonly type: string;
  /** URIs of additionalServiceInformation. */
  readonly additionalInformation: readonly string[];
}

/** Terms of one party and what they are in the other's. */
export interface Equivalence<T> {
  readonly pointing: T;
  readonly pointed: T;
}

/** What an equivalence of certificates' contents is about. */
export type ContentContext = 'QcCompliance' | 'QcType' | 'QcQSCD';

/** The terms of an equivalence, from some time on. */
export interface EquivalenceState {
  readonly status: 'enacted' | 'repealed';
  readonly from: Date;
  /** The first instant after it; `undefined` for the state that lasts. */
  readonly until: Date | undefined;
  readonly types: Equivalence<readonly ServiceTypePattern[]>;
  /** Statuses (URIs) that count. */
  readonly validStatuses: readonly Equivalence<readonly string[]>[];
  readonly invalidStatuses: readonly Equivalence<readonly string[]>[];
  readonly contents: Readonly<Partial<Record<ContentContext, Equivalence<CriteriaList>>>>;
  /** Qualifiers (URIs). */
  readonly qualifiers: readonly Equivalence<string>[];
}

/** One kind of service that is recognised. */
export interface ServiceEquivalence {
  /** Such as `QCForESeal`. */
  readonly legalIdentifier: string;
  /** The newest first. */
  readonly states: readonly EquivalenceState[];
}

/** An agreement, of one pointer. */
export interface RecognitionAgreement {
  /** Territory of the list of lists that states it. */
  readonly recognizedBy: string;
  /** Rules of the scheme that states it. */
  readonly rules: 'eu' | 'japan';
  /** That scheme: what the terms of the pointing party mean; one for trials recognises nothing. Without it only the rules are known. */
  readonly scheme?: TrustedListScheme;
  readonly pointingLegislation: string;
  readonly pointedLegislation: string;
  readonly equivalences: readonly ServiceEquivalence[];
}

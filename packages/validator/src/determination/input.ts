/**
 * What a determination starts from: facts of a judged seal, and the services that its certificates lead to.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { Conclusion } from '../report/conclusion.ts';
import type { ListedService } from '../trust/listed-service.ts';

/** A service that is named by, or is, a certificate of the path. */
export interface MatchedService {
  readonly service: ListedService;
  /**
   * Where in the path: 0 for a service whose identity is the certificate itself, 1 for its issuer, and so on. An anchor
   * without a certificate counts as the one above the last.
   */
  readonly depth: number;
}

/** A timestamp of the seal, as far as it passed. */
export interface DeterminedTimestamp {
  readonly eu: 'QTSA' | 'TSA' | 'N/A' | null;
  readonly japan: 'accredited' | 'not-accredited' | null;
}

/** Facts of one seal. */
export interface DeterminationInput {
  readonly certificate: Certificate;
  /** From the certificate upwards, the anchor's certificate last where it has one; empty without a path. */
  readonly path: readonly Certificate[];
  /** Policies (dotted) that the path is valid for in the relying party's terms; `undefined` without a valid path. */
  readonly policies: readonly string[] | undefined;
  readonly services: readonly MatchedService[];
  /** The verdict of EN 319 102-1. */
  readonly conclusion: Conclusion;
  readonly bestSignatureTime: Date;
  /** The time of the question; lists that are out of date by then decide nothing. */
  readonly validationTime: Date;
  /** What proves the time; `undefined`: nothing but the clock. */
  readonly timestamp: DeterminedTimestamp | undefined;
}

/** Facts of one timestamp. */
export interface TimestampDeterminationInput {
  readonly time: Date;
  /** The time of the question, as for seals. */
  readonly validationTime: Date;
  readonly services: readonly MatchedService[];
  readonly passed: boolean;
}

/**
 * Holds the LEIs of a certificate against each other, and against the record that a caller looks up (ISO 17442-2).
 *
 * @module
 */
import { organizationOf } from '@eseal/core/identity';
import type { Certificate } from '@eseal/core/x509';
import { type Finding, findingOf } from '../report/finding.ts';
import { compareWithRecord } from './compare-with-record.ts';
import { compareLeis, type FoundLei, leisOf, statedRole } from './lei-places.ts';
import type { LeiLookUp, LeiRecord } from './lei-record.ts';
import { LEI_RULES } from './lei-rules.ts';

/** How to cross-check. */
export interface CrossCheckLeiOptions {
  /** Where records are found. Default: none is asked for, and the SDK never asks anybody by itself. */
  readonly lookUp?: LeiLookUp;
  readonly signal?: AbortSignal;
}

/** What came of it. */
export interface LeiCrossCheck {
  /**
   * `true`: everything that names an LEI names the same, and its record, if one was asked for, is in good standing. `false`: two
   * of them contradict each other, or it is no LEI. `unknown`: there is nothing to compare, or no answer.
   */
  readonly matches: boolean | 'unknown';
  /** The one that the certificate is about; `null` when it is not certain. */
  readonly lei: string | null;
  readonly found: readonly FoundLei[];
  /** What the certificate says that its holder is in the organisation; nobody has verified it. */
  readonly role: string | null;
  readonly record: LeiRecord | null;
  readonly reasons: readonly Finding[];
}

/**
 * Cross-checks the LEIs of a certificate. Whether the certificate itself can be trusted is for its path to say.
 *
 * @throws CoreError `ABORTED` when the signal says so; a look-up that fails is `unknown`
 *
 * @example
 * ```ts
 * import type { Certificate } from '@eseal/core/x509';
 * import { crossCheckLei, type LeiLookUp } from '@eseal/validator';
 *
 * export async function isKnownEntity(certificate: Certificate, lookUp: LeiLookUp): Promise<boolean> {
 *   const { matches } = await crossCheckLei(certificate, { lookUp, signal: AbortSignal.timeout(5_000) });
 *   return matches === true;
 * }
 * ```
 *
 * @see ISO 17442-1; ISO 17442-2; CA/B Forum S/MIME BR §3.2.3
 */
export async function crossCheckLei(
  certificate: Certificate,
  { lookUp, signal }: CrossCheckLeiOptions = {},
): Promise<LeiCrossCheck> {
  const organization = organizationOf(certificate);
  const found = leisOf(organization);
  const role = statedRole(certificate);
  const stated = role === null ? [] : [findingOf(LEI_RULES.role, 'information', { role })];
  const within = compareLeis(found, organization);
  const base = { found, role, record: null };
  if (within.lei === null) {
    const { matches, reasons } = within;
    return { ...base, lei: null, matches, reasons: [...reasons, ...stated] };
  }
  const against = await compareWithRecord(within.lei, organization?.name, { lookUp, signal });
  return {
    ...base,
    lei: within.lei,
    record: against.record,
    matches: against.matches ?? within.matches,
    reasons: [...within.reasons, ...against.reasons, ...stated],
  };
}

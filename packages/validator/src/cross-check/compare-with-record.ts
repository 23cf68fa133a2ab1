/**
 * Holds an LEI against its record.
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import { type Finding, findingOf } from '../report/finding.ts';
import { type LeiLookUp, type LeiRecord, lookUpRecord } from './lei-record.ts';
import { LEI_RULES } from './lei-rules.ts';
import { haveSameLetters } from './organization-name.ts';

/** What a record says for or against an LEI. */
export interface RecordComparison {
  /** `undefined`: nobody was asked. */
  readonly matches: boolean | 'unknown' | undefined;
  readonly record: LeiRecord | null;
  readonly reasons: readonly Finding[];
}

/** Registrations that never were of this entity. Others that are not in force say nothing against it. */
const VOID: ReadonlySet<string> = new Set(['ANNULLED', 'DUPLICATE']);

/**
 * Looks the record up and weighs it.
 *
 * @param name - the organisation's name in the certificate, for a hint
 */
export async function compareWithRecord(
  lei: string,
  name: string | undefined,
  { lookUp, signal }: { readonly lookUp: LeiLookUp | undefined; readonly signal: AbortSignal | undefined },
): Promise<RecordComparison> {
  const without = (matches: RecordComparison['matches'], reason: Finding): RecordComparison => ({
    matches,
    record: null,
    reasons: [reason],
  });
  if (lookUp === undefined) return without(undefined, findingOf(LEI_RULES.notLookedUp, 'information'));
  const answer = await lookUpRecord(lei, lookUp, signal);
  switch (answer.kind) {
    case 'failed':
      return without('unknown', findingOf(LEI_RULES.lookUpFailed, 'warning'));
    case 'unusable':
      return without('unknown', findingOf(LEI_RULES.recordUnusable, 'warning'));
    case 'absent':
      return without(false, findingOf(LEI_RULES.recordAbsent, 'warning', { lei }));
    case 'found':
      return { record: answer.record, ...weighRecord(answer.record, name) };
    default:
      return assertNever(answer);
  }
}

function weighRecord(
  { lei, registrationStatus, entityStatus, corroboration, legalName }: LeiRecord,
  name: string | undefined,
): Pick<RecordComparison, 'matches' | 'reasons'> {
  const facts = { lei, registrationStatus, entityStatus, corroboration };
  if (VOID.has(registrationStatus)) {
    return { matches: false, reasons: [findingOf(LEI_RULES.recordVoid, 'warning', facts)] };
  }
  // Names are a hint only: a record may hold another language, script or spelling.
  const hints =
    name === undefined || haveSameLetters(name, legalName)
      ? []
      : [findingOf(LEI_RULES.nameDiffers, 'information', { name, legalName })];
  const sound =
    registrationStatus === 'ISSUED' && entityStatus === 'ACTIVE' && corroboration === 'FULLY_CORROBORATED';
  return sound
    ? { matches: true, reasons: [findingOf(LEI_RULES.recordConfirms, 'information', facts), ...hints] }
    : { matches: 'unknown', reasons: [findingOf(LEI_RULES.recordNotCurrent, 'warning', facts), ...hints] };
}

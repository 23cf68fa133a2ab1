/**
 * The order of the timestamps of a seal (EN 319 102-1 §5.5.4 (4), RFC 3161 §2.4.2): content, then the seal over it, then
 * what proves the seal for long.
 *
 * @module
 */
import type { ParsedTimestamp, TimestampType } from '@eseal/core/container';
import { type CheckDefinition, defineCheck, type Judged, judged } from '../blocks/check.ts';
import type { ProvenTime } from '../poe/proof-of-existence.ts';
import { indeterminate } from '../report/conclusion.ts';

/** A timestamp that passed. */
export interface PassedTimestamp {
  readonly parsed: ParsedTimestamp;
  readonly proven: ProvenTime;
}

const TIMESTAMPS_IN_ORDER = defineCheck({
  id: 'TIMESTAMPS_IN_ORDER',
  citation: 'EN 319 102-1 §5.5.4 (4)',
  level: 'fail',
  failure: indeterminate('TIMESTAMP_ORDER_FAILURE'),
  message: {
    ja: 'タイムスタンプの時刻の順序に矛盾があります: {first}({firstType})は {second}({secondType})より前のはずです。',
    en: 'The timestamps are not in order: that of {first} ({firstType}) should be earlier than that of {second} ({secondType}).',
  },
});

/** The place of each kind in the life of a seal. */
const RANKS: Readonly<Record<TimestampType, number>> = {
  content: 0,
  'all-data-objects': 0,
  'individual-data-objects': 0,
  signature: 1,
  'sig-and-refs': 2,
  'refs-only': 2,
  'validation-data': 2,
  vri: 2,
  archive: 3,
  document: 3,
  container: 3,
};

/** Every pair of timestamps is in order, the accuracy of both clocks allowed for; nothing is said of one alone. */
export function checkTimestampOrder(timestamps: readonly PassedTimestamp[]): readonly Judged[] {
  if (timestamps.length < 2) return [];
  for (const first of timestamps) {
    const second = timestamps.find((other) => precedes(first.parsed, other.parsed) && isLater(first, other));
    if (second !== undefined) return [judged(TIMESTAMPS_IN_ORDER, false, orderFacts(first, second))];
  }
  return [judged(TIMESTAMPS_IN_ORDER, true)];
}

/** Of an earlier kind, or covered by the other. */
function precedes(first: ParsedTimestamp, second: ParsedTimestamp): boolean {
  if (RANKS[first.type] < RANKS[second.type]) return true;
  return second.covers?.some((one) => one.kind === 'timestamp' && one.id === first.id) === true;
}

function isLater({ proven: first }: PassedTimestamp, { proven: second }: PassedTimestamp): boolean {
  return first.time.getTime() - margin(first) > second.time.getTime() + margin(second);
}

/** An authority that orders its tokens is exact about their order. */
function margin({ accuracy, ordering }: ProvenTime): number {
  return ordering ? 0 : (accuracy ?? 0);
}

function orderFacts(first: PassedTimestamp, second: PassedTimestamp): Judged['facts'] {
  return {
    first: first.proven.time.toISOString(),
    firstType: first.parsed.type,
    second: second.proven.time.toISOString(),
    secondType: second.parsed.type,
  };
}

/** Every check of this file. */
export const TIMESTAMP_ORDER_CHECKS: readonly CheckDefinition[] = [TIMESTAMPS_IN_ORDER];

/**
 * The judgement on one seal of a document: basic validation, and validation with the times that are proven for it.
 *
 * @module
 */

import type { ParsedSignature, ParsedTimestamp, TimestampType } from '@eseal/core/container';
import type { JudgementContext } from '../blocks/context.ts';
import { checkFormat } from '../blocks/format-checking.ts';
import { checkContext } from '../blocks/validation-context.ts';
import type { SealFacts } from '../facts/container-facts.ts';
import { coversSignature } from '../poe/extract.ts';
import { type BasicValidation, validateBasic } from './basic-signature.ts';
import type { KnownPast } from './past-timestamps.ts';
import { validateWithArchive } from './signature-with-archive.ts';
import { type KnownTimes, type TimedValidation, validateWithTime } from './signature-with-time.ts';
import type { TimestampValidation } from './timestamp.ts';
import type { PassedTimestamp } from './timestamp-order.ts';

/** The process whose verdict is wanted (EN 319 102-1 §5.1.2). */
export type ValidationLevel = 'basic' | 'time' | 'archive';

/** What the other parts of a document say about its seals. */
export interface DocumentTimes {
  readonly level: ValidationLevel;
  /** Every timestamp of the document, as it is judged for the control time. */
  readonly timestamps: ReadonlyMap<ParsedTimestamp, TimestampValidation>;
  /** Ids of timestamps that prove nothing by digests in the signatures they belong to. */
  readonly unsound: ReadonlySet<string>;
  /** What is proven of the past; asked for only where it matters. `undefined` when nothing could prove any. */
  readonly past: (() => Promise<KnownPast>) | undefined;
}

/** Outcome for one seal. */
export interface SealValidation {
  readonly basic: BasicValidation;
  readonly outcome: TimedValidation;
}

/** Judges a seal. */
export async function validateSeal(
  parsed: ParsedSignature,
  facts: SealFacts,
  document: DocumentTimes,
  context: JudgementContext,
): Promise<SealValidation> {
  const { past, ...known } = document;
  const { level } = known;
  const present = timesOf(parsed, known, context);
  const basic = await validateBasic(
    {
      signature: parsed,
      facts: facts.signature,
      format: checkFormat(parsed, context.policy),
      context: checkContext(facts.policy, context.policy),
      claimedTime: parsed.claimedTime,
      elements: facts.elements,
      role: 'seal',
    },
    context,
    present.content,
  );
  const timed = await validateWithTime(basic, present, context);
  if (level !== 'archive' || past === undefined || !mayGain(timed)) return { basic, outcome: timed };
  const proven = await past();
  const times = timesOf(parsed, { ...known, timestamps: proven.timestamps }, context);
  const seal = { basic, value: parsed.signature.value, times };
  return { basic, outcome: await validateWithArchive(seal, proven, context) };
}

/** A verdict that is proven stands. */
function mayGain({ conclusion, proof }: TimedValidation): boolean {
  return conclusion.indication === 'INDETERMINATE' || (conclusion.indication === 'PASSED' && proof === 'now');
}

const OF_CONTENT: ReadonlySet<TimestampType> = new Set([
  'content',
  'all-data-objects',
  'individual-data-objects',
]);

/** Types whose imprint validation with time looks at (§5.5.4 (3)); the long term uses every one that covers the seal. */
const OF_SIGNATURE: ReadonlySet<TimestampType> = new Set(['signature', 'document']);

/** What the timestamps that passed prove of a seal. */
function timesOf(
  { id, timestamps: own }: ParsedSignature,
  { level, timestamps, unsound }: Omit<DocumentTimes, 'past'>,
  { policy, time }: JudgementContext,
): KnownTimes & { readonly content: KnownTimes['proofs'] } {
  const passed = [...timestamps.values()].flatMap(({ facts: { parsed }, proven }): PassedTimestamp[] =>
    proven === undefined ? [] : [{ parsed, proven }],
  );
  const covering = passed.filter(
    ({ parsed }) =>
      (own.includes(parsed) && parsed.type === 'signature') ||
      coversSignature(parsed, id, { policy, time, unsound }),
  );
  const counting = covering.filter(({ parsed: { type } }) => level === 'archive' || OF_SIGNATURE.has(type));
  const content = passed.filter(({ parsed }) => own.includes(parsed) && OF_CONTENT.has(parsed.type));
  const others = passed.filter(
    ({ parsed }) => own.includes(parsed) && !covering.some((one) => one.parsed === parsed),
  );
  return {
    proofs: level === 'basic' ? [] : counting.map(({ proven }) => proven),
    timestamps: [...others, ...covering],
    content: content.map(({ proven }) => proven),
  };
}

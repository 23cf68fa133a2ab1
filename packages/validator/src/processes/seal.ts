/**
 * The judgement on one seal of a document: its timestamps, basic validation, and validation with the times they prove.
 *
 * @module
 */

import type { ParsedSignature } from '@eseal/core/container';
import type { JudgementContext } from '../blocks/context.ts';
import { checkFormat } from '../blocks/format-checking.ts';
import { checkContext } from '../blocks/validation-context.ts';
import type { SealFacts } from '../facts/container-facts.ts';
import { type BasicValidation, validateBasic } from './basic-signature.ts';
import { type TimedValidation, validateWithTime } from './signature-with-time.ts';
import { type ProvenTime, type TimestampValidation, validateTimestamp } from './timestamp.ts';

/** The process whose verdict is wanted (EN 319 102-1 §5.1.2). */
export type ValidationLevel = 'basic' | 'time';

/** Outcome for one seal. */
export interface SealValidation {
  readonly basic: BasicValidation;
  readonly outcome: TimedValidation;
  readonly timestamps: readonly TimestampValidation[];
}

/** Judges a seal. */
export async function validateSeal(
  parsed: ParsedSignature,
  facts: SealFacts,
  context: JudgementContext,
  level: ValidationLevel,
): Promise<SealValidation> {
  const timestamps: TimestampValidation[] = [];
  for (const timestamp of facts.timestamps) {
    context.checkpoint();
    timestamps.push(await validateTimestamp(timestamp, context));
  }
  const content = provenBy(timestamps, ['content', 'all-data-objects', 'individual-data-objects']);
  const basic = await validateBasic(
    {
      signature: parsed,
      facts: facts.signature,
      format: checkFormat(parsed, context.policy),
      context: checkContext(facts.policy, context.policy),
      claimedTime: parsed.claimedTime,
      role: 'seal',
    },
    context,
    content.map(({ time }) => time),
  );
  const signature = level === 'time' ? provenBy(timestamps, ['signature']) : [];
  return { basic, outcome: await validateWithTime(basic, { signature, content }, context), timestamps };
}

function provenBy(
  timestamps: readonly TimestampValidation[],
  types: readonly TimestampValidation['facts']['parsed']['type'][],
): readonly ProvenTime[] {
  return timestamps.flatMap(({ facts, proven }) =>
    proven !== undefined && types.includes(facts.parsed.type) ? [proven] : [],
  );
}

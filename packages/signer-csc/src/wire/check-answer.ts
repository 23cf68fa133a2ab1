/**
 * Checks an answer that was normalised, strictly: what is used is there and of its type, what is not used is dropped.
 *
 * @module
 */
import * as v from 'valibot';
import type { JsonObject } from './decode-json.ts';
import { type Normalisation, normalise } from './normalise.ts';
import { type AnswerContext, answerInvalid } from './read-answer.ts';

/** How an answer is read: what it is turned into, and what it then must be. */
export interface AnswerShape<Schema extends v.GenericSchema> {
  readonly normalisation: Normalisation;
  readonly schema: Schema;
}

/**
 * The members of an answer.
 *
 * @throws CscError `CSC_ANSWER_INVALID`, which names the member and never its value
 */
export function checkAnswer<const Schema extends v.GenericSchema>(
  body: JsonObject,
  { normalisation, schema }: AnswerShape<Schema>,
  context: Pick<AnswerContext, 'method' | 'spends'>,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, normalise(body, normalisation), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw answerInvalid(context, `${path ?? 'the answer'} is not ${issue.expected ?? 'as it should be'}`);
}

/** A text of an answer, of bounded length. */
export const text = (longest = 4096): v.GenericSchema<string> => v.pipe(v.string(), v.maxLength(longest));

/** A text that is not empty. */
export const identifier: v.GenericSchema<string> = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));

/**
 * Lists of credentials.
 *
 * @see CSC API v1.0.4.0 §11.4, v2.0.0.2 §11.6
 * @module
 */
import * as v from 'valibot';
import { type AnswerShape, checkAnswer, identifier } from './check-answer.ts';
import type { JsonObject } from './decode-json.ts';
import { toArray } from './normalise.ts';

/** One page. */
export interface CredentialPage {
  readonly credentialIds: readonly string[];
  /** Absent on the last page. */
  readonly nextPageToken: string | undefined;
}

const SHAPE = {
  normalisation: {
    names: { credentialIDs: ['credentialIds'] },
    values: {
      credentialIDs: toArray,
      nextPageToken: (value) => (value === '' ? undefined : value),
    },
  },
  schema: v.object({
    credentialIDs: v.pipe(v.array(identifier), v.maxLength(10_000)),
    nextPageToken: v.optional(identifier),
  }),
} satisfies AnswerShape<v.GenericSchema>;

/**
 * Reads an answer of `credentials/list`.
 *
 * @throws CscError `CSC_ANSWER_INVALID`
 */
export function readCredentialPage(body: JsonObject): CredentialPage {
  const checked = checkAnswer(body, SHAPE, { method: 'credentials/list', spends: false });
  return { credentialIds: checked.credentialIDs, nextPageToken: checked.nextPageToken };
}

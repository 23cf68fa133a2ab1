/**
 * The answer of `signatures/signDoc`: sealed documents, seals beside documents, and the material that belongs to them.
 *
 * @see CSC API v2.0.0.2 §11.14; TS 119 432 V1.1.1 §7.5
 * @module
 */
import * as v from 'valibot';
import type { MethodAnswer } from '../model/requests.ts';
import { fromEitherBase64 } from '../util/base64.ts';
import { type AnswerShape, checkAnswer } from '../wire/check-answer.ts';
import { toArray } from '../wire/normalise.ts';
import { answerInvalid } from '../wire/read-answer.ts';
import { unwrapValues } from '../wire/signature-answer.ts';
import type { ReturnedMaterial } from './sign-doc-model.ts';

/** What came back, decoded and not checked. */
export interface SignDocAnswer {
  /** `DocumentWithSignature`, in the order of the documents. */
  readonly documents: readonly Uint8Array[];
  /** `SignatureObject`, in the order of the documents. */
  readonly signatures: readonly Uint8Array[];
  readonly material: ReturnedMaterial | undefined;
}

const METHOD = 'signatures/signDoc';
const texts = v.optional(v.array(v.string()), []);

const ANSWER = {
  normalisation: {
    names: { validationInfo: ['revocationInfo'] },
    values: {
      DocumentWithSignature: toArray,
      SignatureObject: (value) => unwrapValues(toArray(value)),
    },
  },
  schema: v.object({
    DocumentWithSignature: texts,
    SignatureObject: texts,
    validationInfo: v.optional(v.object({ ocsp: texts, crl: texts, certificates: texts })),
  }),
} satisfies AnswerShape<v.GenericSchema>;

/**
 * Reads the answer.
 *
 * @throws CscError `CSC_ANSWER_INVALID`
 */
export function readSignDocAnswer({ body }: Pick<MethodAnswer, 'body'>): SignDocAnswer {
  const answer = checkAnswer(body, ANSWER, { method: METHOD, spends: true });
  const { validationInfo } = answer;
  return {
    documents: answer.DocumentWithSignature.map(decode),
    signatures: answer.SignatureObject.map(decode),
    material: validationInfo && {
      ocsps: validationInfo.ocsp.map(decode),
      crls: validationInfo.crl.map(decode),
      certificates: validationInfo.certificates.map(decode),
    },
  };
}

function decode(text: string): Uint8Array {
  const bytes = fromEitherBase64(text);
  if (bytes !== undefined && bytes.length > 0) return bytes;
  throw answerInvalid({ method: METHOD, spends: true }, 'a result is no Base64');
}

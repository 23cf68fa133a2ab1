/** Why a sealed document that a service returned is refused. @module */
import { CscError } from '../errors.ts';

/** Mistakes that have a name. */
export type SignDocProblem =
  | 'count'
  | 'unreadable'
  | 'signer'
  | 'certificate'
  | 'content'
  | 'value'
  | 'timestamp'
  | 'document-changed'
  | 'coverage'
  | 'refused-by-caller';

const WORDS: Readonly<Record<SignDocProblem, string>> = {
  count: 'there is another number of results than of documents',
  unreadable: 'it cannot be read',
  signer: 'it does not have exactly one signer',
  certificate: "it is not of the credential's certificate",
  content: 'it is over other content',
  value: 'its signature value does not verify',
  timestamp: 'it has no timestamp over its signature value that holds',
  'document-changed': 'the document before the seal is not as it was',
  coverage: 'the seal does not cover the document',
  'refused-by-caller': "the caller's check refused it",
};

/** An answer that is not used. The key has been used all the same. */
export function signDocProblem(problem: SignDocProblem, index: number, cause?: unknown): CscError {
  return new CscError('SIGNER_ANSWER_INVALID', `result ${index + 1} of signDoc: ${WORDS[problem]}`, {
    outcome: 'unknown',
    cause,
    facts: { method: 'signatures/signDoc', problem, index },
  });
}

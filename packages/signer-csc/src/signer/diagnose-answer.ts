/**
 * Why an answer is wrong, where it can be told: mistakes that services and their operators do make.
 *
 * @module
 */
import { equalBytes, type SignRequest } from '@eseal/core';
import { digestBytes, lacksDigestInfo, type PublicKey, signatureRow } from '@eseal/core/crypto';
import { CscError } from '../errors.ts';

/** An answer of which a value does not verify. */
export interface WrongAnswer {
  readonly values: readonly Uint8Array[];
  readonly requests: readonly SignRequest[];
  readonly publicKey: PublicKey;
  /** Index of the first value that does not verify. */
  readonly at: number;
  readonly verifies: (value: Uint8Array, request: SignRequest) => Promise<boolean>;
}

/** Mistakes that have a name. */
export type AnswerProblem =
  | 'count'
  | 'repeated'
  | 'permuted'
  | 'bare-digest'
  | 'digested-twice'
  | 'unverifiable';

const HINTS: Readonly<Record<AnswerProblem, string>> = {
  count: 'the service returned another number of values than it was asked for',
  repeated: 'the service returned the same value for different hashes',
  permuted: 'the service returned the values in another order than the hashes',
  'bare-digest':
    'the service signed the digest without DigestInfo (RFC 8017 §9.2): it wants another signAlgo, or is set up wrong',
  'digested-twice': 'the service digested the digest again: it takes it for the data',
  unverifiable: "the service's value does not verify under the credential's certificate",
};

type Test = (answer: WrongAnswer, value: Uint8Array, request: SignRequest) => Promise<boolean> | boolean;

/** In this order: the first that holds gives the name. */
const TESTS: readonly (readonly [AnswerProblem, Test])[] = [
  ['count', ({ values, requests }) => values.length !== requests.length],
  ['repeated', ({ values }, value) => values.filter((other) => equalBytes(other, value)).length > 1],
  ['permuted', belongsToAnother],
  ['bare-digest', ({ publicKey }, value, request) => isOverBareDigest(publicKey, value, request)],
  ['digested-twice', isOverDigestOfDigest],
];

/** The error for an answer. Only its first wrong value is looked into, so that a long answer costs little. */
export async function diagnoseAnswer(answer: WrongAnswer): Promise<CscError> {
  const problem = await findProblem(answer);
  return new CscError('SIGNER_ANSWER_INVALID', HINTS[problem], {
    outcome: 'unknown',
    facts: {
      method: 'signatures/signHash',
      problem,
      index: answer.at,
      wanted: answer.requests.length,
      returned: answer.values.length,
    },
  });
}

async function findProblem(answer: WrongAnswer): Promise<AnswerProblem> {
  const value = answer.values[answer.at];
  const request = answer.requests[answer.at];
  if (value === undefined || request === undefined) return 'count';
  for (const [problem, test] of TESTS) if (await test(answer, value, request)) return problem;
  return 'unverifiable';
}

async function belongsToAnother({ requests, verifies }: WrongAnswer, value: Uint8Array): Promise<boolean> {
  for (const request of requests) if (await verifies(value, request)) return true;
  return false;
}

function isOverBareDigest(
  publicKey: PublicKey,
  value: Uint8Array,
  { algorithm, dataToBeSigned }: SignRequest,
): Promise<boolean> {
  return lacksDigestInfo(publicKey, algorithm, dataToBeSigned, value);
}

async function isOverDigestOfDigest(
  { verifies }: WrongAnswer,
  value: Uint8Array,
  request: SignRequest,
): Promise<boolean> {
  const { digest } = signatureRow(request.algorithm);
  const dataToBeSigned = await digestBytes(digest, request.dataToBeSigned);
  return verifies(value, { ...request, dataToBeSigned });
}

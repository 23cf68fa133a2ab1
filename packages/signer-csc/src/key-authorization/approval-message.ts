/**
 * What two processes say to each other when the application that seals is not the one that approves: a request with the
 * manifest, and an answer. Both are canonical JSON. An answer is as secret as the authorisation in it.
 *
 * @see MIC Guidelines on e-Seal, 2nd edition, §2.6, §2.7.2
 * @module
 */
import { assertNever, canonicalJson, fromBase64, toBase64, utf8 } from '@eseal/core';
import { DIGEST_ALGORITHMS } from '@eseal/core/crypto';
import * as v from 'valibot';
import { CscError } from '../errors.ts';
import type { Authorization } from '../model/authorization.ts';
import type { FactorValue } from '../model/requests.ts';
import { secret } from '../util/secret.ts';
import { decodeJsonObject } from '../wire/decode-json.ts';
import type { AuthorizationManifest } from './key-authorizer.ts';

/** A request for approval. */
export interface ApprovalRequest {
  /** Made for this request alone: the answer repeats it. */
  readonly id: string;
  readonly baseUrl: string;
  readonly credentialId: string;
  readonly manifest: AuthorizationManifest;
}

/** What the other process answers. */
export type ApprovalAnswer =
  | {
      readonly kind: 'authorized';
      readonly authorization: Pick<Authorization, 'secret' | 'carrier' | 'notAfter'>;
    }
  | { readonly kind: 'factors'; readonly factors: readonly Required<FactorValue>[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** What an answer belongs to. */
export interface AnsweredRequest {
  readonly id: string;
  readonly manifestDigest: string;
}

/** Longest message that is read, in characters. */
const LONGEST = 8 << 20;

const shortText = v.pipe(v.string(), v.maxLength(4096));

const DOCUMENT = v.strictObject({
  id: shortText,
  name: v.exactOptional(shortText),
  mediaType: v.exactOptional(shortText),
  digest: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
});

const REQUEST = v.strictObject({
  eseal: v.literal('approval-request-1'),
  id: shortText,
  baseUrl: shortText,
  credentialId: shortText,
  digestAlgorithm: v.picklist(DIGEST_ALGORITHMS.filter(({ creates }) => creates).map(({ name }) => name)),
  hashes: v.pipe(v.array(shortText), v.minLength(1), v.maxLength(10_000)),
  documents: v.array(v.nullable(DOCUMENT)),
  dependents: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
  manifestDigest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

const ANSWER = v.variant('kind', [
  v.strictObject({
    ...answerMembers(),
    kind: v.literal('authorized'),
    secret: v.pipe(v.string(), v.minLength(1)),
    carrier: v.picklist(['body', 'bearer']),
    notAfter: v.pipe(v.string(), v.isoTimestamp()),
  }),
  v.strictObject({
    ...answerMembers(),
    kind: v.literal('factors'),
    factors: v.pipe(v.array(v.strictObject({ id: shortText, value: shortText })), v.maxLength(100)),
  }),
  v.strictObject({ ...answerMembers(), kind: v.literal('refused'), reason: shortText }),
]);

function answerMembers() {
  return { eseal: v.literal('approval-answer-1'), id: shortText, manifestDigest: shortText };
}

/** Text of a request. It holds no secret. */
export function encodeApprovalRequest({ id, baseUrl, credentialId, manifest }: ApprovalRequest): string {
  return canonicalJson({
    eseal: 'approval-request-1',
    id,
    baseUrl,
    credentialId,
    digestAlgorithm: manifest.digestAlgorithm,
    hashes: manifest.hashes.map(toBase64),
    documents: manifest.items.map(({ document }) => document ?? null),
    dependents: manifest.dependents,
    manifestDigest: manifest.digest,
  });
}

/** A request as it was received. Its digest is not checked here. @throws CscError `INVALID_ARGUMENT` */
export function parseApprovalRequest(message: string): ApprovalRequest {
  const said = parsed(message, REQUEST, 'INVALID_ARGUMENT');
  const hashes = said.hashes.map((text) => fromBase64(text) ?? new Uint8Array());
  if (hashes.some(({ length }) => length === 0) || said.documents.length !== hashes.length) {
    throw notUnderstood('INVALID_ARGUMENT');
  }
  return {
    id: said.id,
    baseUrl: said.baseUrl,
    credentialId: said.credentialId,
    manifest: {
      digestAlgorithm: said.digestAlgorithm,
      hashes,
      items: said.documents.map((document) => ({ document: document ?? undefined })),
      dependents: said.dependents,
      digest: said.manifestDigest,
    },
  };
}

/** Text of an answer, with the secrets in it. */
export function encodeApprovalAnswer(request: AnsweredRequest, answer: ApprovalAnswer): string {
  const { id, manifestDigest } = request;
  return canonicalJson({ eseal: 'approval-answer-1', id, manifestDigest, ...revealed(answer) });
}

function revealed(answer: ApprovalAnswer): Readonly<Record<string, unknown>> {
  switch (answer.kind) {
    case 'authorized': {
      const { carrier, notAfter, secret } = answer.authorization;
      return { kind: answer.kind, carrier, notAfter: notAfter.toISOString(), secret: secret.reveal() };
    }
    case 'factors':
      return {
        kind: answer.kind,
        factors: answer.factors.map(({ id, value }) => ({ id, value: value.reveal() })),
      };
    case 'refused':
      return answer;
    default:
      return assertNever(answer);
  }
}

/** The answer to one request. @throws CscError `CSC_ANSWER_INVALID` for an answer to any other */
export function parseApprovalAnswer(message: string, request: AnsweredRequest): ApprovalAnswer {
  const said = parsed(message, ANSWER, 'CSC_ANSWER_INVALID');
  if (said.id !== request.id || said.manifestDigest !== request.manifestDigest) {
    throw new CscError('CSC_ANSWER_INVALID', 'the approval is for another request', { outcome: 'rejected' });
  }
  switch (said.kind) {
    case 'authorized':
      return {
        kind: said.kind,
        authorization: {
          secret: secret(said.secret),
          carrier: said.carrier,
          notAfter: new Date(said.notAfter),
        },
      };
    case 'factors':
      return {
        kind: said.kind,
        factors: said.factors.map(({ id, value }) => ({ id, value: secret(value) })),
      };
    case 'refused':
      return { kind: said.kind, reason: said.reason };
    default:
      return assertNever(said);
  }
}

function parsed<const Schema extends v.GenericSchema>(
  message: string,
  schema: Schema,
  code: 'INVALID_ARGUMENT' | 'CSC_ANSWER_INVALID',
): v.InferOutput<Schema> {
  const value = message.length > LONGEST ? undefined : decodeJsonObject(utf8(message));
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (!result.success) throw notUnderstood(code);
  return result.output;
}

function notUnderstood(code: 'INVALID_ARGUMENT' | 'CSC_ANSWER_INVALID'): CscError {
  return new CscError(code, 'the message about an approval is not understood', {
    outcome: code === 'INVALID_ARGUMENT' ? 'not-sent' : 'unknown',
  });
}

/**
 * Keys on their way to a certificate, as CAs and RAs see them.
 *
 * @see ETSI TS 119 431-1 (server signing application services)
 * @module
 */

import { readable } from '@eseal/core';
import { PublicKey } from '@eseal/core/crypto';
import * as v from 'valibot';
import type { Credential } from '../model/credential.ts';
import { fromEitherBase64 } from '../util/base64.ts';
import { type AnswerShape, checkAnswer, identifier, text } from '../wire/check-answer.ts';
import type { JsonObject } from '../wire/decode-json.ts';
import { toArray, toNumber } from '../wire/normalise.ts';
import { answerInvalid } from '../wire/read-answer.ts';

/** Where a key is on its way. */
export type KeyLifecycle = 'generated' | 'eid-linked' | 'pop-done' | 'operational' | 'destroyed';

const LIFECYCLES = ['generated', 'eid-linked', 'pop-done', 'operational', 'destroyed'] as const;

/** What kind of key is wanted. */
export type KeyKind =
  | { readonly type: 'rsa'; readonly bits: 2048 | 3072 | 4096 }
  | { readonly type: 'ec'; readonly curve: 'P-256' | 'P-384' | 'P-521' };

/** A key that was generated. Its private half never leaves the service. */
export interface ManagedKey {
  readonly credentialId: string;
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  /** Values of `signAlgo` that it takes. */
  readonly signAlgorithms: readonly string[];
  readonly lifecycle: KeyLifecycle;
  /** The service removes it then, unless a certificate is linked. */
  readonly removedAt: Date | undefined;
}

/** How a service names a kind of key. */
export function keyMembers(kind: KeyKind): Readonly<Record<string, unknown>> {
  if (kind.type === 'rsa') return { keyAlgo: '1.2.840.113549.1.1.1', keyLen: kind.bits };
  return { keyAlgo: '1.2.840.10045.2.1', keyCurve: CURVE_OIDS[kind.curve] };
}

const CURVE_OIDS = {
  'P-256': '1.2.840.10045.3.1.7',
  'P-384': '1.3.132.0.34',
  'P-521': '1.3.132.0.35',
} as const;

/** Longest life without certificate that is believed, in seconds: a hundred years. */
const LONGEST_LIFE = 100 * 365 * 24 * 3600;

const GENERATED = {
  normalisation: { values: { 'key.algo': toArray, expiresIn: toNumber } },
  schema: v.object({
    credentialID: identifier,
    key: v.object({ algo: v.array(identifier) }),
    publicKey: text(8192),
    lifecycle: v.optional(v.picklist(LIFECYCLES), 'generated'),
    expiresIn: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(LONGEST_LIFE))),
  }),
} satisfies AnswerShape<v.GenericSchema>;

/**
 * Reads an answer of `manages/generateKey`, and refuses a key that is not of the kind that was asked for.
 *
 * @throws CscError `CSC_ANSWER_INVALID`
 */
export function readManagedKey(body: JsonObject, wanted: KeyKind, received: Date): ManagedKey {
  const context = { method: 'manages/generateKey', spends: true };
  const { credentialID, key, publicKey, lifecycle, expiresIn } = checkAnswer(body, GENERATED, context);
  const encoded = fromEitherBase64(publicKey);
  const read = encoded && readable(() => new PublicKey(encoded));
  if (encoded === undefined || read === undefined) throw answerInvalid(context, 'publicKey cannot be read');
  const isWanted =
    wanted.type === 'rsa'
      ? read.type === 'rsa' && read.size === wanted.bits
      : read.curve?.name === wanted.curve;
  if (!isWanted) throw answerInvalid(context, 'the key is of another kind than the one asked for');
  return {
    credentialId: credentialID,
    publicKey: encoded,
    signAlgorithms: key.algo,
    lifecycle,
    removedAt: expiresIn === undefined ? undefined : new Date(received.getTime() + expiresIn * 1000),
  };
}

const STATE = {
  normalisation: {},
  schema: v.object({ lifecycle: v.picklist(LIFECYCLES) }),
} satisfies AnswerShape<v.GenericSchema>;

/** Where a key is after a call. @throws CscError `CSC_ANSWER_INVALID` */
export function readLifecycle(body: JsonObject, method: string): KeyLifecycle {
  return checkAnswer(body, STATE, { method, spends: true }).lifecycle;
}

/** The key as the methods of the API take it, before it has a certificate. */
export function asCredential({ credentialId, signAlgorithms }: ManagedKey): Credential {
  return {
    id: credentialId,
    description: undefined,
    signatureQualifier: undefined,
    key: { isEnabled: false, algorithms: signAlgorithms, length: undefined, curve: undefined },
    certificateStatus: undefined,
    certificates: [],
    authorization: { mode: 'explicit', factors: [], expression: undefined },
    soleControlLevel: 2,
    maxSignatures: 1,
  };
}

/**
 * Signature values and time-stamps as a service returns them.
 *
 * @see CSC API v1.0.4.0 §11.9, §11.10; v2.0.0.2 §11.13, §11.15, §11.16
 * @module
 */
import { readable } from '@eseal/core';
import { parseTimestampResponse } from '@eseal/core/timestamp';
import * as v from 'valibot';
import type { MethodAnswer } from '../model/requests.ts';
import type { ServiceProfile } from '../profile/profile.ts';
import { fromEitherBase64 } from '../util/base64.ts';
import { type AnswerShape, checkAnswer, identifier, text } from './check-answer.ts';
import { isJsonObject } from './decode-json.ts';
import { type Conversion, toArray } from './normalise.ts';
import { answerInvalid } from './read-answer.ts';

/** Largest signature value: RSA with 16 384 bits. */
const LARGEST_VALUE = 2048;

/** Names under which single services put a value into an object. */
const VALUE_MEMBERS = ['signature', 'Signature', 'signatureValue'] as const;

/** Some services wrap each value. */
export const unwrapValues: Conversion = (value) =>
  Array.isArray(value)
    ? value.map((item: unknown) =>
        isJsonObject(item)
          ? VALUE_MEMBERS.map((name) => item[name]).find((inner) => inner !== undefined)
          : item,
      )
    : value;

const SIGNATURES = {
  normalisation: { values: { signatures: (value) => unwrapValues(toArray(value)) } },
  schema: v.object({ signatures: v.array(text(8192)) }),
} satisfies AnswerShape<v.GenericSchema>;

const STARTED = {
  normalisation: { names: { responseID: ['responseId', 'requestID'] } },
  schema: v.object({ responseID: identifier }),
} satisfies AnswerShape<v.GenericSchema>;

const TIMESTAMP = {
  normalisation: { names: { timestamp: ['timeStampToken', 'timestampToken'] } },
  schema: v.object({ timestamp: text(1 << 20) }),
} satisfies AnswerShape<v.GenericSchema>;

/** What values are read with. */
export interface ValuesContext {
  readonly method: string;
  /** Hashes that were sent. */
  readonly count: number;
  readonly profile: Pick<ServiceProfile, 'signatureEncoding'>;
}

/**
 * Reads the values of `signatures/signHash` or `signPolling`: as many as hashes, each Base64 of a plausible size.
 *
 * @throws CscError `CSC_ANSWER_INVALID`, `SIGNER_ANSWER_INVALID` for another number or form of values
 */
export function readSignatureValues(
  { body }: Pick<MethodAnswer, 'body'>,
  { method, count, profile }: ValuesContext,
): readonly Uint8Array[] {
  const context = { method, spends: true };
  const { signatures } = checkAnswer(body, SIGNATURES, context);
  if (signatures.length !== count) {
    const why = `${signatures.length} values for ${count} hashes`;
    throw answerInvalid(context, why, 'SIGNER_ANSWER_INVALID');
  }
  return signatures.map((value, index) => {
    const bytes = decodeValue(value, profile);
    if (bytes !== undefined && bytes.length > 0 && bytes.length <= LARGEST_VALUE) return bytes;
    throw answerInvalid(context, `value ${index + 1} is no signature value`, 'SIGNER_ANSWER_INVALID');
  });
}

/** The identifier that an asynchronous call is asked for later by. */
export function readResponseId({ body }: Pick<MethodAnswer, 'body'>, method: string): string {
  return checkAnswer(body, STARTED, { method, spends: true }).responseID;
}

/**
 * The token of `signatures/timestamp`, also of a service that sends the whole answer of its authority.
 *
 * @throws CscError `CSC_ANSWER_INVALID`
 */
export function readTimestampToken({ body }: Pick<MethodAnswer, 'body'>): Uint8Array {
  const context = { method: 'signatures/timestamp', spends: false };
  const bytes = fromEitherBase64(checkAnswer(body, TIMESTAMP, context).timestamp);
  if (bytes === undefined || bytes.length === 0) throw answerInvalid(context, 'timestamp is no Base64');
  // The answer of an authority begins with its status, a token with its content type (RFC 3161 §2.4.2).
  return readable(() => parseTimestampResponse(bytes))?.token ?? bytes;
}

function decodeValue(
  value: string,
  { signatureEncoding }: Pick<ServiceProfile, 'signatureEncoding'>,
): Uint8Array | undefined {
  const isOther = { auto: /$^/, base64: /[-_]/, base64url: /[+/]/ }[signatureEncoding].test(value);
  return isOther ? undefined : fromEitherBase64(value);
}

/**
 * A time-stamping authority as a service describes it.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import * as v from 'valibot';
import { readCertificates } from '../wire/certificate-values.ts';
import { type AnswerShape, checkAnswer, identifier, text } from '../wire/check-answer.ts';
import type { JsonObject } from '../wire/decode-json.ts';
import { toArray, toBoolean, toNumber } from '../wire/normalise.ts';
import { answerInvalid } from '../wire/read-answer.ts';

/** What a service says of an authority. Nothing of it is proven; members that it leaves out are absent. */
export interface TimestampAuthority {
  /** `timestampID`. */
  readonly id: string;
  readonly description: string | undefined;
  readonly provider: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly region: string | undefined;
  readonly isEnabled: boolean;
  /** Object identifiers of the policies it stamps under. */
  readonly policies: readonly string[];
  readonly defaultPolicy: string | undefined;
  /** Object identifiers of the digests it takes; empty where it does not say. */
  readonly hashAlgorithms: readonly string[];
  /** Milliseconds. */
  readonly accuracyMs: number | undefined;
  /** What it claims to be accredited for, such as `jp_mic_timestamp`: to be checked with trusted lists. */
  readonly accreditation: readonly string[];
  /** Its own certificate first: what its tokens are held against. */
  readonly certificates: readonly Certificate[];
  /** Requests that the service allows. */
  readonly rateLimit: { readonly requests: number; readonly perMs: number } | undefined;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const SHAPE = {
  normalisation: {
    values: {
      policies: toArray,
      hashAlgos: toArray,
      accreditation: toArray,
      ordering: toBoolean,
      'accuracy.seconds': toNumber,
      'accuracy.millis': toNumber,
      'accuracy.micros': toNumber,
      'maxRequests.count': toNumber,
      'maxRequests.seconds': toNumber,
      'cert.certificates': toArray,
    },
  },
  schema: v.object({
    description: v.optional(text()),
    provider: v.optional(text()),
    region: v.optional(text()),
    status: v.picklist(['enabled', 'disabled']),
    policies: v.optional(v.array(identifier), []),
    defaultPolicy: v.optional(identifier),
    hashAlgos: v.optional(v.array(identifier), []),
    accuracy: v.optional(
      v.object({ seconds: v.optional(count, 0), millis: v.optional(count, 0), micros: v.optional(count, 0) }),
    ),
    accreditation: v.optional(v.array(identifier), []),
    cert: v.optional(v.object({ certificates: v.optional(v.array(text(100_000)), []) }), {}),
    maxRequests: v.optional(v.object({ count, seconds: count })),
  }),
} satisfies AnswerShape<v.GenericSchema>;

/**
 * Reads an answer of `timestamps/info`.
 *
 * @throws CscError `CSC_ANSWER_INVALID`
 */
export function readTimestampAuthority(id: string, body: JsonObject): TimestampAuthority {
  const context = { method: 'timestamps/info', spends: false };
  const { status, policies, defaultPolicy, accuracy, cert, maxRequests, ...rest } = checkAnswer(
    body,
    SHAPE,
    context,
  );
  const certificates = readCertificates(cert.certificates);
  if (certificates === undefined) throw answerInvalid(context, 'cert.certificates cannot be read');
  return {
    id,
    description: rest.description,
    provider: rest.provider,
    region: rest.region,
    isEnabled: status === 'enabled',
    policies,
    defaultPolicy,
    hashAlgorithms: rest.hashAlgos,
    accuracyMs: accuracy && accuracy.seconds * 1000 + accuracy.millis + accuracy.micros / 1000,
    accreditation: rest.accreditation,
    certificates,
    rateLimit: maxRequests && { requests: maxRequests.count, perMs: maxRequests.seconds * 1000 },
  };
}

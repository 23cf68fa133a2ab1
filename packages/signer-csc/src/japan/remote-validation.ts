/**
 * Verdicts of a service, as it states them: advice, never the judgement of the SDK.
 *
 * @see EN 319 102-1 §5.1.3
 * @module
 */
import { readable } from '@eseal/core';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import * as v from 'valibot';
import { fromEitherBase64 } from '../util/base64.ts';
import { type AnswerShape, checkAnswer, text } from '../wire/check-answer.ts';
import type { JsonObject } from '../wire/decode-json.ts';
import { toArray, toNumber } from '../wire/normalise.ts';
import { answerInvalid } from '../wire/read-answer.ts';

/** What a service says of a signature. */
export interface RemoteVerdict {
  readonly indication: 'TOTAL-PASSED' | 'TOTAL-FAILED' | 'INDETERMINATE';
  /** As the service spells it. */
  readonly subIndication: string | undefined;
  readonly kind: 'eseal' | 'esignature' | 'unknown';
  /** As the service spells it, such as `AdES-B-LT`. */
  readonly level: string | undefined;
  readonly signingTime: Date | undefined;
  readonly bestSignatureTime: Date | undefined;
  readonly signerCertificate: Certificate | undefined;
  readonly coverage: 'whole' | 'partial' | undefined;
}

/** What a service says of what was sent: for each document or signature, verdicts in its order. */
export interface RemoteValidation {
  readonly documents: readonly (readonly RemoteVerdict[])[];
  /** XML of ETSI TS 119 102-2 as received, not verified. */
  readonly report: Uint8Array | undefined;
}

/** What a service says of a certificate. */
export interface RemoteCertificateVerdict {
  readonly status: 'valid' | 'expired' | 'revoked' | 'suspended' | 'unknown';
  readonly indication: 'PASSED' | 'FAILED' | 'INDETERMINATE';
  readonly subIndication: string | undefined;
  readonly revocationTime: Date | undefined;
  readonly revocationReason: string | undefined;
  readonly trustAnchor: Certificate | undefined;
  readonly checkedAt: Date | undefined;
}

const time = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((value) => new Date(value)),
  // Of what looks like a time some is none, such as one of an hour beyond UTC without minutes.
  v.date(),
);

const verdict = v.object({
  indication: v.picklist(['TOTAL-PASSED', 'TOTAL-FAILED', 'INDETERMINATE']),
  subIndication: v.optional(text(200)),
  kind: v.optional(v.picklist(['eseal', 'esignature', 'unknown']), 'unknown'),
  level: v.optional(text(200)),
  signingTime: v.optional(time),
  bestSignatureTime: v.optional(time),
  signerCertificate: v.optional(text(100_000)),
  coverage: v.optional(v.picklist(['whole', 'partial'])),
});

const VALIDATION = {
  normalisation: { values: { results: toArray } },
  schema: v.object({
    results: v.array(
      v.object({
        index: v.pipe(v.unknown(), v.transform(toNumber), v.number()),
        signatures: v.array(verdict),
      }),
    ),
    report: v.optional(text(64 << 20)),
  }),
} satisfies AnswerShape<v.GenericSchema>;

/**
 * Reads an answer of `validates/validSign`: one result for each thing that was sent.
 *
 * @throws CscError `CSC_ANSWER_INVALID`
 */
export function readRemoteValidation(body: JsonObject, count: number): RemoteValidation {
  const context = { method: 'validates/validSign', spends: false };
  const { results, report } = checkAnswer(body, VALIDATION, context);
  const documents = Array.from({ length: count }, (_, at) => results.filter(({ index }) => index === at));
  if (results.length !== count || documents.some(({ length }) => length !== 1)) {
    throw answerInvalid(context, `${results.length} results for ${count} documents`);
  }
  const bytes = report === undefined ? undefined : fromEitherBase64(report);
  if (report !== undefined && bytes === undefined) throw answerInvalid(context, 'report is not Base64');
  return {
    documents: documents.map((found) => found.flatMap(({ signatures }) => signatures.map(readVerdict))),
    report: bytes,
  };
}

function readVerdict(said: v.InferOutput<typeof verdict>): RemoteVerdict {
  return {
    indication: said.indication,
    subIndication: said.subIndication,
    kind: said.kind,
    level: said.level,
    signingTime: said.signingTime,
    bestSignatureTime: said.bestSignatureTime,
    signerCertificate: readCertificate(said.signerCertificate, 'validates/validSign'),
    coverage: said.coverage,
  };
}

const CERTIFICATE = {
  normalisation: {},
  schema: v.object({
    status: v.picklist(['valid', 'expired', 'revoked', 'suspended', 'unknown']),
    indication: v.picklist(['PASSED', 'FAILED', 'INDETERMINATE']),
    subIndication: v.optional(text(200)),
    revocationTime: v.optional(time),
    revocationReason: v.optional(text(200)),
    trustAnchor: v.optional(text(100_000)),
    checkedAt: v.optional(time),
  }),
} satisfies AnswerShape<v.GenericSchema>;

/** Reads an answer of `validates/validCert`. @throws CscError `CSC_ANSWER_INVALID` */
export function readRemoteCertificateVerdict(body: JsonObject): RemoteCertificateVerdict {
  const method = 'validates/validCert';
  const said = checkAnswer(body, CERTIFICATE, { method, spends: false });
  return {
    status: said.status,
    indication: said.indication,
    subIndication: said.subIndication,
    revocationTime: said.revocationTime,
    revocationReason: said.revocationReason,
    trustAnchor: readCertificate(said.trustAnchor, method),
    checkedAt: said.checkedAt,
  };
}

function readCertificate(encoded: string | undefined, method: string): Certificate | undefined {
  if (encoded === undefined) return undefined;
  const bytes = fromEitherBase64(encoded);
  const certificate = bytes && readable(() => parseCertificate(bytes));
  if (certificate === undefined)
    throw answerInvalid({ method, spends: false }, 'a certificate cannot be read');
  return certificate;
}

/**
 * OCSP responses (RFC 6960 §4.2).
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import {
  bitString,
  context,
  contextPrimitive,
  type Der,
  encode,
  enumerated,
  generalizedTime,
  integerContent,
  objectIdentifier,
  octetString,
  sequence,
} from '../der.ts';
import type { Entity } from '../pki/define.ts';
import { type ExtensionDefinition, encodeExtension } from '../pki/extensions.ts';
import { keyIdentifier } from '../pki/key-identifier.ts';
import { signatureAlgorithmIdentifier } from '../pki/signature-algorithms.ts';
import { flipBit } from '../tamper.ts';
import { sha1WithNull } from './digests.ts';
import { REASON_CODES, type ReasonName } from './revocation.ts';

/** What is said about a certificate. */
export type CertificateStatus =
  | { readonly kind: 'good' }
  | { readonly kind: 'revoked'; readonly at: Date; readonly reason?: ReasonName }
  | { readonly kind: 'unknown' };

/** The answer about one certificate. */
export interface SingleAnswer {
  /** DER of the CertID. */
  readonly certificate: Uint8Array;
  readonly status: CertificateStatus;
  readonly thisUpdate: Date;
  /** Absent from the answer when undefined: newer data is available all the time. */
  readonly nextUpdate: Date | undefined;
  readonly extensions?: readonly ExtensionDefinition[];
}

/** A signed response. */
export interface OcspResponseTemplate {
  readonly responder: Entity;
  /** How the responder is named. Default `key`. */
  readonly responderId?: 'key' | 'name';
  readonly producedAt: Date;
  readonly answers: readonly SingleAnswer[];
  readonly extensions: readonly ExtensionDefinition[];
  readonly certificates: readonly Uint8Array[];
  readonly brokenSignature?: boolean;
}

/** Statuses of an OCSPResponse without an answer. */
export const OCSP_ERRORS = {
  malformedRequest: 1,
  internalError: 2,
  tryLater: 3,
  sigRequired: 5,
  unauthorized: 6,
} as const;

/** Why a responder does not answer. */
export type OcspError = keyof typeof OCSP_ERRORS;

/** The DER of an OCSPResponse that says only why there is no answer. */
export function ocspError(error: OcspError): Uint8Array {
  return encode(sequence(enumerated(OCSP_ERRORS[error])));
}

/** The DER of a successful OCSPResponse. */
export async function issueOcspResponse(template: OcspResponseTemplate): Promise<Uint8Array> {
  const { responder, certificates, extensions } = template;
  const { algorithms, publicKey } = responder.key;
  const id =
    template.responderId === 'name'
      ? context(1, responder.subject)
      : context(2, octetString(await keyIdentifier(publicKey)));
  const signed = encode(
    sequence(
      id,
      generalizedTime(template.producedAt),
      sequence(...template.answers.map(singleResponse)),
      ...(extensions.length > 0 ? [context(1, sequence(...extensions.map(encodeExtension)))] : []),
    ),
  );
  const value = await responder.key.sign(signed);
  const basic = sequence(
    signed,
    signatureAlgorithmIdentifier(algorithms[0]),
    bitString(template.brokenSignature ? flipBit(value, -1) : value),
    ...(certificates.length > 0 ? [context(0, sequence(...certificates))] : []),
  );
  const bytes = sequence(objectIdentifier('1.3.6.1.5.5.7.48.1.1'), octetString(encode(basic)));
  return encode(sequence(enumerated(0), context(0, bytes)));
}

function singleResponse({ certificate, status, thisUpdate, nextUpdate, extensions = [] }: SingleAnswer): Der {
  return sequence(
    certificate,
    certificateStatus(status),
    generalizedTime(thisUpdate),
    ...(nextUpdate === undefined ? [] : [context(0, generalizedTime(nextUpdate))]),
    ...(extensions.length > 0 ? [context(1, sequence(...extensions.map(encodeExtension)))] : []),
  );
}

function certificateStatus(status: CertificateStatus): Der {
  switch (status.kind) {
    case 'good':
      return contextPrimitive(0, new Uint8Array());
    case 'revoked': {
      const reason = status.reason === undefined ? [] : [context(0, enumerated(REASON_CODES[status.reason]))];
      return context(1, generalizedTime(status.at), ...reason);
    }
    case 'unknown':
      return contextPrimitive(2, new Uint8Array());
    default:
      return assertNever(status);
  }
}

/** CertID of a certificate (RFC 6960 §4.1.1) with SHA-1, as a response without a request needs it. */
export async function certificateId(entity: Entity): Promise<Uint8Array> {
  const issuer = entity.issuer ?? entity;
  const nameHash = await globalThis.crypto.subtle.digest('SHA-1', Uint8Array.from(issuer.subject));
  return encode(
    sequence(
      sha1WithNull(),
      octetString(new Uint8Array(nameHash)),
      octetString(await keyIdentifier(issuer.key.publicKey)),
      integerContent(entity.serialNumber),
    ),
  );
}

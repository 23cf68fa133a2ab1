/**
 * An OCSP responder (RFC 6960) as a pure handler, for one CA or for several.
 *
 * @module
 */

import { assertNever, equalBytes } from '@eseal/core';
import type { HttpRequest } from '@eseal/core/http';
import { type Clock, DAY } from '../clock.ts';
import { encode, generalizedTime, octetString } from '../der.ts';
import type { Entity } from '../pki/define.ts';
import type { ExtensionDefinition } from '../pki/extensions.ts';
import { keyIdentifier } from '../pki/key-identifier.ts';
import { digest } from './digests.ts';
import { answer, type Handler } from './handler.ts';
import { type CertificateId, OCSP_NONCE, type OcspRequest, readOcspRequest } from './ocsp-request.ts';
import {
  type CertificateStatus,
  issueOcspResponse,
  type OcspError,
  type OcspResponseTemplate,
  ocspError,
} from './ocsp-response.ts';
import type { Revocation } from './revocation.ts';

/** A CA whose certificates are answered for. */
export interface OcspAuthority {
  readonly issuer: Entity;
  /** Who signs: a delegate (RFC 6960 §4.2.2.2) or the CA itself. Default the CA. */
  readonly responder?: Entity;
  /** Serial numbers of what it issued; others are `unknown`. */
  readonly issued: readonly Uint8Array[];
  /** Those of the future do not count yet. */
  readonly revocations: readonly Revocation[];
}

/** How a responder misbehaves within its protocol. */
export type OcspFault =
  | { readonly kind: 'error'; readonly error: OcspError }
  /** It says this about every certificate. */
  | { readonly kind: 'status'; readonly status: CertificateStatus }
  | { readonly kind: 'wrong-nonce' }
  | { readonly kind: 'without-nonce' }
  /** The answer was made so many milliseconds ago, and lasted a day. */
  | { readonly kind: 'stale'; readonly age: number }
  /** It answers about another serial number than the one asked about. */
  | { readonly kind: 'wrong-certificate' }
  /** Signed by somebody who may not. */
  | { readonly kind: 'wrong-responder'; readonly responder: Entity }
  | { readonly kind: 'without-certificate' }
  | { readonly kind: 'broken-signature' };

/** Options of {@link createOcspHandler}. */
export interface OcspOptions {
  readonly authorities: readonly OcspAuthority[];
  readonly clock: Clock;
  /** How long an answer may be used, in milliseconds. Default one day; 0 leaves nextUpdate out. */
  readonly lifetime?: number;
  /** How the responder is named. Default `key`. */
  readonly responderId?: 'key' | 'name';
  /** Repeats the request's nonce. Default true. */
  readonly echoesNonce?: boolean;
  /** Since when data about expired certificates is kept (RFC 6960 §4.4.4). Default: nothing is said of it. */
  readonly archiveCutoff?: Date;
  /** Default none. */
  readonly fault?: OcspFault;
}

/** Answers `application/ocsp-request` by POST, and by GET below `/ocsp/`. */
export function createOcspHandler(options: OcspOptions): Handler {
  return async (http) => answer(200, 'application/ocsp-response', await respond(http, options));
}

async function respond(http: HttpRequest, options: OcspOptions): Promise<Uint8Array> {
  if (options.fault?.kind === 'error') return ocspError(options.fault.error);
  const request = readOcspRequest(http);
  if (request === undefined) return ocspError('malformedRequest');
  const authority = await findAuthority(request.certificates[0], options.authorities);
  if (authority === undefined) return ocspError('unauthorized');
  const response = honestResponse(request, authority, options);
  return issueOcspResponse(options.fault === undefined ? response : faultyResponse(response, options.fault));
}

async function findAuthority(
  asked: CertificateId,
  authorities: readonly OcspAuthority[],
): Promise<OcspAuthority | undefined> {
  if (asked.hash === undefined) return undefined;
  for (const authority of authorities) {
    const { subject, key } = authority.issuer;
    const names = equalBytes(await digest(asked.hash, subject), asked.issuerNameHash);
    if (names && equalBytes(await keyIdentifier(key.publicKey, asked.hash), asked.issuerKeyHash))
      return authority;
  }
  return undefined;
}

function honestResponse(
  request: OcspRequest,
  authority: OcspAuthority,
  options: OcspOptions,
): OcspResponseTemplate {
  const now = options.clock.now();
  const { lifetime = DAY, echoesNonce = true, responderId = 'key' } = options;
  const responder = authority.responder ?? authority.issuer;
  const nonce = echoesNonce && request.nonce !== undefined ? [nonceExtension(request.nonce)] : [];
  return {
    responder,
    responderId,
    producedAt: now,
    answers: request.certificates.map((asked) => ({
      certificate: asked.encoded,
      status: statusOf(asked.serialNumber, authority, now),
      thisUpdate: now,
      nextUpdate: lifetime === 0 ? undefined : new Date(now.getTime() + lifetime),
      extensions: options.archiveCutoff === undefined ? [] : [archiveCutoff(options.archiveCutoff)],
    })),
    extensions: nonce,
    certificates: responder === authority.issuer ? [] : [responder.certificate],
  };
}

function statusOf(serialNumber: Uint8Array, authority: OcspAuthority, now: Date): CertificateStatus {
  const revocation = authority.revocations.find(
    (one) => equalBytes(one.serialNumber, serialNumber) && one.at <= now,
  );
  if (revocation !== undefined) {
    const { at, reason } = revocation;
    return { kind: 'revoked', at, ...(reason === undefined ? {} : { reason }) };
  }
  return { kind: authority.issued.some((serial) => equalBytes(serial, serialNumber)) ? 'good' : 'unknown' };
}

function faultyResponse(
  response: OcspResponseTemplate,
  fault: Exclude<OcspFault, { readonly kind: 'error' }>,
): OcspResponseTemplate {
  switch (fault.kind) {
    case 'status':
      return { ...response, answers: response.answers.map((one) => ({ ...one, status: fault.status })) };
    case 'wrong-nonce':
      return {
        ...response,
        extensions: [nonceExtension(encode(octetString(new Uint8Array(16).fill(0x5a))))],
      };
    case 'without-nonce':
      return { ...response, extensions: [] };
    case 'stale': {
      const made = new Date(response.producedAt.getTime() - fault.age);
      const lasted = new Date(made.getTime() + DAY);
      const answers = response.answers.map((one) => ({ ...one, thisUpdate: made, nextUpdate: lasted }));
      return { ...response, producedAt: made, answers };
    }
    case 'wrong-certificate':
      return {
        ...response,
        answers: response.answers.map((one) => ({ ...one, certificate: other(one.certificate) })),
      };
    case 'wrong-responder':
      return { ...response, responder: fault.responder, certificates: [fault.responder.certificate] };
    case 'without-certificate':
      return { ...response, certificates: [] };
    case 'broken-signature':
      return { ...response, brokenSignature: true };
    default:
      return assertNever(fault);
  }
}

/** The serial number ends a CertID: its last bit makes another one. */
function other(certificateId: Uint8Array): Uint8Array {
  return certificateId.map((byte, at) => (at === certificateId.length - 1 ? byte ^ 1 : byte));
}

function archiveCutoff(since: Date): ExtensionDefinition {
  return { oid: '1.3.6.1.5.5.7.48.1.6', critical: false, value: encode(generalizedTime(since)) };
}

function nonceExtension(value: Uint8Array): ExtensionDefinition {
  return { oid: OCSP_NONCE, critical: false, value };
}

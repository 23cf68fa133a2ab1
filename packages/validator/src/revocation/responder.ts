/**
 * Who signed an OCSP response: the issuer of the certificate, or a responder it delegated that to (RFC 6960 §4.2.2.2).
 *
 * @module
 */
import { equalBytes, readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import { digestBytes, type PublicKey } from '@eseal/core/crypto';
import type { BasicOcspResponse } from '@eseal/core/revocation';
import {
  type Certificate,
  equalNames,
  extendedKeyUsage,
  findExtension,
  keyUsage,
  type Name,
} from '@eseal/core/x509';
import { checkConsistency, checkExtensions, checkValidity } from '../path/check-certificate.ts';
import { type Inquiry, SIGNED_BY_ISSUER, type SignerSearch } from './inquiry.ts';
import { refuseUnreliable } from './reliable-signature.ts';
import { problemOfSigner } from './signer-status.ts';
import type { RevocationStatus } from './status.ts';
import { isTrustedResponder } from './trusted-responder.ts';

/** Finds who signed, and whether they may. */
export async function findResponder(basic: BasicOcspResponse, inquiry: Inquiry): Promise<SignerSearch> {
  const { context, question } = inquiry;
  const { issuer } = question;
  const byIssuer = await isNamed(basic, issuer.name, issuer.publicKey);
  if (byIssuer && (await context.reader.verify(basic, issuer.publicKey))) return SIGNED_BY_ISSUER;
  const delegates = await delegatesNamed(basic, inquiry);
  let refused: SignerSearch = {
    kind: 'refused',
    problem: byIssuer ? 'signature-invalid' : 'signer-not-found',
  };
  for (const delegate of delegates) {
    const found = (await context.reader.verify(basic, delegate.publicKey))
      ? await checkDelegate(delegate, basic, inquiry)
      : { kind: 'refused' as const, problem: 'signature-invalid' as const };
    if (found.kind === 'found') return found;
    if (await isTrusted(found, delegate, basic, inquiry))
      return { kind: 'found', chain: [delegate], revocation: [] };
    refused = found;
  }
  return refused;
}

/** Whether a signer that the issuer did not authorise is trusted by itself. */
async function isTrusted(
  { problem }: Extract<SignerSearch, { kind: 'refused' }>,
  signer: Certificate,
  { producedAt }: BasicOcspResponse,
  inquiry: Inquiry,
): Promise<boolean> {
  return problem === 'signer-not-authorized' && isTrustedResponder(signer, producedAt, inquiry);
}

async function delegatesNamed(
  basic: BasicOcspResponse,
  { context }: Inquiry,
): Promise<readonly Certificate[]> {
  const candidates = [...context.reader.certificatesOf(basic), ...context.pool.all()];
  const named: Certificate[] = [];
  for (const candidate of candidates) {
    const isKnown = named.some(({ raw }) => equalBytes(raw, candidate.raw));
    if (!isKnown && (await isNamed(basic, candidate.subject, candidate.publicKey))) named.push(candidate);
  }
  return named;
}

/** RFC 6960 §4.2.2.3: the responderID is a name, or the SHA-1 of a key. */
async function isNamed(
  { responderId }: BasicOcspResponse,
  name: Name,
  publicKey: PublicKey,
): Promise<boolean> {
  return responderId.kind === 'by-name'
    ? equalNames(responderId.name, name)
    : equalBytes(responderId.keyHash, await digestBytes('SHA-1', publicKey.bits));
}

/** A delegate is issued by the very issuer, for this purpose, and was valid and not revoked when it signed. */
async function checkDelegate(
  delegate: Certificate,
  { producedAt }: BasicOcspResponse,
  inquiry: Inquiry,
): Promise<SignerSearch> {
  const { issuer, anchor } = inquiry.question;
  const isIssued =
    equalNames(delegate.issuer, issuer.name) &&
    (await inquiry.context.verify(delegate, issuer.publicKey)) === 'valid';
  if (!isIssued || !mayRespond(delegate)) return { kind: 'refused', problem: 'signer-not-authorized' };
  if (checkValidity(delegate, producedAt) !== undefined)
    return { kind: 'refused', problem: 'signer-not-valid' };
  const unreliable = refuseUnreliable([delegate], issuer.publicKey, inquiry.context);
  if (unreliable !== undefined) return unreliable;
  const status: RevocationStatus =
    findExtension(delegate, OID.ocspNoCheck) === undefined
      ? await inquiry.statusOf({ certificate: delegate, issuer, anchor }, inquiry.pending)
      : { kind: 'not-needed', exemption: 'ocsp-no-check' };
  const problem = problemOfSigner(status, producedAt, inquiry.context);
  if (problem !== undefined) return { kind: 'refused', problem };
  return { kind: 'found', chain: [delegate], revocation: [{ certificate: delegate, status }] };
}

/** id-kp-OCSPSigning by name, since anyExtendedKeyUsage delegates nothing; every critical extension understood. */
function mayRespond(delegate: Certificate): boolean {
  const allowed = readable(() => {
    const usages = keyUsage(delegate);
    const signs = usages === undefined || usages.includes('digitalSignature');
    const isOdd = checkConsistency(delegate) !== undefined || checkExtensions(delegate) !== undefined;
    return signs && !isOdd && extendedKeyUsage(delegate)?.includes(OID.ocspSigning) === true;
  });
  return allowed === true;
}

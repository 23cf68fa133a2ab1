/**
 * What is refused of a sealer's statements.
 *
 * @module
 */
import { CoreError, readable } from '@eseal/core';
import { DerReader, isObjectIdentifier } from '@eseal/core/asn1';
import { digestRow } from '@eseal/core/crypto';
import {
  commitmentOid,
  type IdentifiedValue,
  type SealerStatements,
  type SignaturePolicy,
  type SignerAttributes,
  type SignerLocation,
} from './statements.ts';

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+/;
const ASCII = /^[\x21-\x7e]+$/;
const MAX_ADDRESS_LINES = 6;

/**
 * Refuses statements that would make a malformed or contradictory seal.
 *
 * @throws CoreError `INVALID_ARGUMENT`
 */
export function assertStatements(statements: SealerStatements): void {
  const { commitmentTypes = [], contentHints, contentReference, mimeType } = statements;
  const { signaturePolicy, signerAttributes, signerLocation } = statements;
  if (mimeType !== undefined && !MEDIA_TYPE.test(mimeType))
    throw invalid(`mimeType ${mimeType} is no media type`);
  if (mimeType !== undefined && contentHints !== undefined)
    throw invalid('mimeType and contentHints both say what the content is; give one of them');
  for (const one of commitmentTypes) {
    assertObjectIdentifier('commitmentTypes', commitmentOid(one));
    if (typeof one !== 'string')
      for (const each of one.qualifiers ?? []) assertValue('commitmentTypes', each);
  }
  if (signerLocation !== undefined) assertSignerLocation(signerLocation);
  if (signaturePolicy !== undefined && signaturePolicy !== 'implied') assertSignaturePolicy(signaturePolicy);
  if (signerAttributes !== undefined) assertSignerAttributes(signerAttributes);
  if (contentHints !== undefined) assertObjectIdentifier('contentHints', contentHints.contentType);
  if (contentReference !== undefined)
    assertObjectIdentifier('contentReference', contentReference.contentType);
}

function assertObjectIdentifier(name: string, oid: string): void {
  if (!isObjectIdentifier(oid)) throw invalid(`${name}: ${oid} is no object identifier`);
}

function assertValue(name: string, { oid, value }: IdentifiedValue): void {
  assertObjectIdentifier(name, oid);
  if (value !== undefined) assertElement(name, value);
}

/** Exactly one DER element. */
function assertElement(name: string, bytes: Uint8Array): void {
  const isElement = readable(() => {
    const reader = DerReader.over(bytes, name);
    reader.raw(name);
    reader.end();
    return true;
  });
  if (isElement !== true) throw invalid(`${name}: a value is not one element of DER`);
}

function assertSignerLocation({ country, locality, postalAddress }: SignerLocation): void {
  if (country === undefined && locality === undefined && postalAddress === undefined)
    throw invalid('signerLocation is empty');
  const lines = postalAddress?.length ?? 1;
  if (lines === 0 || lines > MAX_ADDRESS_LINES)
    throw invalid(`postalAddress has ${lines} lines, 1 to ${MAX_ADDRESS_LINES} are possible`);
}

function assertSignerAttributes(given: SignerAttributes): void {
  const { attributeCertificates = [], claimedRoles = [], signedAssertions = [] } = given;
  if (attributeCertificates.length + claimedRoles.length + signedAssertions.length === 0)
    throw invalid('signerAttributes are empty');
  for (const one of attributeCertificates) assertElement('attributeCertificates', one);
  for (const one of signedAssertions) assertValue('signedAssertions', one);
}

function assertSignaturePolicy(policy: SignaturePolicy): void {
  const { digest, documentSpecification, oid, uri, userNotice } = policy;
  assertObjectIdentifier('signaturePolicy', oid);
  const { length } = digestRow(digest.algorithm);
  if (digest.value.length !== length)
    throw invalid(`the digest of the signature policy has ${digest.value.length} bytes, not ${length}`);
  // IA5String (RFC 5126 §5.8.1)
  if (uri !== undefined && !ASCII.test(uri)) throw invalid('the uri of the signature policy is not ASCII');
  if (documentSpecification?.kind === 'oid')
    assertObjectIdentifier('documentSpecification', documentSpecification.oid);
  if (documentSpecification?.kind === 'uri' && !ASCII.test(documentSpecification.uri))
    throw invalid('the uri of the documentSpecification is not ASCII');
  if (userNotice !== undefined && userNotice.organization === undefined) {
    if (userNotice.explicitText === undefined) throw invalid('the userNotice is empty');
    if (userNotice.noticeNumbers !== undefined) throw invalid('noticeNumbers are of an organization');
  }
}

function invalid(message: string): CoreError {
  return new CoreError('INVALID_ARGUMENT', message);
}

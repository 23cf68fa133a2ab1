/**
 * The policy of a seal and, beside its value, the policy document itself (EN 319 122-1 §5.2.9, §5.2.10).
 *
 * @module
 */
import { CoreError, equalBytes, utf8 } from '@eseal/core';
import {
  type DerNode,
  element,
  encode,
  integer,
  nullValue,
  OID,
  objectIdentifier,
  octetString,
  sequence,
  TAG,
  utf8String,
} from '@eseal/core/asn1';
import { attribute } from '@eseal/core/cms';
import { digestBytes, digestIdentifier } from '@eseal/core/crypto';
import type { PolicyDocumentSpecification, SignaturePolicy, UserNotice } from './statements.ts';

/** Object identifier of SPUserNotice (RFC 5126 §5.8.1). */
export const USER_NOTICE = '1.2.840.113549.1.9.16.5.2';
const DOCUMENT_SPECIFICATION = '0.4.0.19122.2.1';
/** Object identifier of the signature-policy-store attribute (EN 319 122-1 §5.2.10). */
export const SIGNATURE_POLICY_STORE = '0.4.0.19122.1.3';

/** SignaturePolicy: NULL when it is implied. */
export function encodePolicy(policy: SignaturePolicy | 'implied'): DerNode {
  if (policy === 'implied') return nullValue();
  const { digest, documentSpecification, oid, uri, userNotice } = policy;
  const hash = sequence([digestIdentifier(digest.algorithm), octetString(digest.value)]);
  const qualifier = (type: string, value: DerNode): DerNode => sequence([objectIdentifier(type), value]);
  const qualifiers = [
    ...(uri === undefined ? [] : [qualifier(OID.spUri, ia5String(uri))]),
    ...(userNotice === undefined ? [] : [qualifier(USER_NOTICE, notice(userNotice))]),
    ...(documentSpecification === undefined
      ? []
      : [qualifier(DOCUMENT_SPECIFICATION, specification(documentSpecification))]),
  ];
  return sequence([objectIdentifier(oid), hash, ...(qualifiers.length === 0 ? [] : [sequence(qualifiers)])]);
}

/** SPUserNotice (RFC 5126 §5.8.1). */
function notice({ explicitText, noticeNumbers = [], organization }: UserNotice): DerNode {
  return sequence([
    ...(organization === undefined
      ? []
      : [sequence([utf8String(organization), sequence(noticeNumbers.map((number) => integer(number)))])]),
    ...(explicitText === undefined ? [] : [utf8String(explicitText)]),
  ]);
}

/** SPDocSpecification (EN 319 122-1 §5.2.9.2). */
function specification(given: PolicyDocumentSpecification): DerNode {
  return given.kind === 'oid' ? objectIdentifier(given.oid) : ia5String(given.uri);
}

function ia5String(text: string): DerNode {
  return element(TAG.ia5String, [utf8(text)]);
}

/** A policy document to be carried with the seal. */
export interface PolicyStore {
  /** The document whose digest the policy states. */
  readonly document: Uint8Array;
  readonly specification: PolicyDocumentSpecification;
}

/**
 * The signature-policy-store attribute.
 *
 * @throws CoreError `INVALID_ARGUMENT` when the document is not the one that the policy names by its digest
 */
export async function buildPolicyStore(
  { document, specification: documentSpecification }: PolicyStore,
  { algorithm, value }: SignaturePolicy['digest'],
): Promise<Uint8Array> {
  if (!equalBytes(await digestBytes(algorithm, document), value))
    throw new CoreError(
      'INVALID_ARGUMENT',
      'policyStore: the document has not the digest of signaturePolicy',
    );
  const store = sequence([specification(documentSpecification), octetString(document)]);
  return encode(attribute(SIGNATURE_POLICY_STORE, [store]));
}

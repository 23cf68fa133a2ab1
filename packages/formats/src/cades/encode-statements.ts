/**
 * The attributes that hold a sealer's statements (EN 319 122-1 §5.2, RFC 2634 §2, RFC 5126 §5.8 to §5.11).
 *
 * @module
 */
import {
  context,
  type DerNode,
  type DerPart,
  OID,
  objectIdentifier,
  octetString,
  sequence,
  utf8String,
} from '@eseal/core/asn1';
import { attribute } from '@eseal/core/cms';
import { encodePolicy } from './signature-policy.ts';
import type {
  CommitmentType,
  ContentHints,
  ContentReference,
  IdentifiedValue,
  SealerStatements,
  SignerAttributes,
  SignerLocation,
} from './statements.ts';

/** Object identifier of content-identifier (RFC 2634 §2.7). */
export const CONTENT_IDENTIFIER = '1.2.840.113549.1.9.16.2.7';
/** Object identifier of content-reference (RFC 2634 §2.11). */
export const CONTENT_REFERENCE = '1.2.840.113549.1.9.16.2.10';
/** Object identifier of signer-attributes-v2 (EN 319 122-1 §5.2.6.1). */
export const SIGNER_ATTRIBUTES_V2 = '0.4.0.19122.1.1';
/** The attribute `name` (RFC 5280 appendix A): readers take its texts for the roles that are claimed. */
const CLAIMED_ROLE = '2.5.4.41';

/** The attributes of what is stated. */
export function encodeStatements(statements: SealerStatements): readonly DerNode[] {
  const { commitmentTypes = [], contentHints, contentIdentifier, contentReference } = statements;
  const { mimeType, signaturePolicy, signerAttributes, signerLocation } = statements;
  const attributes: DerNode[] = [];
  const add = (type: string, values: readonly DerPart[]): void => {
    attributes.push(attribute(type, values));
  };
  if (mimeType !== undefined) add(OID.mimeType, [utf8String(mimeType)]);
  if (commitmentTypes.length > 0) add(OID.commitmentTypeIndication, commitmentTypes.map(commitment));
  if (signerLocation !== undefined) add(OID.signerLocation, [location(signerLocation)]);
  if (signaturePolicy !== undefined) add(OID.signaturePolicyIdentifier, [encodePolicy(signaturePolicy)]);
  if (signerAttributes !== undefined) add(SIGNER_ATTRIBUTES_V2, [attributesOfSigner(signerAttributes)]);
  if (contentHints !== undefined) add(OID.contentHints, [hints(contentHints)]);
  if (contentIdentifier !== undefined) add(CONTENT_IDENTIFIER, [octetString(contentIdentifier)]);
  if (contentReference !== undefined) add(CONTENT_REFERENCE, [reference(contentReference)]);
  return attributes;
}

/** CommitmentTypeIndication (RFC 5126 §5.11.1). */
function commitment(given: string | CommitmentType): DerNode {
  const { oid, qualifiers = [] } = typeof given === 'string' ? { oid: given } : given;
  const qualified = qualifiers.length === 0 ? [] : [sequence(qualifiers.map(identifiedValue))];
  return sequence([objectIdentifier(oid), ...qualified]);
}

function identifiedValue({ oid, value }: IdentifiedValue): DerNode {
  return sequence([objectIdentifier(oid), ...(value === undefined ? [] : [value])]);
}

/** SignerLocation; its module has explicit tags (RFC 5126 §5.11.2). */
function location({ country, locality, postalAddress }: SignerLocation): DerNode {
  return sequence([
    ...(country === undefined ? [] : [context(0, [utf8String(country)])]),
    ...(locality === undefined ? [] : [context(1, [utf8String(locality)])]),
    ...(postalAddress === undefined ? [] : [context(2, [sequence(postalAddress.map(utf8String))])]),
  ]);
}

/** SignerAttributeV2; its module has explicit tags (EN 319 122-1 §5.2.6.1). */
function attributesOfSigner(given: SignerAttributes): DerNode {
  const { attributeCertificates = [], claimedRoles = [], signedAssertions = [] } = given;
  const certified = attributeCertificates.map((certificate) => context(0, [certificate]));
  return sequence([
    ...(claimedRoles.length === 0
      ? []
      : [context(0, [sequence([attribute(CLAIMED_ROLE, claimedRoles.map(utf8String))])])]),
    ...(certified.length === 0 ? [] : [context(1, [sequence(certified)])]),
    ...(signedAssertions.length === 0 ? [] : [context(2, [sequence(signedAssertions.map(identifiedValue))])]),
  ]);
}

/** ContentHints (RFC 2634 §2.9). */
function hints({ contentType, description }: ContentHints): DerNode {
  return sequence([
    ...(description === undefined ? [] : [utf8String(description)]),
    objectIdentifier(contentType),
  ]);
}

/** ContentReference (RFC 2634 §2.11). */
function reference({ contentIdentifier, contentType, signatureValue }: ContentReference): DerNode {
  return sequence([
    objectIdentifier(contentType),
    octetString(contentIdentifier),
    octetString(signatureValue),
  ]);
}

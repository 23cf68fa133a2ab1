/**
 * ds:SignedInfo: what the signature value is over (XMLDSig §4.4).
 *
 * @module
 */
import { toBase64 } from '@eseal/core';
import { type DigestAlgorithm, digestRow } from '@eseal/core/crypto';
import { REFERENCE_TYPES } from './identifiers.ts';
import { dsElement, type Markup, type Pairs } from './markup.ts';

/** One step from a referenced resource to the octets that are digested (XMLDSig §4.4.3.4). */
export interface Transform {
  readonly algorithm: string;
  /** Expression of an XPath transform, with the prefixes in it. */
  readonly xpath?: { readonly expression: string; readonly namespaces: Pairs };
}

/** A digest of data (XMLDSig §4.4.3). */
export interface DataReference {
  readonly id: string;
  readonly uri: string;
  readonly type?: string;
  readonly transforms: readonly Transform[];
  readonly digest: Uint8Array;
}

/** Everything that stands in ds:SignedInfo. */
export interface SignedInfoFields {
  /** URI of the signature algorithm. */
  readonly signatureMethod: string;
  readonly digestAlgorithm: DigestAlgorithm;
  /** URI of a canonicalization algorithm, for ds:SignedInfo and the signed properties. */
  readonly canonicalization: string;
  readonly references: readonly DataReference[];
  readonly signedProperties: { readonly id: string; readonly digest: Uint8Array };
}

/** ds:SignedInfo with a reference to each document and, last, to the signed properties (EN 319 132-1 §4.4.2). */
export function buildSignedInfo(fields: SignedInfoFields): Markup {
  const { canonicalization, digestAlgorithm, signatureMethod, signedProperties } = fields;
  const toProperties = {
    uri: `#${signedProperties.id}`,
    type: REFERENCE_TYPES.signedProperties,
    transforms: [{ algorithm: canonicalization }],
    digest: signedProperties.digest,
  };
  return dsElement('SignedInfo', {}, [
    dsElement('CanonicalizationMethod', { Algorithm: canonicalization }),
    dsElement('SignatureMethod', { Algorithm: signatureMethod }),
    ...fields.references.map((each) => buildReference(each, digestAlgorithm)),
    buildReference(toProperties, digestAlgorithm),
  ]);
}

/** ds:Reference. */
export function buildReference(
  { id, uri, type, transforms, digest }: Omit<DataReference, 'id'> & { readonly id?: string },
  digestAlgorithm: DigestAlgorithm,
): Markup {
  const list = transforms.length === 0 ? [] : [dsElement('Transforms', {}, transforms.map(transform))];
  return dsElement('Reference', { Id: id, Type: type, URI: uri }, [
    ...list,
    dsElement('DigestMethod', { Algorithm: digestRow(digestAlgorithm).xmlUri }),
    dsElement('DigestValue', {}, [toBase64(digest)]),
  ]);
}

function transform({ algorithm, xpath }: Transform): Markup {
  const expression =
    xpath === undefined ? [] : [dsElement('XPath', {}, [xpath.expression], xpath.namespaces)];
  return dsElement('Transform', { Algorithm: algorithm }, expression);
}

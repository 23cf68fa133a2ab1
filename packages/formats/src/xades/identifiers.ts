/**
 * Namespaces and other identifiers of XML signatures, as their standards spell them.
 *
 * @module
 */

/** Namespaces of what stands in a seal. */
export const NAMESPACES = {
  /** XMLDSig §1.3 */
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  /** EN 319 132-1 §4.3 */
  xades: 'http://uri.etsi.org/01903/v1.3.2#',
  /** EN 319 132-1 §4.3: what was added later. */
  xades141: 'http://uri.etsi.org/01903/v1.4.1#',
} as const;

/** Name of an element with the prefix that it is written with. */
export interface PrefixedName {
  readonly prefix: string;
  readonly localName: string;
  readonly namespace: string;
}

/** Element that holds the signatures of a UBL document (UBL 2.1 §5). */
export const UBL_DOCUMENT_SIGNATURES: PrefixedName = {
  prefix: 'sig',
  localName: 'UBLDocumentSignatures',
  namespace: 'urn:oasis:names:specification:ubl:schema:xsd:CommonSignatureComponents-2',
};

/** Transforms of references (XMLDSig §6.6). */
export const TRANSFORMS = {
  base64: 'http://www.w3.org/2000/09/xmldsig#base64',
  envelopedSignature: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  xpath: 'http://www.w3.org/TR/1999/REC-xpath-19991116',
} as const;

/** What a reference says that it is of. */
export const REFERENCE_TYPES = {
  /** XMLDSig §4.6 */
  object: 'http://www.w3.org/2000/09/xmldsig#Object',
  /** XMLDSig §5.1 */
  manifest: 'http://www.w3.org/2000/09/xmldsig#Manifest',
  /** EN 319 132-1 §5.2.7.2 */
  countersignedSignature: 'http://uri.etsi.org/01903#CountersignedSignature',
  /** EN 319 132-1 §4.4.2 */
  signedProperties: 'http://uri.etsi.org/01903#SignedProperties',
} as const;

/** Encoding of an object whose text is base64 (XMLDSig §4.6). */
export const BASE64_ENCODING = 'http://www.w3.org/2000/09/xmldsig#base64';

/**
 * The signatures of an XML document, found by a parser that shares no code with us.
 *
 * @module
 */
import { DOMParser, type Document, type Element } from '@xmldom/xmldom';

/** Namespace of XMLDSig. */
export const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';

/** The document as a tree. */
export function parseDocument(bytes: Uint8Array): Document {
  return new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'text/xml');
}

/** Every ds:Signature in the order of the document. */
export function signatureElements(document: Document): readonly Element[] {
  return [...document.getElementsByTagNameNS(XMLDSIG, 'Signature')];
}

/** The base64 digits of the last ds:SignatureValue. */
export function lastSignatureValue(bytes: Uint8Array): string {
  const [value] = [...parseDocument(bytes).getElementsByTagNameNS(XMLDSIG, 'SignatureValue')].slice(-1);
  if (value?.textContent == null) throw new TypeError('the document has no signature value');
  return value.textContent.trim();
}

/**
 * Which elements of a document are seals and nothing else. What a seal leaves out is not covered: content that stands there
 * must not pass for a part of the seal.
 *
 * @module
 */
import { childElements, isNamed } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { UBL_DOCUMENT_SIGNATURES } from '../identifiers.ts';
import { isProperty } from './elements.ts';
import { DS, DSIG_MORE, DSIG11, isXadesNamespace } from './namespaces.ts';

/** Whether an element is a seal or the place of seals, in which nothing else stands. */
export function isSeal(element: XmlElement): boolean {
  if (isSignature(element)) return hasOnlyParts(element, () => false);
  const { namespace, localName } = UBL_DOCUMENT_SIGNATURES;
  return (
    isNamed(element, namespace, localName) &&
    holds(element, (child) => (isSignature(child) && isSeal(child)) || isSignatureInformation(child))
  );
}

/**
 * Whether in a signature stands only what belongs to one.
 *
 * @param isCovered - whether the signature covers an element in it
 */
export function hasOnlyParts(signature: XmlElement, isCovered: (element: XmlElement) => boolean): boolean {
  return holds(signature, (part) => {
    if (part.namespace !== DS) return false;
    if (part.localName === 'KeyInfo') return holds(part, isKey) && isOfSeals(part);
    if (part.localName !== 'Object') return PARTS.includes(part.localName);
    return isCovered(part) || hasOnlyProperties(part, isCovered);
  });
}

/** Whether a ds:Object says something of the signature, and holds no data. */
export function hasOnlyProperties(
  object: XmlElement,
  isCovered: (element: XmlElement) => boolean = () => false,
): boolean {
  return holds(object, (child) => {
    // A ds:SignatureProperty may hold anything (XMLDSig §5.2).
    if (isNamed(child, DS, 'SignatureProperties')) return isCovered(child);
    if (isNamed(child, DS, 'Manifest')) return isCovered(child) || isOfSeals(child);
    if (isProperty(child, 'QualifyingPropertiesReference')) return isOfSeals(child);
    return (
      isProperty(child, 'QualifyingProperties') &&
      holds(child, (properties) => isCovered(properties) || isOfSeals(properties))
    );
  });
}

/** Whether an element holds signatures and nothing else, so that it says nothing itself. */
export function isHolderOfSeals(element: XmlElement): boolean {
  return isSignature(element) || holds(element, isSignature);
}

function isSignature(element: XmlElement): boolean {
  return isNamed(element, DS, 'Signature');
}

/** Parts of a ds:Signature whose content is fixed (XMLDSig §4.2). */
const PARTS: readonly string[] = ['SignedInfo', 'SignatureValue'];

function isKey({ namespace }: XmlElement): boolean {
  return namespace === DS || namespace === DSIG11;
}

/**
 * Whether all that stands in an element is in the words of seals: their schemas let data of other namespaces stand in keys,
 * algorithms and unsigned properties, where the seal does not cover it.
 */
function isOfSeals(element: XmlElement): boolean {
  const known = KNOWN.get(element);
  if (known !== undefined) return known;
  const isOwn = OF_SEALS.includes(element.namespace) || isXadesNamespace(element.namespace);
  const found = isOwn && childElements(element).every(isOfSeals);
  KNOWN.set(element, found);
  return found;
}

/** Looked at once: counter-signatures stand in each other. */
const KNOWN = new WeakMap<XmlElement, boolean>();

/** Namespaces of signatures and of the parameters of their algorithms. */
const OF_SEALS: readonly string[] = [
  DS,
  DSIG11,
  DSIG_MORE,
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/2002/06/xmldsig-filter2',
];

/** Components that UBL puts around signatures (UBL 2.1 §5.2). */
const UBL_COMPONENTS = 'urn:oasis:names:specification:ubl:schema:xsd:';
const UBL_IDENTIFIERS: readonly string[] = ['ID', 'ReferencedSignatureID'];

function isSignatureInformation(element: XmlElement): boolean {
  if (element.localName !== 'SignatureInformation' || !element.namespace.startsWith(UBL_COMPONENTS))
    return false;
  return holds(element, (child) => {
    const isIdentifier =
      child.namespace.startsWith(UBL_COMPONENTS) && UBL_IDENTIFIERS.includes(child.localName);
    return isIdentifier ? childElements(child).length === 0 : isSignature(child) && isSeal(child);
  });
}

/** Whether an element holds elements of one kind and no text. */
function holds({ children }: XmlElement, isOf: (element: XmlElement) => boolean): boolean {
  return children.every((node) => {
    if (node.kind === 'text') return node.value.trim() === '';
    return node.kind !== 'element' || isOf(node);
  });
}

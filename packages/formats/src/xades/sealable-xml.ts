/**
 * What sealing must know of an XML document.
 *
 * @module
 */
import { FormatsError } from '../errors.ts';
import { collectIds, isUsualId } from '../xml/ids.ts';
import { parseXml } from '../xml/parser.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import { elementsOf } from '../xml/walk.ts';
import { NAMESPACES, type PrefixedName } from './identifiers.ts';

/** A document that a seal can be put into. */
export interface SealableXml {
  readonly document: XmlDocument;
  /** Every ds:Signature, outer ones before those in them. */
  readonly signatures: readonly XmlElement[];
}

/** ds:Signature (XMLDSig §4.2). */
export const SIGNATURE: PrefixedName = { prefix: 'ds', localName: 'Signature', namespace: NAMESPACES.ds };

/**
 * Parses a document that is to get a seal inside, or to be put into one.
 *
 * @param survey - one for all documents that are put into the same seal
 * @throws FormatsError `XML_SYNTAX`, `XML_DTD_REFUSED`, `XML_LIMIT_EXCEEDED`; as {@link assertUtf8} and
 * {@link Survey} do
 */
export function openSealable(bytes: Uint8Array, survey: Survey = new Survey()): SealableXml {
  const document = parseXml(bytes);
  assertUtf8(document);
  // A plain loop: it is among the costs of sealing a large document.
  const waiting: XmlElement[] = [document.root];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    survey.visit(element);
    const { children } = element;
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at];
      if (child?.kind === 'element') waiting.push(child);
    }
  }
  return { document, signatures: survey.signatures };
}

/**
 * Refuses encodings into which nothing is inserted.
 *
 * @throws FormatsError `XML_ENCODING_UNSUPPORTED`
 */
export function assertUtf8({ encoding }: Pick<XmlDocument, 'encoding'>): void {
  if (encoding === 'utf-8') return;
  const message = `a seal can be put into documents in UTF-8, not in ${encoding}`;
  throw new FormatsError('XML_ENCODING_UNSUPPORTED', message, { facts: { encoding } });
}

/** Looks at every element of what becomes one document. */
export class Survey {
  readonly signatures: XmlElement[] = [];
  readonly #ids = new Map<string, XmlElement>();

  /** @throws FormatsError `XML_DUPLICATE_ID` when `Id`, `ID` or `xml:id` do not identify */
  visit(element: XmlElement): void {
    if (isSignature(element)) this.signatures.push(element);
    for (const attribute of element.attributes) {
      // In some vocabularies `id` is a number or a name that may occur again.
      if (!isUsualId(attribute) || (attribute.localName === 'id' && attribute.prefix === '')) continue;
      const { value } = attribute;
      if ((this.#ids.get(value) ?? element) !== element) throw duplicateId(value);
      this.#ids.set(value, element);
    }
  }
}

/** Whether an element is ds:Signature. */
export function isSignature({ localName, namespace }: XmlElement): boolean {
  return localName === SIGNATURE.localName && namespace === SIGNATURE.namespace;
}

/** Elements of a name, outer ones before those in them. */
export function elementsNamed(
  document: XmlDocument,
  { localName, namespace }: PrefixedName,
): readonly XmlElement[] {
  const found: XmlElement[] = [];
  for (const element of elementsOf(document.root)) {
    if (element.localName === localName && element.namespace === namespace) found.push(element);
  }
  return found;
}

/**
 * The one element with an identifier; `undefined` when there is none.
 *
 * @throws FormatsError `XML_DUPLICATE_ID`
 */
export function elementWithId(document: XmlDocument, id: string): XmlElement | undefined {
  const { duplicates, elements } = collectIds(document);
  if (duplicates.has(id)) throw duplicateId(id);
  return elements.get(id);
}

function duplicateId(id: string): FormatsError {
  return new FormatsError('XML_DUPLICATE_ID', `several elements have the Id ${id}`, { facts: { id } });
}

/**
 * What sealing must know of an XML document, whether or not its tree is kept.
 *
 * @module
 */
import { FormatsError } from '../errors.ts';
import { isUsualId } from '../xml/ids.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import { elementsOf } from '../xml/walk.ts';
import { NAMESPACES, type PrefixedName } from './identifiers.ts';

/** ds:Signature (XMLDSig §4.2). */
export const SIGNATURE: PrefixedName = { prefix: 'ds', localName: 'Signature', namespace: NAMESPACES.ds };

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

function isSignature({ localName, namespace }: XmlElement): boolean {
  return localName === SIGNATURE.localName && namespace === SIGNATURE.namespace;
}

/** Whether an element is ds:Signature or stands in one. */
export function standsInSignature(element: XmlElement | undefined): boolean {
  for (let at = element; at !== undefined; at = at.parent) if (isSignature(at)) return true;
  return false;
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

/** The refusal of an identifier that does not identify. */
export function duplicateId(id: string): FormatsError {
  return new FormatsError('XML_DUPLICATE_ID', `several elements have the Id ${id}`, { facts: { id } });
}

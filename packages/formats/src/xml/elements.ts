/**
 * What is read from elements: their children by name, and their text only where nobody could read another.
 *
 * @module
 */
import { fromBase64 } from '@eseal/core';
import { XML_NAMESPACE } from './start-tag.ts';
import type { XmlElement } from './tree.ts';

/** The child elements of a name, or all of them. */
export function childElements(
  { children }: XmlElement,
  namespace?: string,
  localName?: string,
): readonly XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of children) {
    if (child.kind !== 'element') continue;
    if (namespace !== undefined && child.namespace !== namespace) continue;
    if (localName === undefined || child.localName === localName) found.push(child);
  }
  return found;
}

/** The value of an attribute without a namespace. */
export function attributeValue({ attributes }: XmlElement, localName: string): string | undefined {
  return attributes.find((attribute) => attribute.namespace === '' && attribute.localName === localName)
    ?.value;
}

/**
 * The text of an element that holds nothing else. `undefined` when a comment, a processing instruction, a CDATA section or
 * an element stands in it: readers differ in what they then take for its text.
 */
export function textOf({ children }: XmlElement): string | undefined {
  const [only, ...more] = children;
  if (only === undefined) return '';
  return only.kind === 'text' && !only.isCdata && more.length === 0 ? only.value : undefined;
}

/** The bytes of an element whose text is base64; white space may stand anywhere in it (XML Schema part 2 §3.2.16). */
export function base64Of(element: XmlElement): Uint8Array | undefined {
  const text = textOf(element);
  return text === undefined ? undefined : fromBase64(text);
}

/** The URI of a prefix where an element stands; `undefined` when it has none (Namespaces in XML §6.1). */
export function namespaceOf(element: XmlElement, prefix: string): string | undefined {
  if (prefix === 'xml') return XML_NAMESPACE;
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent) {
    const declared = at.namespaces.find((namespace) => namespace.prefix === prefix);
    if (declared !== undefined) return declared.uri;
  }
  return undefined;
}

/** Whether an element has this name. */
export function isNamed(element: XmlElement, namespace: string, localName: string): boolean {
  return element.localName === localName && element.namespace === namespace;
}

/** Every element reached by going down one name after the other. */
export function descend(
  from: XmlElement | undefined,
  namespace: string,
  ...path: readonly string[]
): readonly XmlElement[] {
  let level: readonly XmlElement[] = from === undefined ? [] : [from];
  for (const name of path) {
    const below: XmlElement[] = [];
    for (const { children } of level)
      for (const child of children)
        if (child.kind === 'element' && isNamed(child, namespace, name)) below.push(child);
    level = below;
  }
  return level;
}

/** The name as it is written in the document. */
export function qualifiedName({ prefix, localName }: XmlElement): string {
  return prefix === '' ? localName : `${prefix}:${localName}`;
}

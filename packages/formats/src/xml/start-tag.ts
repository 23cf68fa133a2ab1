/**
 * Start tags: names, attributes and namespace declarations (XML 1.0 §3.1, Namespaces in XML §3, §5, §6).
 *
 * @module
 */
import { ATTRIBUTE_CLASS } from './characters.ts';
import { compareCodePoints } from './code-points.ts';
import type { XmlCursor } from './cursor.ts';
import type { NamespaceScope } from './namespace-scope.ts';
import { AttributeNode, ElementNode } from './nodes.ts';
import type { XmlNamespace } from './tree.ts';

/** Namespace of the prefix `xml`. */
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/** Up to so many attributes are compared pair by pair. */
const FEW = 8;

/** Reads the start tag whose `<` is at the cursor; its declarations are in force in `scope` from then on. */
export function takeStartTag(
  cursor: XmlCursor,
  scope: NamespaceScope,
  parent: ElementNode | undefined,
): ElementNode {
  const start = cursor.position++;
  const name = cursor.takeName();
  const element = new ElementNode(name, parent, start, cursor.position);
  if (cursor.peek() !== 0x3e) takeAttributes(cursor, element, scope);
  takeTagEnd(cursor, element);
  element.namespace = resolvePrefix(cursor, scope, element.prefix, start);
  return element;
}

function takeTagEnd(cursor: XmlCursor, element: ElementNode): void {
  const isEmpty = cursor.peek() === 0x2f;
  if (isEmpty) {
    cursor.position++;
    element.isVerbatim = false;
  }
  if (cursor.peek() !== 0x3e) throw cursor.error('a start tag is not closed');
  cursor.position++;
  element.contentStart = cursor.position;
  if (isEmpty) {
    element.contentEnd = cursor.position;
    element.end = cursor.position;
  }
}

function takeAttributes(cursor: XmlCursor, element: ElementNode, scope: NamespaceScope): void {
  const attributes: AttributeNode[] = [];
  const namespaces: XmlNamespace[] = [];
  for (;;) {
    const before = cursor.position;
    const spaced = cursor.skipSpace();
    const next = cursor.peek();
    if (next === 0x3e || next === 0x2f || next < 0) {
      if (spaced) element.isVerbatim = false;
      break;
    }
    if (!spaced) throw cursor.error('white space is expected before an attribute');
    if (cursor.position !== before + 1 || cursor.bytes[before] !== 0x20) element.isVerbatim = false;
    const attribute = takeAttribute(cursor, element);
    if (declares(attribute)) declare(cursor, attribute, namespaces);
    else attributes.push(attribute);
    if (attributes.length + namespaces.length > cursor.limits.attributes) {
      throw cursor.error('an element has too many attributes', element.start, 'XML_LIMIT_EXCEEDED');
    }
  }
  if (namespaces.length > 0) bindNamespaces(cursor, element, namespaces, scope);
  if (attributes.length > 0) resolveAttributes(cursor, element, attributes, scope);
}

function takeAttribute(cursor: XmlCursor, element: ElementNode): AttributeNode {
  const start = cursor.position;
  const name = cursor.takeName();
  const nameEnd = cursor.position;
  cursor.skipSpace();
  if (cursor.peek() !== 0x3d) throw cursor.error('"=" is expected after the name of an attribute');
  cursor.position++;
  cursor.skipSpace();
  const quote = cursor.peek();
  if (quote !== 0x22 && quote !== 0x27) throw cursor.error('the value of an attribute stands in quotes');
  cursor.position++;
  const value = cursor.takeCharacters(ATTRIBUTE_CLASS, quote);
  if (cursor.peek() !== quote) throw cursor.error('an attribute value is not closed', value.start);
  cursor.position++;
  if (quote !== 0x22 || value.start !== nameEnd + 2 || !value.isVerbatim) element.isVerbatim = false;
  return new AttributeNode(cursor.bytes, name, start, nameEnd, value);
}

function declares({ prefix, localName }: AttributeNode): boolean {
  return prefix === 'xmlns' || (prefix === '' && localName === 'xmlns');
}

/** Notes a declaration that keeps the constraints of Namespaces in XML §3 and §5. */
function declare(cursor: XmlCursor, attribute: AttributeNode, namespaces: XmlNamespace[]): void {
  const { value: uri, start } = attribute;
  const prefix = attribute.prefix === '' ? '' : attribute.localName;
  const reserved =
    prefix === 'xmlns' || uri === XMLNS_NAMESPACE || (prefix === 'xml') !== (uri === XML_NAMESPACE);
  if (reserved)
    throw cursor.error(`"${prefix}" may not be bound to "${uri}": one of them is reserved`, start);
  if (prefix !== '' && uri === '') throw cursor.error(`the prefix "${prefix}" is bound to nothing`, start);
  namespaces.push({ prefix, uri });
}

function bindNamespaces(
  cursor: XmlCursor,
  element: ElementNode,
  namespaces: readonly XmlNamespace[],
  scope: NamespaceScope,
): void {
  if (hasDuplicate(namespaces, ({ prefix }) => prefix)) {
    throw cursor.error('a prefix is declared twice', element.start);
  }
  const own = namespaces.filter(({ prefix }) => prefix !== 'xml');
  for (const { prefix, uri } of own) scope.bind(prefix, uri);
  if (scope.size > cursor.limits.namespacesInScope) {
    throw cursor.error('too many namespaces are in scope', element.start, 'XML_LIMIT_EXCEEDED');
  }
  element.namespaces = own;
  element.isVerbatim = false;
}

function resolveAttributes(
  cursor: XmlCursor,
  element: ElementNode,
  attributes: readonly AttributeNode[],
  scope: NamespaceScope,
): void {
  for (const attribute of attributes) {
    if (attribute.prefix !== '') {
      attribute.namespace = resolvePrefix(cursor, scope, attribute.prefix, attribute.start);
    }
  }
  element.attributes = attributes;
  if (attributes.length === 1) return;
  if (hasDuplicate(attributes, ({ namespace, localName }) => `${localName} ${namespace}`)) {
    throw cursor.error('an attribute occurs twice', element.start);
  }
  if (element.isVerbatim) element.isVerbatim = isSorted(attributes);
}

function hasDuplicate<T>(items: readonly T[], keyOf: (item: T) => string): boolean {
  if (items.length === 1) return false;
  const keys = items.map(keyOf);
  if (keys.length > FEW) return new Set(keys).size < keys.length;
  return keys.some((key, i) => keys.indexOf(key) < i);
}

function isSorted(attributes: readonly AttributeNode[]): boolean {
  return attributes.every((attribute, i) => {
    const before = attributes[i - 1];
    return before === undefined || compareAttributes(before, attribute) < 0;
  });
}

/** The order of attributes in canonical form (Canonical XML §2.2): by namespace, then by local name. */
export function compareAttributes(
  a: { readonly namespace: string; readonly localName: string },
  b: { readonly namespace: string; readonly localName: string },
): number {
  return compareCodePoints(a.namespace, b.namespace) || compareCodePoints(a.localName, b.localName);
}

function resolvePrefix(cursor: XmlCursor, scope: NamespaceScope, prefix: string, at: number): string {
  const uri = scope.get(prefix);
  if (uri !== undefined) return uri;
  if (prefix === '') return '';
  if (prefix === 'xml') return XML_NAMESPACE;
  throw cursor.error(`the prefix "${prefix}" is not declared`, at);
}

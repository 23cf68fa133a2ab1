/**
 * XML that is made here: elements as data, written once as they stand in the document and once in canonical form, so that
 * nothing has to be parsed to be digested (Canonical XML 1.0 §2.3, Exclusive XML Canonicalization §3).
 *
 * @module
 */

/** Prefixes with their namespaces, the default namespace under an empty prefix. */
export type Namespaces = ReadonlyMap<string, string>;

/** Names with values. */
export type Pairs = readonly (readonly [name: string, value: string])[];

const NONE: Pairs = [];

/** An element to be written. */
export interface Markup {
  readonly prefix: string;
  readonly localName: string;
  /** Without prefixes, sorted by name. */
  readonly attributes: Pairs;
  /** Prefixes that the element declares in the document, with their namespaces. */
  readonly declares: Pairs;
  readonly children: readonly (Markup | string)[];
}

/** What surrounds an element that is cut out of its document. */
export interface Surroundings {
  /** Exclusive C14N declares a namespace where it is used, inclusive C14N where it comes into scope. */
  readonly rules: 'exclusive' | 'inclusive';
  readonly namespaces: Namespaces;
  /** Attributes of the prefix `xml` that inclusive C14N takes over from the ancestors, sorted by local name. */
  readonly xmlAttributes: Pairs;
}

/** Attributes by name; those that are `undefined` are left out. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** An element of XMLDSig. */
export function dsElement(
  localName: string,
  attributes: Attributes,
  children: Markup['children'] = [],
  declares: Pairs = NONE,
): Markup {
  return element('ds', localName, attributes, children, declares);
}

/** An element of XAdES. */
export function xadesElement(
  localName: string,
  attributes: Attributes,
  children: Markup['children'] = [],
  declares: Pairs = NONE,
): Markup {
  return element('xades', localName, attributes, children, declares);
}

/** An element of the additions to XAdES (EN 319 132-1 §4.3). */
export function xades141Element(
  localName: string,
  attributes: Attributes,
  children: Markup['children'] = [],
): Markup {
  return element('xades141', localName, attributes, children, NONE);
}

/** An element of another vocabulary. */
export function element(
  prefix: string,
  localName: string,
  attributes: Attributes,
  children: Markup['children'],
  declares: Pairs,
): Markup {
  return { prefix, localName, attributes: sortedPairs(attributes), declares, children };
}

function sortedPairs(attributes: Attributes): Pairs {
  const names = Object.keys(attributes);
  if (names.length > 1) names.sort();
  const pairs: (readonly [string, string])[] = [];
  for (const name of names) {
    const value = attributes[name];
    if (value !== undefined) pairs.push([name, value]);
  }
  return pairs;
}

/** The element as it stands in the document. */
export function writeMarkup(node: Markup): string {
  return write(node, node.declares, node.attributes, writeMarkup);
}

/** The element in canonical form, cut out of its document. */
export function canonicalizeMarkup(apex: Markup, { rules, namespaces, xmlAttributes }: Surroundings): string {
  if (rules === 'exclusive') return writeExclusive(apex, namespaces, []);
  const inScope = scopeOf(apex, namespaces);
  const declared = [...inScope].filter(([prefix, uri]) => prefix !== '' || uri !== '');
  const inherited = xmlAttributes.map(([name, value]) => [`xml:${name}`, value] as const);
  return write(apex, sorted(declared), [...apex.attributes, ...inherited], (child) =>
    writeInclusive(child, inScope),
  );
}

function writeExclusive(node: Markup, around: Namespaces, rendered: readonly string[]): string {
  const inScope = scopeOf(node, around);
  if (rendered.includes(node.prefix)) {
    return write(node, NONE, node.attributes, (child) => writeExclusive(child, inScope, rendered));
  }
  const uri = inScope.get(node.prefix);
  if (uri === undefined) throw new TypeError(`the prefix ${node.prefix} is not declared`);
  const known = [...rendered, node.prefix];
  return write(node, [[node.prefix, uri]], node.attributes, (child) => writeExclusive(child, inScope, known));
}

function writeInclusive(node: Markup, around: Namespaces): string {
  const declared = node.declares.filter(([prefix, uri]) => around.get(prefix) !== uri);
  const inScope = scopeOf(node, around);
  return write(node, sorted(declared), node.attributes, (child) => writeInclusive(child, inScope));
}

function scopeOf({ declares }: Markup, around: Namespaces): Namespaces {
  return declares.length === 0 ? around : new Map([...around, ...declares]);
}

function sorted(declared: Pairs): Pairs {
  return declared.length < 2 ? declared : declared.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function write(
  { prefix, localName, children }: Markup,
  declared: Pairs,
  attributes: Pairs,
  writeChild: (child: Markup) => string,
): string {
  const name = `${prefix}:${localName}`;
  let text = `<${name}`;
  for (const [declaredPrefix, uri] of declared) {
    text += `${declaredPrefix === '' ? ' xmlns' : ` xmlns:${declaredPrefix}`}="${escapeAttribute(uri)}"`;
  }
  for (const [attribute, value] of attributes) text += ` ${attribute}="${escapeAttribute(value)}"`;
  text += '>';
  for (const child of children) text += typeof child === 'string' ? escapeText(child) : writeChild(child);
  return `${text}</${name}>`;
}

const TEXT_REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#xD;',
};

const ATTRIBUTE_REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => TEXT_REFERENCES[character] ?? character);
}

function escapeAttribute(text: string): string {
  return text.replace(/[&<"\t\n\r]/g, (character) => ATTRIBUTE_REFERENCES[character] ?? character);
}

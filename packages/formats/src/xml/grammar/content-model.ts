/**
 * Content models of elements as one line of text each, in the manner of a DTD:
 *
 *     SignedInfo: 'CanonicalizationMethod SignatureMethod Reference+ @Id'
 *
 * - `Name` is an element of the grammar's own namespace and of the type of that name, `Name=Type` of another type;
 *   types in lower case are simple ones. A prefix before either stands for another namespace, as the grammar says.
 * - `?`, `*` and `+` count; `(A|B)` is a choice; `##any` and `##other` stand for elements of any, or of another, namespace.
 * - `#type` is an element with a value, `mixed` one with text between its elements.
 * - `@Name` is an attribute, `@Name=type!` one that is required, `@Name=(a|b)` one of some values, `@*` any attribute;
 *   `xml:` is the only prefix of an attribute.
 *
 * @module
 */
import { XML_NAMESPACE } from '../start-tag.ts';
import type { SimpleType } from './simple-types.ts';

/** Name of an element or a type. */
export interface GrammarName {
  /** Empty for a simple type. */
  readonly namespace: string;
  readonly localName: string;
}

/** An element that may stand at a place. */
export interface ElementOption extends GrammarName {
  readonly kind: 'element';
  readonly type: GrammarName;
}

/** Elements that the grammar does not name. */
export interface WildcardOption {
  readonly kind: 'wildcard';
  readonly namespaces: 'any' | 'other';
}

/** One place in a sequence of elements. */
export interface Particle {
  readonly options: readonly (ElementOption | WildcardOption)[];
  readonly min: 0 | 1;
  readonly max: number;
}

/** An attribute. */
export interface AttributeRule {
  /** Empty, or that of the prefix `xml`. */
  readonly namespace: string;
  readonly name: string;
  /** A simple type, or the only values there are. */
  readonly type: SimpleType | readonly string[];
  readonly required: boolean;
}

/** What an element may hold. */
export interface ContentModel {
  /** Of the grammar: that of the elements it calls its own. */
  readonly namespace: string;
  readonly value: SimpleType | undefined;
  readonly mixed: boolean;
  readonly particles: readonly Particle[];
  readonly attributes: readonly AttributeRule[];
  readonly anyAttribute: boolean;
}

/** The content models of one namespace. */
export interface Grammar {
  readonly namespace: string;
  /** The model of a type by its name; a global element has the type of its name. */
  modelOf(type: string): ContentModel | undefined;
}

/** Grammars that refer to each other, by their namespaces. */
export type Grammars = ReadonlyMap<string, Grammar>;

/** Grammars as {@link Grammars}. */
export function grammarsOf(...grammars: readonly Grammar[]): Grammars {
  return new Map(grammars.map((grammar) => [grammar.namespace, grammar]));
}

/** What the prefixes of names in a grammar stand for. */
export type GrammarPrefixes = Readonly<Record<string, string>>;

/** A grammar out of lines of text. A line is read when it is first asked for. */
export function defineGrammar(
  namespace: string,
  lines: Readonly<Record<string, string>>,
  prefixes: GrammarPrefixes = {},
): Grammar {
  const read = new Map<string, ContentModel>();
  const modelOf = (type: string): ContentModel | undefined => {
    const known = read.get(type);
    if (known !== undefined) return known;
    const line = Object.hasOwn(lines, type) ? lines[type] : undefined;
    if (line === undefined) return undefined;
    const model = readModel({ namespace, prefixes }, line);
    read.set(type, model);
    return model;
  };
  return { namespace, modelOf };
}

/** Whether a type of an element is a simple one. */
export function isSimpleType(type: string): type is SimpleType {
  return /^[a-z]/.test(type);
}

/** How the names of a line are read. */
interface Naming {
  readonly namespace: string;
  readonly prefixes: GrammarPrefixes;
}

function readModel(naming: Naming, line: string): ContentModel {
  const words = line.split(' ').filter((word) => word !== '');
  const attributes = words.filter((word) => word.startsWith('@') && word !== '@*');
  const value = words.find((word) => /^#[a-z]/.test(word))?.slice(1);
  return {
    namespace: naming.namespace,
    value: value !== undefined && isSimpleType(value) ? value : undefined,
    mixed: words.includes('mixed'),
    particles: words
      .filter((word) => !/^(@|#[a-z]|mixed$)/.test(word))
      .map((word) => readParticle(naming, word)),
    attributes: attributes.map(readAttribute),
    anyAttribute: words.includes('@*'),
  };
}

function readParticle(naming: Naming, word: string): Particle {
  const [, body = '', count = ''] = /^(.*?)([?*+]?)$/.exec(word) ?? [];
  const options = body.replace(/^\(|\)$/g, '').split('|');
  return {
    options: options.map((option) => readOption(naming, option)),
    min: count === '' || count === '+' ? 1 : 0,
    max: count === '*' || count === '+' ? Number.POSITIVE_INFINITY : 1,
  };
}

function readOption(naming: Naming, text: string): ElementOption | WildcardOption {
  if (text === '##any') return { kind: 'wildcard', namespaces: 'any' };
  if (text === '##other') return { kind: 'wildcard', namespaces: 'other' };
  const [element = '', type = element] = text.split('=');
  const name = readName(element, naming.namespace, naming);
  return {
    kind: 'element',
    ...name,
    type:
      isSimpleType(type) && !type.includes(':')
        ? { namespace: '', localName: type }
        : readName(type, name.namespace, naming),
  };
}

function readName(text: string, otherwise: string, { prefixes }: Naming): GrammarName {
  const [, prefix, localName = ''] = /^(?:([a-z]+):)?(.*)$/.exec(text) ?? [];
  return { namespace: prefix === undefined ? otherwise : (prefixes[prefix] ?? ''), localName };
}

function readAttribute(word: string): AttributeRule {
  const [, prefix, name = '', type = '', required = ''] =
    /^@(xml:)?([A-Za-z]+)(?:=([a-zA-Z0-9]+|\([^)]*\)))?(!?)$/.exec(word) ?? [];
  return {
    namespace: prefix === undefined ? '' : XML_NAMESPACE,
    name,
    type: readAttributeType(name, type),
    required: required === '!',
  };
}

function readAttributeType(name: string, type: string): AttributeRule['type'] {
  if (type.startsWith('(')) return type.slice(1, -1).split('|');
  if (type !== '' && isSimpleType(type)) return type;
  return name === 'Id' ? 'identifier' : 'string';
}

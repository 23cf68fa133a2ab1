/**
 * Content models of elements as one line of text each, in the manner of a DTD:
 *
 *     SignedInfo: 'CanonicalizationMethod SignatureMethod Reference+ @Id'
 *
 * - `Name` is an element of the grammar's own namespace and of the type of that name, `Name=Type` of another type;
 *   types in lower case are simple ones. `ds:` and `xades:` before either are those of XMLDSig and of XAdES 1.3.2.
 * - `?`, `*` and `+` count; `(A|B)` is a choice; `##any` and `##other` stand for elements of any, or of another, namespace.
 * - `#type` is an element with a value, `mixed` one with text between its elements.
 * - `@Name` is an attribute, `@Name=type!` one that is required, `@*` any attribute.
 *
 * @module
 */
import type { SimpleType } from './simple-types.ts';

/** Whose name it is: the grammar's own, XMLDSig's, or that of XAdES 1.3.2. */
export type Vocabulary = 'own' | 'ds' | 'xades';

/** Name of an element or a type. */
export interface GrammarName {
  readonly vocabulary: Vocabulary;
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

/** An attribute without a namespace. */
export interface AttributeRule {
  readonly name: string;
  readonly type: SimpleType;
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

/** The content models of one namespace by the names of its types; a global element has the type of its name. */
export interface Grammar {
  readonly namespace: string;
  readonly types: ReadonlyMap<string, ContentModel>;
}

/** A grammar out of lines of text. */
export function defineGrammar(namespace: string, lines: Readonly<Record<string, string>>): Grammar {
  const types = Object.entries(lines).map(([name, line]) => [name, readModel(namespace, line)] as const);
  return { namespace, types: new Map(types) };
}

/** Whether a type of an element is a simple one. */
export function isSimpleType(type: string): type is SimpleType {
  return /^[a-z]/.test(type);
}

function readModel(namespace: string, line: string): ContentModel {
  const words = line.split(' ').filter((word) => word !== '');
  const attributes = words.filter((word) => word.startsWith('@') && word !== '@*');
  const value = words.find((word) => /^#[a-z]/.test(word))?.slice(1);
  return {
    namespace,
    value: value !== undefined && isSimpleType(value) ? value : undefined,
    mixed: words.includes('mixed'),
    particles: words.filter((word) => !/^(@|#[a-z]|mixed$)/.test(word)).map(readParticle),
    attributes: attributes.map(readAttribute),
    anyAttribute: words.includes('@*'),
  };
}

function readParticle(word: string): Particle {
  const [, body = '', count = ''] = /^(.*?)([?*+]?)$/.exec(word) ?? [];
  const options = body.replace(/^\(|\)$/g, '').split('|');
  return {
    options: options.map(readOption),
    min: count === '' || count === '+' ? 1 : 0,
    max: count === '*' || count === '+' ? Number.POSITIVE_INFINITY : 1,
  };
}

function readOption(text: string): ElementOption | WildcardOption {
  if (text === '##any') return { kind: 'wildcard', namespaces: 'any' };
  if (text === '##other') return { kind: 'wildcard', namespaces: 'other' };
  const [element = '', type = element] = text.split('=');
  const name = readName(element, 'own');
  return { kind: 'element', ...name, type: readName(type, name.vocabulary) };
}

function readName(text: string, otherwise: Vocabulary): GrammarName {
  const [, prefix, localName = ''] = /^(?:(ds|xades):)?(.*)$/.exec(text) ?? [];
  return { vocabulary: prefix === 'ds' || prefix === 'xades' ? prefix : otherwise, localName };
}

function readAttribute(word: string): AttributeRule {
  const [, name = '', type = '', required = ''] = /^@([A-Za-z]+)(?:=([a-zA-Z0-9]+))?(!?)$/.exec(word) ?? [];
  const known = isSimpleType(type) ? type : undefined;
  return { name, type: known ?? (name === 'Id' ? 'identifier' : 'string'), required: required === '!' };
}

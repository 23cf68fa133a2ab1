/**
 * Whether an element is as the grammars say: its children, attributes and values, and those of everything below it.
 *
 * @module
 */
import { childElements } from '../../../xml/elements.ts';
import type { XmlAttribute, XmlElement } from '../../../xml/tree.ts';
import { NAMESPACES } from '../../identifiers.ts';
import { isNamed, qualifiedName } from '../elements.ts';
import { DS } from '../namespaces.ts';
import {
  type AttributeRule,
  type ContentModel,
  type ElementOption,
  type Grammar,
  type GrammarName,
  isSimpleType,
  type Particle,
  type WildcardOption,
} from './content-model.ts';
import { isValueOf, type SimpleType } from './simple-types.ts';
import { XADES_111_GRAMMAR, XADES_122_GRAMMAR, XADES_132_GRAMMAR, XADES_141_GRAMMAR } from './xades.ts';
import { XMLDSIG_GRAMMAR } from './xmldsig.ts';

const GRAMMARS: ReadonlyMap<string, Grammar> = new Map(
  [XMLDSIG_GRAMMAR, XADES_132_GRAMMAR, XADES_141_GRAMMAR, XADES_122_GRAMMAR, XADES_111_GRAMMAR].map(
    (grammar) => [grammar.namespace, grammar],
  ),
);

/** Most messages about one signature: the first ones tell what is wrong. */
const MAX_MESSAGES = 100;

/** What a walk through an element collects. */
interface Walk {
  readonly messages: string[];
  readonly identifiers: Set<string>;
  readonly waiting: { readonly element: XmlElement; readonly model: ContentModel }[];
}

/**
 * What in a ds:Signature is not as its grammar says, one message each. Signatures inside it are checked for themselves, and
 * what stands in a ds:Object only as far as it is of a namespace that has a grammar here.
 */
export function checkGrammar(signature: XmlElement): readonly string[] {
  const walk: Walk = { messages: [], identifiers: new Set(), waiting: [] };
  const model = XMLDSIG_GRAMMAR.types.get('Signature');
  if (model !== undefined) walk.waiting.push({ element: signature, model });
  for (let next = walk.waiting.pop(); next !== undefined; next = walk.waiting.pop()) {
    if (walk.messages.length >= MAX_MESSAGES) break;
    checkElement(walk, next.element, next.model);
  }
  return walk.messages;
}

function checkElement(walk: Walk, element: XmlElement, model: ContentModel): void {
  checkAttributes(walk, element, model);
  if (model.value !== undefined) {
    checkValue(walk, element, model.value);
    return;
  }
  const hasText = element.children.some((node) => node.kind === 'text' && node.value.trim() !== '');
  if (hasText && !model.mixed) walk.messages.push(`${qualifiedName(element)} has text between its elements`);
  checkChildren(walk, element, model);
}

function checkAttributes(walk: Walk, element: XmlElement, model: ContentModel): void {
  for (const { name, required } of model.attributes) {
    if (required && !element.attributes.some((one) => one.localName === name && one.namespace === ''))
      walk.messages.push(`${qualifiedName(element)} has no attribute ${name}`);
  }
  for (const attribute of element.attributes) {
    const rule = model.attributes.find(
      ({ name }) => name === attribute.localName && attribute.namespace === '',
    );
    if (rule !== undefined) checkAttribute(walk, element, attribute, rule);
    else if (!model.anyAttribute && !isFree(attribute))
      walk.messages.push(`${qualifiedName(element)} may have no attribute ${attribute.localName}`);
  }
}

/** Attributes that may stand anywhere (XML Schema Part 1 §2.6). */
function isFree({ namespace }: XmlAttribute): boolean {
  return namespace === 'http://www.w3.org/2001/XMLSchema-instance';
}

function checkAttribute(walk: Walk, element: XmlElement, { value }: XmlAttribute, rule: AttributeRule): void {
  const place = `attribute ${rule.name} of ${qualifiedName(element)}`;
  if (!isValueOf(rule.type, value)) walk.messages.push(`${place}: ${quote(value)} is no ${rule.type}`);
  if (rule.type !== 'identifier') return;
  if (walk.identifiers.has(value)) walk.messages.push(`${place}: ${quote(value)} stands twice`);
  walk.identifiers.add(value);
}

function checkValue(walk: Walk, element: XmlElement, type: SimpleType): void {
  const name = qualifiedName(element);
  if (childElements(element).length > 0) {
    walk.messages.push(`${name} has elements instead of a value`);
    return;
  }
  const text = element.children.map((node) => (node.kind === 'text' ? node.value : '')).join('');
  if (!isValueOf(type, text)) walk.messages.push(`${name}: ${quote(text)} is no ${type}`);
}

function quote(text: string): string {
  return `'${text.length > 40 ? `${text.slice(0, 40)}…` : text}'`;
}

/** Follows the particles in their order; after the first element out of place nothing more is said about its siblings. */
function checkChildren(walk: Walk, element: XmlElement, { namespace, particles }: ContentModel): void {
  const found: Walk['waiting'] = [];
  let at = 0;
  let count = 0;
  const skipTo = (child: XmlElement): ElementOption | WildcardOption | undefined => {
    for (; at < particles.length; at++, count = 0) {
      const particle = particles[at];
      const option = particle?.options.find((one) => admits(one, child, namespace));
      if (option !== undefined && count < (particle?.max ?? 0)) return option;
      if (count < (particle?.min ?? 0)) return undefined;
    }
    return undefined;
  };
  for (const child of childElements(element)) {
    const option = skipTo(child);
    if (option === undefined) {
      walk.messages.push(
        `${qualifiedName(child)} is not expected in ${qualifiedName(element)}${expected(particles[at], count)}`,
      );
      defer(walk, found);
      return;
    }
    count++;
    const model = modelOf(option, child, namespace);
    if (typeof model === 'string') checkSimple(walk, child, model);
    else if (model !== undefined && !isNamed(child, DS, 'Signature')) found.push({ element: child, model });
  }
  const missing = particles.slice(at).find(({ min }, index) => min > (index === 0 ? count : 0));
  if (missing !== undefined)
    walk.messages.push(`${qualifiedName(element)} is not complete${expected(missing, 0)}`);
  defer(walk, found);
}

/** The first of them is next; there may be more than arguments of a call. */
function defer({ waiting }: Walk, found: Walk['waiting']): void {
  for (const one of found.reverse()) waiting.push(one);
}

function checkSimple(walk: Walk, element: XmlElement, type: SimpleType): void {
  for (const { localName, namespace } of element.attributes) {
    if (namespace === '') walk.messages.push(`${qualifiedName(element)} may have no attribute ${localName}`);
  }
  checkValue(walk, element, type);
}

function expected(particle: Particle | undefined, count: number): string {
  if (particle === undefined || count >= particle.max) return '';
  const names = particle.options.map((one) => (one.kind === 'element' ? one.localName : 'another element'));
  return `: ${names.join(' or ')} is expected`;
}

function admits(option: ElementOption | WildcardOption, child: XmlElement, own: string): boolean {
  if (option.kind === 'element') return isNamed(child, namespaceOf(option, own), option.localName);
  return option.namespaces === 'any' || (child.namespace !== own && child.namespace !== '');
}

function namespaceOf({ vocabulary }: GrammarName, own: string): string {
  return vocabulary === 'own' ? own : NAMESPACES[vocabulary];
}

/** What an element may hold; `undefined` where no grammar says anything. */
function modelOf(
  option: ElementOption | WildcardOption,
  child: XmlElement,
  own: string,
): ContentModel | SimpleType | undefined {
  if (option.kind === 'wildcard') return GRAMMARS.get(child.namespace)?.types.get(child.localName);
  const { type } = option;
  if (isSimpleType(type.localName)) return type.localName;
  return GRAMMARS.get(namespaceOf(type, own))?.types.get(type.localName);
}

/**
 * Whether an element is as grammars say: its children, attributes and values, and those of everything below it.
 *
 * @module
 */
import { childElements, isNamed, qualifiedName } from '../elements.ts';
import type { XmlAttribute, XmlElement } from '../tree.ts';
import {
  type AttributeRule,
  type ContentModel,
  type ElementOption,
  type GrammarName,
  type Grammars,
  isSimpleType,
  type Particle,
  type WildcardOption,
} from './content-model.ts';
import { isValueOf, type SimpleType } from './simple-types.ts';

/** Most messages about one element: the first ones tell what is wrong. */
const MAX_MESSAGES = 100;

/** What a walk through an element collects. */
interface Walk extends GrammarCheck {
  readonly messages: string[];
  readonly identifiers: Set<string>;
  readonly waiting: { readonly element: XmlElement; readonly model: ContentModel }[];
}

/** What to check by. */
export interface GrammarCheck {
  readonly grammars: Grammars;
  /** Elements that are checked for themselves elsewhere, or not at all. */
  readonly skips?: (element: XmlElement) => boolean;
}

/**
 * What in an element of some type is not as its grammar says, one message each. Where a grammar lets others stand, what is of
 * a namespace that has a grammar here is checked as well.
 */
export function checkGrammar(root: XmlElement, type: GrammarName, check: GrammarCheck): readonly string[] {
  const walk: Walk = { ...check, messages: [], identifiers: new Set(), waiting: [] };
  const model = check.grammars.get(type.namespace)?.modelOf(type.localName);
  if (model !== undefined) walk.waiting.push({ element: root, model });
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
  for (const rule of model.attributes) {
    if (rule.required && !element.attributes.some((attribute) => isAttribute(attribute, rule)))
      walk.messages.push(`${qualifiedName(element)} has no attribute ${rule.name}`);
  }
  for (const attribute of element.attributes) {
    const rule = model.attributes.find((one) => isAttribute(attribute, one));
    if (rule !== undefined) checkAttribute(walk, element, attribute, rule);
    else if (!model.anyAttribute && !isFree(attribute))
      walk.messages.push(`${qualifiedName(element)} may have no attribute ${attribute.localName}`);
  }
}

function isAttribute({ namespace, localName }: XmlAttribute, rule: AttributeRule): boolean {
  return localName === rule.name && namespace === rule.namespace;
}

/** Attributes that may stand anywhere (XML Schema Part 1 §2.6). */
function isFree({ namespace }: XmlAttribute): boolean {
  return namespace === 'http://www.w3.org/2001/XMLSchema-instance';
}

function checkAttribute(walk: Walk, element: XmlElement, { value }: XmlAttribute, rule: AttributeRule): void {
  const place = `attribute ${rule.name} of ${qualifiedName(element)}`;
  if (typeof rule.type !== 'string') {
    if (!rule.type.includes(value))
      walk.messages.push(`${place}: ${quote(value)} is none of ${rule.type.join(', ')}`);
    return;
  }
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
    const model = modelOf(option, child, walk.grammars);
    if (typeof model === 'string') checkSimple(walk, child, model);
    else if (model !== undefined && walk.skips?.(child) !== true) found.push({ element: child, model });
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
  for (const attribute of element.attributes) {
    if (!isFree(attribute))
      walk.messages.push(`${qualifiedName(element)} may have no attribute ${attribute.localName}`);
  }
  checkValue(walk, element, type);
}

function expected(particle: Particle | undefined, count: number): string {
  if (particle === undefined || count >= particle.max) return '';
  const names = particle.options.map((one) => (one.kind === 'element' ? one.localName : 'another element'));
  return `: ${names.join(' or ')} is expected`;
}

function admits(option: ElementOption | WildcardOption, child: XmlElement, own: string): boolean {
  if (option.kind === 'element') return isNamed(child, option.namespace, option.localName);
  return option.namespaces === 'any' || (child.namespace !== own && child.namespace !== '');
}

/** What an element may hold; `undefined` where no grammar says anything. */
function modelOf(
  option: ElementOption | WildcardOption,
  child: XmlElement,
  grammars: Grammars,
): ContentModel | SimpleType | undefined {
  if (option.kind === 'wildcard') return grammars.get(child.namespace)?.modelOf(child.localName);
  const { namespace, localName } = option.type;
  return isSimpleType(localName) ? localName : grammars.get(namespace)?.modelOf(localName);
}

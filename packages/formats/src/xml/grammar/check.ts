/**
 * Whether an element is as grammars say: its children, attributes and values, and those of everything below it.
 *
 * @module
 */
import { isNamed, qualifiedName } from '../elements.ts';
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
  if (!model.mixed && hasText(element))
    walk.messages.push(`${qualifiedName(element)} has text between its elements`);
  checkChildren(walk, element, model);
}

function hasText({ children }: XmlElement): boolean {
  for (const node of children) if (node.kind === 'text' && !node.isBlank) return true;
  return false;
}

function checkAttributes(walk: Walk, element: XmlElement, model: ContentModel): void {
  for (const rule of model.attributes) {
    if (rule.required && !hasAttribute(element, rule))
      walk.messages.push(`${qualifiedName(element)} has no attribute ${rule.name}`);
  }
  for (const attribute of element.attributes) {
    const rule = ruleOf(attribute, model);
    if (rule !== undefined) checkAttribute(walk, element, attribute, rule);
    else if (!model.anyAttribute && !isFree(attribute))
      walk.messages.push(`${qualifiedName(element)} may have no attribute ${attribute.localName}`);
  }
}

function hasAttribute({ attributes }: XmlElement, { name, namespace }: AttributeRule): boolean {
  for (const attribute of attributes)
    if (attribute.localName === name && attribute.namespace === namespace) return true;
  return false;
}

function ruleOf(
  { localName, namespace }: XmlAttribute,
  { attributes }: ContentModel,
): AttributeRule | undefined {
  for (const rule of attributes) if (rule.name === localName && rule.namespace === namespace) return rule;
  return undefined;
}

/** Attributes that may stand anywhere (XML Schema Part 1 §2.6). */
function isFree({ namespace }: XmlAttribute): boolean {
  return namespace === 'http://www.w3.org/2001/XMLSchema-instance';
}

function checkAttribute(walk: Walk, element: XmlElement, { value }: XmlAttribute, rule: AttributeRule): void {
  const tell = (problem: string): void => {
    walk.messages.push(`attribute ${rule.name} of ${qualifiedName(element)}: ${quote(value)} ${problem}`);
  };
  if (typeof rule.type !== 'string') {
    if (!rule.type.includes(value)) tell(`is none of ${rule.type.join(', ')}`);
    return;
  }
  if (!isValueOf(rule.type, value)) tell(`is no ${rule.type}`);
  if (rule.type !== 'identifier') return;
  if (walk.identifiers.has(value)) tell('stands twice');
  walk.identifiers.add(value);
}

function checkValue(walk: Walk, element: XmlElement, type: SimpleType): void {
  let text = '';
  for (const node of element.children) {
    if (node.kind === 'element') {
      walk.messages.push(`${qualifiedName(element)} has elements instead of a value`);
      return;
    }
    if (node.kind === 'text') text = text === '' ? node.value : text + node.value;
  }
  if (!isValueOf(type, text)) walk.messages.push(`${qualifiedName(element)}: ${quote(text)} is no ${type}`);
}

function quote(text: string): string {
  return `'${text.length > 40 ? `${text.slice(0, 40)}…` : text}'`;
}

/** Where in a sequence of particles the next child may stand. */
interface Place {
  /** Of the particle. */
  at: number;
  /** Elements that stand for it so far. */
  count: number;
}

/** Follows the particles in their order; after the first element out of place nothing more is said about its siblings. */
function checkChildren(walk: Walk, element: XmlElement, model: ContentModel): void {
  const found: Walk['waiting'] = [];
  const place: Place = { at: 0, count: 0 };
  for (const child of element.children) {
    if (child.kind !== 'element') continue;
    const option = skipTo(child, place, model);
    if (option === undefined) {
      const instead = expected(model.particles[place.at], place.count);
      walk.messages.push(`${qualifiedName(child)} is not expected in ${qualifiedName(element)}${instead}`);
      defer(walk, found);
      return;
    }
    place.count++;
    const type = modelOf(option, child, walk.grammars);
    if (typeof type === 'string') checkSimple(walk, child, type);
    else if (type !== undefined && walk.skips?.(child) !== true) found.push({ element: child, model: type });
  }
  const missing = firstMissing(model, place);
  if (missing !== undefined)
    walk.messages.push(`${qualifiedName(element)} is not complete${expected(missing, 0)}`);
  defer(walk, found);
}

/** Goes on to the first particle that a child may stand for; `undefined` when one before it has to stand there. */
function skipTo(
  child: XmlElement,
  place: Place,
  { namespace, particles }: ContentModel,
): ElementOption | WildcardOption | undefined {
  for (; place.at < particles.length; place.at++, place.count = 0) {
    const { options, min, max } = particles[place.at] as Particle;
    const option = place.count < max ? options.find((one) => admits(one, child, namespace)) : undefined;
    if (option !== undefined) return option;
    if (place.count < min) return undefined;
  }
  return undefined;
}

function firstMissing({ particles }: ContentModel, { at, count }: Place): Particle | undefined {
  if (at >= particles.length) return undefined;
  return particles.find(({ min }, index) => index >= at && min > (index === at ? count : 0));
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

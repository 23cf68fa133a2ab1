/**
 * Evaluates location paths over the nodes of a document (XPath 1.0 §2).
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import { FormatsError } from '../../errors.ts';
import type { ElementIds } from '../ids.ts';
import type { XmlAttribute, XmlDocument, XmlElement, XmlNode } from '../tree.ts';
import { nodesBelow } from '../walk.ts';
import type { WorkBudget } from '../work-budget.ts';
import type { Axis, Condition, LocationPath, NameTest, Operand, PathUnion, Step } from './expression.ts';

/** What a path can lead to. */
export type Place = XmlDocument | XmlNode;

/** What an expression is evaluated in. */
export interface XPathContext {
  readonly document: XmlDocument;
  readonly ids: ElementIds;
  /** The element that holds the expression; absent when it stands in another document. */
  readonly here: XmlElement | undefined;
  readonly budget: WorkBudget;
}

/** The places that paths lead to from the root of the document. */
export function evaluateUnion(paths: PathUnion, context: XPathContext): ReadonlySet<Place> {
  const found = new Set<Place>();
  for (const path of paths)
    for (const place of evaluatePath(path, context.document, context)) found.add(place);
  return found;
}

function evaluatePath(
  { start, steps }: LocationPath,
  from: Place,
  context: XPathContext,
): ReadonlySet<Place> {
  let places: ReadonlySet<Place> = new Set(startOf(start, from, context));
  for (const step of steps) {
    const next = new Set<Place>();
    for (const place of places) for (const found of takeStep(step, place, context)) next.add(found);
    places = next;
  }
  return places;
}

function startOf(
  start: LocationPath['start'],
  from: Place,
  { document, ids, here }: XPathContext,
): readonly Place[] {
  switch (start.kind) {
    case 'root':
      return [document];
    case 'context':
      return [from];
    case 'here':
      return here === undefined ? [] : [here];
    case 'id':
      return start.ids.map((id) => ids.elements.get(id)).filter((element) => element !== undefined);
    default:
      return assertNever(start);
  }
}

function takeStep(step: Step, from: Place, context: XPathContext): readonly Place[] {
  let places = along(step.axis, from, context).filter((place) => passes(place, step.test));
  for (const predicate of step.predicates) {
    places = places.filter((place, i, all) => holds(predicate, place, i + 1, all.length, context));
  }
  return places;
}

/** The places of an axis, nearest first. */
function along(axis: Axis, from: Place, context: XPathContext): readonly Place[] {
  const places = AXES[axis](from, context);
  context.budget.spendNodes(places.length + 1);
  return places;
}

const AXES: Readonly<Record<Axis, (from: Place, context: XPathContext) => readonly Place[]>> = {
  self: (from) => [from],
  child: childrenOf,
  parent: (from, context) => ancestors(from, context).slice(0, 1),
  descendant: (from) => [...nodesBelow(from)],
  'descendant-or-self': (from) => [from, ...nodesBelow(from)],
  ancestor: ancestors,
  'ancestor-or-self': (from, context) => [from, ...ancestors(from, context)],
};

function childrenOf(from: Place): readonly Place[] {
  return from.kind === 'document' || from.kind === 'element' ? from.children : [];
}

/** A node that is no element does not know its parent; nothing that signatures choose goes up from one. */
function ancestors(from: Place, { document }: XPathContext): readonly Place[] {
  if (from.kind === 'document') return [];
  if (from.kind !== 'element') {
    throw new FormatsError(
      'XML_TRANSFORM_REFUSED',
      'an XPath expression goes up from a node that is no element',
    );
  }
  const places: Place[] = [];
  for (let above = from.parent; above !== undefined; above = above.parent) places.push(above);
  return [...places, document];
}

function passes(place: Place, test: Step['test']): boolean {
  if (typeof test === 'object') return place.kind === 'element' && isNamed(place, test);
  return test === 'node' || place.kind === test;
}

function isNamed({ namespace, localName }: XmlElement | XmlAttribute, test: NameTest): boolean {
  return (
    (test.localName === undefined || test.localName === localName) &&
    (test.namespace === undefined || test.namespace === namespace)
  );
}

/** Whether a condition holds of a place, which is the `position`th of `size`. */
function holds(
  condition: Condition,
  place: Place,
  position: number,
  size: number,
  context: XPathContext,
): boolean {
  switch (condition.kind) {
    case 'any':
      return condition.of.some((one) => holds(one, place, position, size, context));
    case 'all':
      return condition.of.every((one) => holds(one, place, position, size, context));
    case 'not':
      return !holds(condition.of, place, position, size, context);
    case 'constant':
      return condition.value;
    case 'position':
      return position === (condition.at === 'last' ? size : condition.at);
    case 'attribute':
      return valuesOf(condition, place).length > 0;
    case 'path':
      return evaluatePath(condition.path, place, context).size > 0;
    default:
      return compares(condition, place);
  }
}

const COMPARISONS: Readonly<
  Record<'equal' | 'unequal' | 'starts-with' | 'contains', (a: string, b: string) => boolean>
> = {
  equal: (a, b) => a === b,
  unequal: (a, b) => a !== b,
  'starts-with': (a, b) => a.startsWith(b),
  contains: (a, b) => a.includes(b),
};

/** An attribute that is absent equals nothing and differs from nothing (XPath 1.0 §3.4). */
function compares(condition: Extract<Condition, { left: Operand }>, place: Place): boolean {
  const right = valuesOf(condition.right, place);
  const compare = COMPARISONS[condition.kind];
  return valuesOf(condition.left, place).some((a) => right.some((b) => compare(a, b)));
}

function valuesOf(operand: Operand, place: Place): readonly string[] {
  if (operand.kind === 'literal') return [operand.value];
  if (operand.kind === 'attribute') {
    if (place.kind !== 'element') return [];
    return place.attributes.filter((attribute) => isNamed(attribute, operand.test)).map(({ value }) => value);
  }
  if (place.kind !== 'element') return [''];
  const { prefix, localName, namespace } = place;
  if (operand.function === 'namespace-uri') return [namespace];
  return [operand.function === 'name' && prefix !== '' ? `${prefix}:${localName}` : localName];
}

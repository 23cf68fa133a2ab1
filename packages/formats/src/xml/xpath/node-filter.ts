/**
 * XPath filtering (XMLDSig §6.6.3) as steps over subtrees. An expression is asked of every node; those that look upwards
 * only, `not(ancestor-or-self::ds:Signature)` and the like, are the same for a whole subtree.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import type { FilterStep } from '../node-set.ts';
import { evaluateUnion, type XPathContext } from './evaluate.ts';
import type { Condition, LocationPath } from './expression.ts';

/** A condition that is a conjunction of subtrees to keep and to leave out. */
export interface SubtreeCondition {
  readonly operation: 'intersect' | 'subtract';
  /** From the root: each leads to the roots of subtrees. */
  readonly paths: readonly LocationPath[];
}

/**
 * Brings a condition into that form.
 *
 * @throws FormatsError XML_TRANSFORM_REFUSED for one that does not look upwards only
 */
export function toSubtrees(condition: Condition): readonly SubtreeCondition[] {
  if (condition.kind === 'all') return condition.of.flatMap(toSubtrees);
  if (condition.kind !== 'not') return [{ operation: 'intersect', paths: alternatives(condition) }];
  const { of } = condition;
  if (of.kind === 'not') return toSubtrees(of.of);
  return [{ operation: 'subtract', paths: alternatives(of) }];
}

function alternatives(condition: Condition): readonly LocationPath[] {
  if (condition.kind === 'any') return condition.of.flatMap(alternatives);
  const step =
    condition.kind === 'path' && condition.path.steps.length === 1 ? condition.path.steps[0] : undefined;
  const looksUp =
    condition.kind === 'path' &&
    condition.path.start.kind === 'context' &&
    step?.axis === 'ancestor-or-self' &&
    typeof step.test === 'object' &&
    !step.predicates.some(isPositional);
  if (!looksUp) {
    const message = 'an XPath transform that is not made of ancestor-or-self:: tests is not evaluated';
    throw new FormatsError('XML_TRANSFORM_REFUSED', message);
  }
  return [{ start: { kind: 'root' }, steps: [{ ...step, axis: 'descendant' }] }];
}

function isPositional(condition: Condition): boolean {
  switch (condition.kind) {
    case 'position':
      return true;
    case 'any':
    case 'all':
      return condition.of.some(isPositional);
    case 'not':
      return isPositional(condition.of);
    default:
      return false;
  }
}

/** The steps that keep the nodes of which all conditions are true. */
export function evaluateSubtrees(
  conditions: readonly SubtreeCondition[],
  context: XPathContext,
): readonly FilterStep[] {
  return conditions.map(({ operation, paths }) => ({ operation, roots: evaluateUnion(paths, context) }));
}

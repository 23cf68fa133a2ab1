/**
 * Sets of nodes of a document as data: a subtree, and subtrees to keep or to leave out. What XML signatures select is
 * always of this kind; an element goes with its attributes, namespaces and texts.
 *
 * @module
 */
import type { XmlDocument, XmlElement, XmlNode } from './tree.ts';

/** What a step of a filter does with the subtrees it names (XPath Filter 2.0 §3.4). */
export type FilterOperation = 'intersect' | 'subtract' | 'union';

/** One step of a filter. */
export interface FilterStep {
  readonly operation: FilterOperation;
  /** The roots of the subtrees; a text, a comment, a processing instruction is a subtree of its own. */
  readonly roots: ReadonlySet<XmlDocument | XmlNode>;
}

/** Nodes of a document. */
export interface NodeSet {
  readonly kind: 'node-set';
  readonly document: XmlDocument;
  /** The subtree outside of which there is nothing. */
  readonly apex: XmlDocument | XmlElement;
  /** Whether comments belong to it. */
  readonly comments: boolean;
  /** Each begins with all nodes and takes its steps in order; a node belongs to the set when every filter keeps it. */
  readonly filters: readonly (readonly FilterStep[])[];
}

/** A document or a subtree of it. */
export function subtreeOf(
  document: XmlDocument,
  apex: XmlDocument | XmlElement = document,
  { comments = true }: { readonly comments?: boolean } = {},
): NodeSet {
  return { kind: 'node-set', document, apex, comments, filters: [] };
}

/** The nodes that one more filter keeps. */
export function filterNodes(nodes: NodeSet, steps: readonly FilterStep[]): NodeSet {
  return { ...nodes, filters: [...nodes.filters, steps] };
}

/** Which steps name a node or an ancestor of it: one bit for each step of all filters, in order. */
export type Membership = number;

/** Membership of what stands outside a document: in no subtree at all. */
const OUTSIDE: Membership = 0;

/** Most steps that a set can have: bits of a membership. */
export const MOST_STEPS = 30;

/** Tells which nodes belong to a set, going down from its apex. */
export class Visibility {
  readonly #steps: readonly FilterStep[];
  readonly #filters: NodeSet['filters'];

  constructor({ filters }: NodeSet) {
    this.#filters = filters;
    this.#steps = filters.flat();
    if (this.#steps.length > MOST_STEPS) throw new RangeError(`more than ${MOST_STEPS} steps of filters`);
  }

  /** Of the node above the apex. */
  above({ document, apex }: NodeSet): Membership {
    if (apex.kind === 'document') return OUTSIDE;
    let membership = this.enter(document, OUTSIDE);
    for (let element = apex.parent; element !== undefined; element = element.parent) {
      membership = this.enter(element, membership);
    }
    return membership;
  }

  /** Of a node, given that of its parent. */
  enter(node: XmlDocument | XmlNode, parent: Membership): Membership {
    const steps = this.#steps;
    let membership = parent;
    for (let i = 0; i < steps.length; i++) {
      if ((steps[i] as FilterStep).roots.has(node)) membership |= 1 << i;
    }
    return membership;
  }

  /** Whether a node of this membership belongs to the set. */
  keeps(membership: Membership): boolean {
    let bit = 1;
    for (const filter of this.#filters) {
      let kept = true;
      for (const { operation } of filter) {
        const inside = (membership & bit) !== 0;
        if (operation === 'union') kept ||= inside;
        else kept &&= inside === (operation === 'intersect');
        bit <<= 1;
      }
      if (!kept) return false;
    }
    return true;
  }
}

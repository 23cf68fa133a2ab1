/**
 * The part of XPath 1.0 that XML signatures use to choose nodes, as data. An expression outside of it is refused, so that
 * nothing is ever selected in another way than its author meant, and none can compute without end.
 *
 * @module
 */

/** Axes of the tree (XPath 1.0 §2.2). */
export type Axis =
  | 'self'
  | 'child'
  | 'parent'
  | 'descendant'
  | 'descendant-or-self'
  | 'ancestor'
  | 'ancestor-or-self';

/** A name with or without wildcards (XPath 1.0 §2.3); `undefined` stands for any. */
export interface NameTest {
  readonly namespace: string | undefined;
  readonly localName: string | undefined;
}

/** A kind of nodes (XPath 1.0 §2.3); `node` lets all pass, the document too. */
export type KindTest = 'node' | 'text' | 'comment' | 'processing-instruction';

/** One step of a path. */
export interface Step {
  readonly axis: Axis;
  readonly test: NameTest | KindTest;
  readonly predicates: readonly Condition[];
}

/** Where a path begins. */
export type PathStart =
  | { readonly kind: 'root' }
  | { readonly kind: 'context' }
  /** The element that holds the expression (XMLDSig §6.6.3.1). */
  | { readonly kind: 'here' }
  | { readonly kind: 'id'; readonly ids: readonly string[] };

/** A location path (XPath 1.0 §2). */
export interface LocationPath {
  readonly start: PathStart;
  readonly steps: readonly Step[];
}

/** A text that is compared. */
export type Operand =
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'name'; readonly function: 'local-name' | 'name' | 'namespace-uri' }
  | { readonly kind: 'attribute'; readonly test: NameTest };

/** What is true or false of an element. */
export type Condition =
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | {
      readonly kind: 'equal' | 'unequal' | 'starts-with' | 'contains';
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly kind: 'position'; readonly at: number | 'last' }
  | { readonly kind: 'attribute'; readonly test: NameTest }
  | { readonly kind: 'path'; readonly path: LocationPath }
  | { readonly kind: 'constant'; readonly value: boolean };

/** Paths whose elements are taken together (XPath 1.0 §3.3). */
export type PathUnion = readonly LocationPath[];

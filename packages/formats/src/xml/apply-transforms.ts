/**
 * Applies transforms to nodes or octets (XMLDSig §4.4.3.2): what one yields the next takes, nodes written canonically or
 * octets parsed where the other is needed.
 *
 * @module
 */
import { assertNever, fromBase64 } from '@eseal/core';
import { FormatsError } from '../errors.ts';
import { type CanonicalizationMethod, INCLUSIVE_C14N } from './canonicalization-method.ts';
import { canonicalize } from './canonicalize.ts';
import { collectIds, type ElementIds } from './ids.ts';
import { type FilterStep, filterNodes, MOST_STEPS, type NodeSet, subtreeOf } from './node-set.ts';
import { parseXml } from './parser.ts';
import { textOfNodes } from './text-of-nodes.ts';
import type { PathFilterStep, Transform } from './transforms.ts';
import type { XmlDocument, XmlElement } from './tree.ts';
import type { WorkBudget } from './work-budget.ts';
import { evaluateUnion, type XPathContext } from './xpath/evaluate.ts';
import { evaluateSubtrees } from './xpath/node-filter.ts';

/** Octets that stand where nodes could. */
export interface Octets {
  readonly kind: 'octets';
  readonly bytes: Uint8Array;
}

/** What a reference names, before and after its transforms. */
export type TransformData = NodeSet | Octets;

/** What transforms need to know beside their data. */
export interface TransformContext {
  /** The document that the signature stands in, and its identifiers. */
  readonly document: XmlDocument;
  readonly ids: ElementIds;
  /** The signature that holds the reference. */
  readonly signature: XmlElement;
  /** Shared by all references of a document. */
  readonly budget: WorkBudget;
}

/**
 * Applies transforms in their order.
 *
 * @throws FormatsError XML_TRANSFORM_REFUSED where a transform does not fit its data, XML_LIMIT_EXCEEDED for too much work,
 *   and what {@link parseXml} throws for octets that are to be parsed
 */
export function applyTransforms(
  data: TransformData,
  transforms: readonly Transform[],
  context: TransformContext,
): TransformData {
  let result = data;
  for (const transform of transforms) result = applyTransform(result, transform, context);
  return result;
}

/** The octets of what a reference names: nodes in canonical form, by default that of XMLDSig §4.4.3.2. */
export function octetsOf(
  data: TransformData,
  budget: WorkBudget,
  method: CanonicalizationMethod = INCLUSIVE_C14N,
): Uint8Array {
  if (data.kind === 'octets') return data.bytes;
  return canonicalize(data, method, budget);
}

function applyTransform(data: TransformData, transform: Transform, context: TransformContext): TransformData {
  const { budget } = context;
  switch (transform.kind) {
    case 'canonicalization':
      return { kind: 'octets', bytes: octetsOf(nodesOf(data, budget), budget, transform.method) };
    case 'base64':
      return { kind: 'octets', bytes: decodeBase64(data, budget) };
    case 'enveloped-signature':
      return withoutSignature(nodesOf(data, budget), context);
    case 'xpath': {
      const nodes = nodesOf(data, budget);
      return filter(
        nodes,
        evaluateSubtrees(transform.conditions, xpathContext(nodes, transform.here, context)),
      );
    }
    case 'xpath-filter-2': {
      const nodes = nodesOf(data, budget);
      return filter(
        nodes,
        transform.steps.map((step) => evaluateStep(step, nodes, context)),
      );
    }
    default:
      return assertNever(transform);
  }
}

/** Octets are parsed where nodes are needed. */
function nodesOf(data: TransformData, budget: WorkBudget): NodeSet {
  if (data.kind === 'node-set') return data;
  budget.spendBytes(data.bytes.length);
  return subtreeOf(parseXml(data.bytes));
}

/** Only the signature that the reference stands in goes; any other stays (XMLDSig §6.6.4). */
function withoutSignature(nodes: NodeSet, { document, signature }: TransformContext): NodeSet {
  if (nodes.document !== document) {
    throw refused(
      'an enveloped signature transform is applied to another document than that of the signature',
    );
  }
  return filter(nodes, [{ operation: 'subtract', roots: new Set([signature]) }]);
}

function evaluateStep(
  { operation, paths, here }: PathFilterStep,
  nodes: NodeSet,
  context: TransformContext,
): FilterStep {
  return { operation, roots: evaluateUnion(paths, xpathContext(nodes, here, context)) };
}

/** Octets that were parsed are a document of their own, in which `here()` is nowhere. */
function xpathContext({ document }: NodeSet, here: XmlElement, context: TransformContext): XPathContext {
  const { budget } = context;
  if (document === context.document) return { document, ids: context.ids, here, budget };
  return { document, ids: collectIds(document), here: undefined, budget };
}

function filter(nodes: NodeSet, steps: readonly FilterStep[]): NodeSet {
  if (nodes.filters.flat().length + steps.length > MOST_STEPS) {
    throw new FormatsError('XML_LIMIT_EXCEEDED', `transforms filter in more than ${MOST_STEPS} steps`);
  }
  return filterNodes(nodes, steps);
}

/** Nodes are taken for the text in them; white space may stand anywhere, nothing else beside the alphabet. */
function decodeBase64(data: TransformData, budget: WorkBudget): Uint8Array {
  budget.spendBytes(data.kind === 'octets' ? data.bytes.length : sizeOf(data));
  const text = data.kind === 'octets' ? new TextDecoder('latin1').decode(data.bytes) : textOfNodes(data);
  const decoded = fromBase64(text);
  if (decoded === undefined) throw refused('a base64 transform is applied to what is not base64');
  return budget.hold(decoded, undefined);
}

function sizeOf({ document, apex }: NodeSet): number {
  return apex.kind === 'document' ? document.bytes.length : apex.end - apex.start;
}

function refused(message: string): FormatsError {
  return new FormatsError('XML_TRANSFORM_REFUSED', message);
}

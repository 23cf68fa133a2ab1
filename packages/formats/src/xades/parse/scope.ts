/**
 * What a signature covers, said by absolute paths: content that was moved elsewhere is covered there and nowhere else.
 *
 * @module
 */
import type { SealScope } from '@eseal/core/container';
import { childElements } from '../../xml/elements.ts';
import { type NodeSet, Visibility } from '../../xml/node-set.ts';
import type { XmlDocument, XmlElement } from '../../xml/tree.ts';
import type { WorkBudget } from '../../xml/work-budget.ts';
import { UBL_DOCUMENT_SIGNATURES } from '../identifiers.ts';
import { isNamed, isProperty, qualifiedName } from './elements.ts';
import { elementAt } from './located-references.ts';
import { DS } from './namespaces.ts';
import type { ResolvedReference } from './resolve-references.ts';
import type { SignatureElements } from './signature-elements.ts';

/** What is covered by what. */
export interface CoveredDocument {
  readonly document: XmlDocument;
  readonly elements: SignatureElements;
  /** Of ds:SignedInfo. */
  readonly references: readonly ResolvedReference[];
  /** Of covered manifests: no condition of validity, so that they never make a document wholly covered. */
  readonly manifestEntries: readonly ResolvedReference[];
  /** How many contents were given beside the document. */
  readonly contents: number;
  readonly budget: WorkBudget;
}

/** Most paths that are spelled out. */
const MAX_PATHS = 5;

/** Says what a signature covers; only what was found counts. */
export function describeXmlScope(covered: CoveredDocument): SealScope {
  const isFound = ({ input }: ResolvedReference): boolean => input !== undefined;
  const data = covered.references.filter((one) => isFound(one) && DATA.includes(one.kind));
  const places = data.map((one) => describePlace(one, covered));
  const entries = covered.manifestEntries.filter(isFound).map((one) => describePlace(one, covered));
  const byManifest = entries.map(({ text }) => `${text} by a manifest`);
  const texts = [...new Set([...places.map(({ text }) => text), ...byManifest])];
  if (texts.length === 0) return { coversWholeDocument: false, description: 'nothing that was found' };
  const outside = new Set(
    data.filter(({ place }) => place === undefined).map(({ reference }) => reference.uri),
  );
  const coversWholeDocument =
    places.some(({ isWhole }) => isWhole) ||
    isWholeContent(data, covered) ||
    (outside.size > 0 && outside.size >= covered.contents);
  const more = texts.length > MAX_PATHS ? ` and ${texts.length - MAX_PATHS} more` : '';
  return { coversWholeDocument, description: `${texts.slice(0, MAX_PATHS).join(', ')}${more}` };
}

/** Kinds of references that are of what the signer wanted to sign. */
const DATA: readonly string[] = ['reference', 'object', 'countersigned-signature'];

interface Place {
  readonly isWhole: boolean;
  readonly text: string;
}

function describePlace(reference: ResolvedReference, covered: CoveredDocument): Place {
  const { nodes, place } = reference;
  if (place === undefined) return { isWhole: false, text: 'the document beside the seal' };
  const element = elementAt(reference);
  const isRoot = element === undefined || element === covered.document.root;
  const path = element === undefined ? '/' : pathOf(element);
  if (nodes === undefined) return { isWhole: false, text: `a part of ${path}` };
  const out = leftOut(nodes, covered.budget);
  const isWhole = isRoot && out.every(isSeal) && isSealOnly(covered.elements.element, covered);
  if (isWhole) return { isWhole, text: 'the whole document without its seals' };
  const rest = out.filter((one) => one !== covered.elements.element);
  const without = rest.length === 0 ? '' : ` without ${rest.slice(0, MAX_PATHS).map(pathOf).join(', ')}`;
  return { isWhole, text: `${path}${without}` };
}

/** The topmost elements below the apex that do not belong to the nodes. */
function leftOut(nodes: NodeSet, budget: WorkBudget): readonly XmlElement[] {
  const { apex, document } = nodes;
  if (nodes.filters.length === 0) return [];
  const visibility = new Visibility(nodes);
  const above = visibility.above(nodes);
  const start = apex.kind === 'document' ? document.root : apex;
  const waiting = [
    { element: start, above: apex.kind === 'document' ? visibility.enter(document, above) : above },
  ];
  const found: XmlElement[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    budget.spendNodes(1);
    const { element } = next;
    const membership = visibility.enter(element, next.above);
    if (!visibility.keeps(membership)) found.push(element);
    else for (const child of childElements(element)) waiting.push({ element: child, above: membership });
  }
  return found;
}

/** Whether an element is the place of seals, in which nothing else stands. */
function isSeal(element: XmlElement): boolean {
  if (isNamed(element, DS, 'Signature')) return childElements(element, DS, 'Object').every(hasOnlyProperties);
  return isNamed(element, UBL_DOCUMENT_SIGNATURES.namespace, UBL_DOCUMENT_SIGNATURES.localName);
}

/** Whether what stands in the signature itself, beside what it says of itself, is covered by a reference of its own. */
function isSealOnly(signature: XmlElement, { references }: CoveredDocument): boolean {
  return childElements(signature, DS, 'Object').every(
    (object) => hasOnlyProperties(object) || references.some((one) => elementAt(one) === object),
  );
}

/** Whether a ds:Object says something of the signature, and holds no data. */
function hasOnlyProperties(object: XmlElement): boolean {
  return object.children.every((node) => {
    if (node.kind === 'text') return node.value.trim() === '';
    if (node.kind !== 'element') return true;
    const isDs = node.namespace === DS && ['Manifest', 'SignatureProperties'].includes(node.localName);
    return isDs || isProperty(node, 'QualifyingProperties', 'QualifyingPropertiesReference');
  });
}

/** An enveloping signature that is the document covers all of the objects in it. */
function isWholeContent(
  data: readonly ResolvedReference[],
  { document, elements }: CoveredDocument,
): boolean {
  if (elements.element !== document.root) return false;
  const objects = elements.objects.filter((object) => !hasOnlyProperties(object));
  return objects.length > 0 && objects.every((object) => data.some((one) => isWholly(one, object)));
}

function isWholly({ nodes, place }: ResolvedReference, object: XmlElement): boolean {
  return nodes?.filters.length === 0 && typeof place === 'object' && place.apex === object;
}

/** The place of an element from the root; among siblings of its name its number stands with it. */
export function pathOf(element: XmlElement): string {
  const steps: string[] = [];
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent) {
    const current = at;
    const alike = current.parent ? childElements(current.parent, current.namespace, current.localName) : [];
    const number = alike.length > 1 ? `[${alike.indexOf(current) + 1}]` : '';
    steps.unshift(`${qualifiedName(current)}${number}`);
  }
  return `/${steps.join('/')}`;
}

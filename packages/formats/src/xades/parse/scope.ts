/**
 * What a signature covers, said by absolute paths: content that was moved elsewhere is covered there and nowhere else.
 *
 * @module
 */
import type { SealScope } from '@eseal/core/container';
import { childElements } from '../../xml/elements.ts';
import { type FilterStep, type NodeSet, Visibility } from '../../xml/node-set.ts';
import type { XmlDocument, XmlElement } from '../../xml/tree.ts';
import type { WorkBudget } from '../../xml/work-budget.ts';
import { ElementPaths } from './element-paths.ts';
import { elementAt } from './located-references.ts';
import type { ResolvedReference } from './resolve-references.ts';
import { hasOnlyParts, hasOnlyProperties, isHolderOfSeals, isSeal } from './seal-elements.ts';
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
  const paths = new ElementPaths();
  const places = data.map((one) => describePlace(one, covered, paths));
  const entries = covered.manifestEntries.filter(isFound).map((one) => describePlace(one, covered, paths));
  const byManifest = entries.map(({ text }) => `${text} by a manifest`);
  const texts = [...new Set([...places.map(({ text }) => text), ...byManifest])];
  if (texts.length === 0) return { coversWholeDocument: false, description: 'nothing that was found' };
  const coversWholeDocument =
    places.some(({ isWhole }) => isWhole) || isWholeContent(data, covered) || isEveryContent(data, covered);
  const more = texts.length > MAX_PATHS ? ` and ${texts.length - MAX_PATHS} more` : '';
  return { coversWholeDocument, description: `${texts.slice(0, MAX_PATHS).join(', ')}${more}` };
}

/** Kinds of references that are of what the signer wanted to sign. */
const DATA: readonly string[] = ['reference', 'object', 'countersigned-signature'];

interface Place {
  readonly isWhole: boolean;
  readonly text: string;
}

function describePlace(reference: ResolvedReference, covered: CoveredDocument, paths: ElementPaths): Place {
  const { nodes, place } = reference;
  if (place === undefined) return { isWhole: false, text: 'the document beside the seal' };
  const element = elementAt(reference);
  const isRoot = element === undefined || isAlone(element, covered.document);
  const path = element === undefined ? '/' : paths.of(element);
  if (nodes === undefined || choosesBelowElements(nodes))
    return { isWhole: false, text: `a part of ${path}` };
  const out = leftOut(nodes, covered.budget);
  const isWhole = isRoot && out.every(isSeal) && isSealOnly(covered.elements.element, covered);
  if (isWhole) return { isWhole, text: 'the whole document without its seals' };
  const rest = out.filter((one) => one !== covered.elements.element);
  const without =
    rest.length === 0
      ? ''
      : ` without ${rest
          .slice(0, MAX_PATHS)
          .map((one) => paths.of(one))
          .join(', ')}`;
  return { isWhole, text: `${path}${without}` };
}

/** The topmost elements below the apex that do not belong to the nodes. */
function leftOut(nodes: NodeSet, budget: WorkBudget): readonly XmlElement[] {
  const { apex, document, filters } = nodes;
  if (filters.length === 0) return [];
  const steps = filters.flat();
  if (steps.every(({ operation }) => operation === 'subtract')) return topmostBelow(nodes, steps, budget);
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

/** What is only taken away need not be looked for. */
function topmostBelow(
  { apex }: NodeSet,
  steps: readonly FilterStep[],
  budget: WorkBudget,
): readonly XmlElement[] {
  const roots = new Set(steps.flatMap(({ roots }) => [...roots]));
  return [...roots].flatMap((root) => {
    if (root.kind === 'document') return apex.kind === 'document' ? [apex.root] : [apex];
    if (root.kind !== 'element') return [];
    if (root === apex) return [root];
    for (let above = root.parent; above !== undefined; above = above.parent) {
      budget.spendNodes(1);
      if (roots.has(above)) return [];
      if (above === apex) return [root];
    }
    return apex.kind === 'document' && !roots.has(apex) ? [root] : [];
  });
}

/** Whether what stands in the signature itself, beside what it says of itself, is covered by a reference of its own. */
function isSealOnly(signature: XmlElement, { references }: CoveredDocument): boolean {
  const own = new Set(references.filter(isUnfiltered).map(elementAt));
  return hasOnlyParts(signature, (element) => own.has(element));
}

function isUnfiltered({ nodes }: ResolvedReference): boolean {
  return nodes?.filters.length === 0;
}

/** An enveloping signature that is the document covers all of the objects in it. */
function isWholeContent(
  data: readonly ResolvedReference[],
  { document, elements }: CoveredDocument,
): boolean {
  if (elements.element !== document.root) return false;
  const objects = elements.objects.filter((object) => !hasOnlyProperties(object));
  const wholly = new Set(data.filter(isUnfiltered).map(elementAt));
  return objects.length > 0 && objects.every((object) => wholly.has(object));
}

/** A signature in a file of its own covers all contents that were given, each as a whole. */
function isEveryContent(
  data: readonly ResolvedReference[],
  { document, contents }: CoveredDocument,
): boolean {
  const wholly = new Set(data.flatMap(({ content }) => content ?? []));
  return wholly.size > 0 && wholly.size >= contents && isHolderOfSeals(document.root);
}

/** Whether an element is the root, beside which no processing instruction says how to show the document. */
function isAlone(element: XmlElement, { root, children }: XmlDocument): boolean {
  return element === root && children.every(({ kind }) => kind !== 'processing-instruction');
}

/** Whether filters choose texts or the like, not only elements with everything in them. */
function choosesBelowElements({ filters }: NodeSet): boolean {
  return filters.flat().some(({ roots }) => {
    for (const { kind } of roots) if (kind === 'text' || kind === 'processing-instruction') return true;
    return false;
  });
}

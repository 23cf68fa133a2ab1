/**
 * The transforms of a reference as data (XMLDSig §4.4.3.4, §6.6).
 *
 * @module
 */
import { FormatsError } from '../errors.ts';
import { type CanonicalizationMethod, canonicalizationMethod } from './canonicalization-method.ts';
import { attributeValue, childElements, namespaceOf, textOf } from './elements.ts';
import type { FilterOperation } from './node-set.ts';
import type { XmlElement } from './tree.ts';
import type { PathUnion } from './xpath/expression.ts';
import { type SubtreeCondition, toSubtrees } from './xpath/node-filter.ts';
import { parseCondition, parsePathUnion } from './xpath/parse.ts';

const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const XPATH_FILTER_2 = 'http://www.w3.org/2002/06/xmldsig-filter2';
const XPATH = 'http://www.w3.org/TR/1999/REC-xpath-19991116';

/** Most transforms of one reference. */
const MOST_TRANSFORMS = 10;
/** Most steps of one XPath filter. */
const MOST_FILTER_STEPS = 10;

/** Most prefixes of a PrefixList: each is looked up for many elements. */
const MOST_PREFIXES = 32;

/** A step of an XPath filter 2.0 before it is evaluated (XPath Filter 2.0 §3). */
export interface PathFilterStep {
  readonly operation: FilterOperation;
  readonly paths: PathUnion;
  /** The element that holds the expression. */
  readonly here: XmlElement;
}

/** A transform. */
export type Transform =
  | { readonly kind: 'canonicalization'; readonly method: CanonicalizationMethod }
  | { readonly kind: 'enveloped-signature' }
  | { readonly kind: 'base64' }
  /** XPath filtering; every condition is to be true. */
  | { readonly kind: 'xpath'; readonly conditions: readonly SubtreeCondition[]; readonly here: XmlElement }
  | { readonly kind: 'xpath-filter-2'; readonly steps: readonly PathFilterStep[] };

/** Reads a transform whose algorithm is known. */
type TransformReader = (transform: XmlElement) => Transform;

const READERS: ReadonlyMap<string, TransformReader> = new Map<string, TransformReader>([
  [`${XMLDSIG}enveloped-signature`, () => ({ kind: 'enveloped-signature' })],
  [`${XMLDSIG}base64`, () => ({ kind: 'base64' })],
  [XPATH, readXPath],
  [XPATH_FILTER_2, readXPathFilter2],
]);

/**
 * Reads the transforms of a `ds:Transforms` element.
 *
 * @throws FormatsError XML_TRANSFORM_REFUSED for a transform that is not known, XSLT among them, or an expression that is
 *   not evaluated; XML_LIMIT_EXCEEDED for too many
 */
export function parseTransforms(transforms: XmlElement | undefined): readonly Transform[] {
  if (transforms === undefined) return [];
  const elements = childElements(transforms);
  if (elements.length > MOST_TRANSFORMS) {
    throw new FormatsError('XML_LIMIT_EXCEEDED', `a reference has more than ${MOST_TRANSFORMS} transforms`);
  }
  return elements.map(parseTransform);
}

/** Reads a `ds:Transform`, or any element with an `Algorithm` in the same manner. */
export function parseTransform(transform: XmlElement): Transform {
  const algorithm = attributeValue(transform, 'Algorithm') ?? '';
  const method = canonicalizationMethod(algorithm, inclusivePrefixes(transform));
  if (method !== undefined) return { kind: 'canonicalization', method };
  const read = READERS.get(algorithm);
  if (read !== undefined) return read(transform);
  throw new FormatsError(
    'XML_TRANSFORM_REFUSED',
    `the transform "${algorithm.slice(0, 200)}" is not applied`,
    {
      facts: { algorithm },
    },
  );
}

/**
 * The PrefixList of an `ec:InclusiveNamespaces` child, `#default` as the empty prefix (Exclusive XML Canonicalization §4).
 *
 * @throws FormatsError XML_LIMIT_EXCEEDED for too many prefixes
 */
export function inclusivePrefixes(method: XmlElement): readonly string[] {
  const [parameter] = childElements(method, EXCLUSIVE, 'InclusiveNamespaces');
  const list = parameter === undefined ? '' : (attributeValue(parameter, 'PrefixList') ?? '');
  const prefixes = list.split(/[ \t\r\n]+/).filter((prefix) => prefix !== '');
  if (prefixes.length > MOST_PREFIXES) {
    throw new FormatsError('XML_LIMIT_EXCEEDED', `a PrefixList names more than ${MOST_PREFIXES} prefixes`);
  }
  return [...new Set(prefixes.map((prefix) => (prefix === '#default' ? '' : prefix)))];
}

function readXPath(transform: XmlElement): Transform {
  const here = onlyChild(transform, XMLDSIG);
  const expression = expressionOf(here);
  if (isEnvelopedExpression(expression, here)) return { kind: 'enveloped-signature' };
  const condition = parseCondition(expression, (prefix) => namespaceOf(here, prefix));
  return { kind: 'xpath', conditions: toSubtrees(condition), here };
}

/** The expression that XMLDSig §6.6.4 gives for the enveloped signature transform. */
function isEnvelopedExpression(expression: string, here: XmlElement): boolean {
  const signature = '([^:()|]+):Signature';
  const pattern = `^count\\(ancestor-or-self::${signature}\\|here\\(\\)/ancestor::\\1:Signature\\[1\\]\\)>count\\(ancestor-or-self::\\1:Signature\\)$`;
  const prefix = new RegExp(pattern).exec(expression.replace(/[ \t\r\n]+/g, ''))?.[1];
  return prefix !== undefined && namespaceOf(here, prefix) === XMLDSIG;
}

function readXPathFilter2(transform: XmlElement): Transform {
  const elements = childElements(transform, XPATH_FILTER_2, 'XPath');
  if (elements.length === 0 || elements.length !== childElements(transform).length) {
    throw malformed('an XPath filter holds other elements than XPath, or none');
  }
  if (elements.length > MOST_FILTER_STEPS) {
    throw new FormatsError('XML_LIMIT_EXCEEDED', `an XPath filter has more than ${MOST_FILTER_STEPS} steps`);
  }
  return { kind: 'xpath-filter-2', steps: elements.map(readFilterStep) };
}

function readFilterStep(here: XmlElement): PathFilterStep {
  const operation = attributeValue(here, 'Filter');
  if (operation !== 'intersect' && operation !== 'subtract' && operation !== 'union') {
    throw malformed('an XPath filter says neither intersect nor subtract nor union');
  }
  return {
    operation,
    paths: parsePathUnion(expressionOf(here), (prefix) => namespaceOf(here, prefix)),
    here,
  };
}

function onlyChild(transform: XmlElement, namespace: string): XmlElement {
  const [child, ...more] = childElements(transform, namespace, 'XPath');
  if (child === undefined || more.length > 0)
    throw malformed('a transform holds no XPath element, or several');
  return child;
}

function expressionOf(element: XmlElement): string {
  const text = textOf(element);
  if (text === undefined) throw malformed('an XPath element holds more than text');
  return text;
}

function malformed(message: string): FormatsError {
  return new FormatsError('XML_TRANSFORM_REFUSED', message);
}

/**
 * ds:CanonicalizationMethod, and elements in its form (XMLDSig §4.4.1).
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { type CanonicalizationMethod, canonicalizationMethod } from '../../xml/canonicalization-method.ts';
import { canonicalize } from '../../xml/canonicalize.ts';
import { attributeValue } from '../../xml/elements.ts';
import { subtreeOf } from '../../xml/node-set.ts';
import { inclusivePrefixes } from '../../xml/transforms.ts';
import type { XmlDocument, XmlElement } from '../../xml/tree.ts';
import type { WorkBudget } from '../../xml/work-budget.ts';

/** The method that an element names, in its attribute Algorithm and in InclusiveNamespaces. */
export function readCanonicalizationMethod(element: XmlElement): CanonicalizationMethod | undefined {
  return canonicalizationMethod(attributeValue(element, 'Algorithm') ?? '', inclusivePrefixes(element));
}

/**
 * An element where it stands, in canonical form; `undefined` when it has none.
 *
 * @throws FormatsError XML_LIMIT_EXCEEDED for too much work
 */
export function canonicalForm(
  document: XmlDocument,
  element: XmlElement,
  method: CanonicalizationMethod,
  budget: WorkBudget,
): Uint8Array | undefined {
  try {
    return canonicalize(subtreeOf(document, element), method, budget);
  } catch (error) {
    if (!isEsealError(error) || error.code === 'XML_LIMIT_EXCEEDED') throw error;
    return undefined;
  }
}

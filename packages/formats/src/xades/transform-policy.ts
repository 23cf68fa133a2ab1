/**
 * What the digest of a signature policy is over, where the signature has transforms for it (EN 319 132-1 §5.2.9.1).
 *
 * @module
 */
import { applyTransforms, octetsOf } from '../xml/apply-transforms.ts';
import { collectIds } from '../xml/ids.ts';
import { parseXml } from '../xml/parser.ts';
import { parseTransforms } from '../xml/transforms.ts';
import { WorkBudget } from '../xml/work-budget.ts';

/**
 * Applies the transforms of a policy to its document.
 *
 * @param transforms - a `ds:Transforms` element, as a parsed signature has it
 * @throws FormatsError `XML_TRANSFORM_REFUSED` for transforms that are not applied, `XML_LIMIT_EXCEEDED` for too much work,
 *   and what the XML parser throws for a document that is no XML where the transforms need it
 */
export function transformPolicyDocument(document: Uint8Array, transforms: Uint8Array): Uint8Array {
  const stated = parseXml(transforms);
  const budget = new WorkBudget();
  const context = { document: stated, ids: collectIds(stated), signature: stated.root, budget };
  const data = applyTransforms({ kind: 'octets', bytes: document }, parseTransforms(stated.root), context);
  return octetsOf(data, budget);
}

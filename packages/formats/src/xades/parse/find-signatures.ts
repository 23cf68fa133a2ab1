/**
 * Every signature of a document, counter-signatures after the one they countersign.
 *
 * @module
 */

import { FormatsError } from '../../errors.ts';
import { isNamed } from '../../xml/elements.ts';
import type { XmlDocument, XmlElement } from '../../xml/tree.ts';
import { elementsOf } from '../../xml/walk.ts';
import { isProperty } from './elements.ts';
import { DS } from './namespaces.ts';

/** A ds:Signature and the one that it stands in as a counter-signature. */
export interface FoundSignature {
  readonly element: XmlElement;
  /** The ds:Signature around it; `undefined` for a signature of its own. */
  readonly countersigned: XmlElement | undefined;
}

/** Most signatures of one document, counter-signatures included. */
const MAX_SIGNATURES = 1000;

/**
 * Finds the signatures of a document, in document order.
 *
 * @throws FormatsError XML_LIMIT_EXCEEDED
 */
export function findSignatures({ root }: XmlDocument): readonly FoundSignature[] {
  const found: FoundSignature[] = [];
  for (const element of elementsOf(root)) {
    if (!isNamed(element, DS, 'Signature')) continue;
    if (found.length >= MAX_SIGNATURES)
      throw new FormatsError('XML_LIMIT_EXCEEDED', `there are more than ${MAX_SIGNATURES} signatures`);
    found.push({ element, countersigned: countersignedBy(element) });
  }
  return found;
}

/** Where a counter-signature stands, from the outside in (EN 319 132-1 §5.2.7). */
const PLACE = [
  'QualifyingProperties',
  'UnsignedProperties',
  'UnsignedSignatureProperties',
  'CounterSignature',
];

/** The signature that another one countersigns by its place; elsewhere the element CounterSignature means nothing. */
function countersignedBy(signature: XmlElement): XmlElement | undefined {
  let at = signature.parent;
  for (const name of PLACE.toReversed()) {
    if (at === undefined || !isProperty(at, name)) return undefined;
    at = at.parent;
  }
  if (at === undefined || !isNamed(at, DS, 'Object')) return undefined;
  return at.parent !== undefined && isNamed(at.parent, DS, 'Signature') ? at.parent : undefined;
}

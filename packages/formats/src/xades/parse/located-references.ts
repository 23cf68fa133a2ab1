/**
 * The references of a signature or manifest with the places in the document that they mean (XMLDSig §4.4.3.1).
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import { type Dereferenced, dereference, isSameDocument } from '../../xml/dereference.ts';
import { childElements } from '../../xml/elements.ts';
import type { ElementIds } from '../../xml/ids.ts';
import type { XmlDocument, XmlElement } from '../../xml/tree.ts';
import type { WorkBudget } from '../../xml/work-budget.ts';
import type { GivenContent } from './contents.ts';
import { DS } from './namespaces.ts';
import { type ReferenceElement, readReferenceElement } from './reference-element.ts';

/** What all signatures of a document share. */
export interface XmlUnderParse {
  readonly document: XmlDocument;
  readonly ids: ElementIds;
  readonly contents: readonly GivenContent[];
  readonly budget: WorkBudget;
}

/** A ds:Reference with the place in the document that its URI means. */
export interface LocatedReference {
  readonly reference: ReferenceElement;
  /** `undefined` for something outside of the document. */
  readonly place: Dereferenced | undefined;
}

/** Most references of one signature or manifest. */
const MAX_REFERENCES = 10_000;
/** What following one reference costs beside the bytes that it is of, in bytes. */
const COST = 4096;

/**
 * Finds the places that the references below an element mean.
 *
 * @throws FormatsError XML_LIMIT_EXCEEDED for more than anyone makes
 */
export function locateReferences(
  parent: XmlElement | undefined,
  { document, ids, budget }: XmlUnderParse,
): readonly LocatedReference[] {
  const elements = parent === undefined ? [] : childElements(parent, DS, 'Reference');
  if (elements.length > MAX_REFERENCES)
    throw new FormatsError('XML_LIMIT_EXCEEDED', `there are more than ${MAX_REFERENCES} references`);
  budget.spendBytes(elements.length * COST);
  return elements.map((element) => {
    const reference = readReferenceElement(element);
    const { uri } = reference;
    const isHere = uri !== undefined && isSameDocument(uri);
    return { reference, place: isHere ? dereference(document, ids, uri) : undefined };
  });
}

/** The element that a reference means, when it is one. */
export function elementAt({ place }: LocatedReference): XmlElement | undefined {
  if (typeof place !== 'object') return undefined;
  return place.apex.kind === 'element' ? place.apex : undefined;
}

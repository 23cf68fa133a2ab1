/**
 * Whether the seals that a document has already survive a change: every octet that their references cover must stay.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { FormatsError } from '../errors.ts';
import { applyTransforms, octetsOf } from '../xml/apply-transforms.ts';
import { dereference, isSameDocument } from '../xml/dereference.ts';
import { attributeValue, childElements } from '../xml/elements.ts';
import { collectIds } from '../xml/ids.ts';
import { parseTransforms } from '../xml/transforms.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import { WorkBudget } from '../xml/work-budget.ts';
import { NAMESPACES } from './identifiers.ts';
import { readSignatureElements } from './parse/signature-elements.ts';
import { elementsNamed, SIGNATURE } from './survey.ts';

/**
 * Refuses a change that breaks a seal of a document, or of which that cannot be told.
 *
 * @param changed - the document after the change; where a seal was added, with an empty ds:Signature in its place
 * @throws FormatsError `XML_CHANGE_FORBIDDEN`
 */
export function assertSealsHold(received: XmlDocument, changed: XmlDocument): void {
  const before = coveredOctets(received);
  const after = coveredOctets(changed);
  for (const [at, { octets, uri }] of before.entries()) {
    const present = after[at]?.octets;
    if (octets !== undefined && present !== undefined && equalBytes(octets, present)) continue;
    const problem = octets === undefined ? 'may change' : 'changes';
    const message = `${problem} what an earlier seal covers by the reference "${uri}"`;
    throw new FormatsError('XML_CHANGE_FORBIDDEN', `a seal here ${message}`, { facts: { uri } });
  }
}

/** What a reference of an earlier seal covers; `undefined` when that cannot be told. */
interface CoveredOctets {
  readonly uri: string;
  readonly octets: Uint8Array | undefined;
}

function coveredOctets(document: XmlDocument): readonly CoveredOctets[] {
  const context = { document, ids: collectIds(document), budget: new WorkBudget() };
  const signatures = elementsNamed(document, SIGNATURE).filter(({ children }) => children.length > 0);
  return signatures.flatMap((signature) =>
    readSignatureElements(signature).references.flatMap((reference) => {
      const uri = attributeValue(reference, 'URI');
      if (uri === undefined || !isSameDocument(uri)) return [];
      return [{ uri, octets: readCovered(reference, uri, { ...context, signature }) }];
    }),
  );
}

function readCovered(
  reference: XmlElement,
  uri: string,
  context: Parameters<typeof applyTransforms>[2],
): Uint8Array | undefined {
  const nodes = dereference(context.document, context.ids, uri);
  if (typeof nodes === 'string') return undefined;
  try {
    const [transforms] = childElements(reference, NAMESPACES.ds, 'Transforms');
    return octetsOf(applyTransforms(nodes, parseTransforms(transforms), context), context.budget);
  } catch (error) {
    if (error instanceof FormatsError) return undefined;
    throw error;
  }
}

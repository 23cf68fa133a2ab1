/**
 * Every signature of an XML document, read, with the element that it is.
 *
 * @module
 */
import { createIdentifiers } from '../../cades/identifiers.ts';
import { collectIds } from '../../xml/ids.ts';
import type { XmlDocument, XmlElement } from '../../xml/tree.ts';
import { WorkBudget } from '../../xml/work-budget.ts';
import type { GivenContent } from './contents.ts';
import { type FoundSignature, findSignatures } from './find-signatures.ts';
import { type ParsedXmlSignature, parseXmlSignature } from './parse-signature.ts';
import { withXmlCoverage } from './timestamp-covers.ts';

/** A signature with what it was read from. */
export interface ReadSignature extends FoundSignature, ParsedXmlSignature {}

/**
 * Reads the signatures of a document, in document order.
 *
 * @throws FormatsError XML_LIMIT_EXCEEDED
 */
export async function readSignatures(
  document: XmlDocument,
  contents: readonly GivenContent[],
): Promise<readonly ReadSignature[]> {
  const budget = new WorkBudget(workFor(document), heldFor(document));
  const parse = { document, ids: collectIds(document), contents, budget };
  const found = findSignatures(document);
  const identifiers = createIdentifiers();
  const signatureIds = new Map<XmlElement, string>();
  for (const { element } of found) {
    budget.spendBytes(element.end - element.start);
    signatureIds.set(element, await identifiers.of('S', document.bytes.subarray(element.start, element.end)));
  }
  const signatures: ReadSignature[] = [];
  for (const one of found)
    signatures.push({
      ...one,
      ...(await parseXmlSignature({ ...one, signatureIds, identifiers }, parse)),
    });
  return withXmlCoverage(signatures);
}

/** Work that any document may cause, and how many times the document beside it. */
const WORK = 64 * 1024 * 1024;
const TIMES = 4;

/** Each signature and each archive timestamp goes over a document anew: many times, but not any number of times. */
function workFor({ bytes }: XmlDocument): number {
  return WORK + bytes.length * TIMES;
}

/** Bytes that what is signed in any document may take in memory, and how many times the document beside them. */
const HELD = 64 * 1024 * 1024;
const TIMES_HELD = 3;

function heldFor({ bytes }: XmlDocument): number {
  return HELD + bytes.length * TIMES_HELD;
}

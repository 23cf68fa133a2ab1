/**
 * An XML document as facts for the validator: its XAdES and plain XML signatures, none of them judged.
 *
 * @module
 */
import { type DocumentSource, readAll, sizeOf } from '@eseal/core';
import type { DetachedContent, ParsedContainer, ParsedSignature, ParseFinding } from '@eseal/core/container';
import { createIdentifiers } from '../../cades/identifiers.ts';
import { FormatsError } from '../../errors.ts';
import { isSameDocument } from '../../xml/dereference.ts';
import { attributeValue } from '../../xml/elements.ts';
import { collectIds } from '../../xml/ids.ts';
import { DEFAULT_XML_LIMITS } from '../../xml/limits.ts';
import { parseXml } from '../../xml/parser.ts';
import type { XmlDocument, XmlElement } from '../../xml/tree.ts';
import { elementsOf } from '../../xml/walk.ts';
import { WorkBudget } from '../../xml/work-budget.ts';
import { openContents } from './contents.ts';
import { isNamed } from './elements.ts';
import { findSignatures } from './find-signatures.ts';
import { DS } from './namespaces.ts';
import { parseXmlSignature } from './parse-signature.ts';

/** Options of {@link parseXades}. */
export interface ParseXadesOptions {
  /** Contents of references that lead out of the document, by name where there are several. */
  readonly contents?: readonly DetachedContent[];
}

/**
 * Reads the signatures of an XML document: XAdES of every version and plain XML signatures, counter-signatures included.
 *
 * @param source - the file; read into memory whole
 * @throws FormatsError `XML_SYNTAX`, `XML_DTD_REFUSED`, `XML_ENCODING_UNSUPPORTED`, `XML_LIMIT_EXCEEDED`
 * @example
 * ```ts
 * import { parseXades } from '@eseal/formats/xades';
 *
 * export async function countSeals(file: Uint8Array): Promise<number> {
 *   const { signatures } = await parseXades(file);
 *   return signatures.filter(({ counterSignatureOf }) => counterSignatureOf === null).length;
 * }
 * ```
 */
export async function parseXades(
  source: DocumentSource,
  { contents = [] }: ParseXadesOptions = {},
): Promise<ParsedContainer> {
  const size = sizeOf(source) ?? 0;
  if (size > DEFAULT_XML_LIMITS.documentBytes)
    throw new FormatsError('XML_LIMIT_EXCEEDED', `the document has ${size} bytes`);
  const document = parseXml(await readAll(source));
  const budget = new WorkBudget(workFor(document), heldFor(document));
  const given = await openContents(contents);
  const parse = { document, ids: collectIds(document), contents: given, budget };
  const found = findSignatures(document);
  const identifiers = createIdentifiers();
  const signatureIds = new Map<XmlElement, string>();
  for (const { element } of found) {
    budget.spendBytes(element.end - element.start);
    signatureIds.set(element, await identifiers.of('S', document.bytes.subarray(element.start, element.end)));
  }
  const signatures: ParsedSignature[] = [];
  for (const one of found)
    signatures.push(await parseXmlSignature({ ...one, signatureIds, identifiers }, parse));
  const findings = contents.length === 0 || refersOutside(document) ? [] : [CONTENT_NOT_USED];
  return { format: 'xades', signatures, timestamps: [], findings };
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

/** Whether a reference leads out of the document. */
function refersOutside({ root }: XmlDocument): boolean {
  for (const element of elementsOf(root)) {
    if (isNamed(element, DS, 'Reference') && !isSameDocument(attributeValue(element, 'URI') ?? 'outside'))
      return true;
  }
  return false;
}

const CONTENT_NOT_USED: ParseFinding = {
  id: 'CONTENT_NOT_USED',
  severity: 'warning',
  message:
    'no signature refers to anything outside of the document; the content given beside it was not compared with it',
  citation: 'XMLDSig §4.4.3.1',
};

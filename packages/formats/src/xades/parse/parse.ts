/**
 * An XML document as facts for the validator: its XAdES and plain XML signatures, none of them judged.
 *
 * @module
 */
import { type DocumentSource, readAll, sizeOf } from '@eseal/core';
import type { DetachedContent, ParsedContainer, ParseFinding } from '@eseal/core/container';
import { FormatsError } from '../../errors.ts';
import { isSameDocument } from '../../xml/dereference.ts';
import { attributeValue, isNamed } from '../../xml/elements.ts';
import { DEFAULT_XML_LIMITS } from '../../xml/limits.ts';
import { parseXml } from '../../xml/parser.ts';
import type { XmlDocument } from '../../xml/tree.ts';
import { elementsOf } from '../../xml/walk.ts';
import { openContents } from './contents.ts';
import { DS } from './namespaces.ts';
import { readSignatures } from './read-signatures.ts';

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
  return parseXadesDocument(parseXml(await readAll(source)), { contents });
}

/**
 * Reads the signatures of a document that was parsed already, so that what is read from it and what was signed are one.
 *
 * @throws FormatsError `XML_LIMIT_EXCEEDED`
 */
export async function parseXadesDocument(
  document: XmlDocument,
  { contents = [] }: ParseXadesOptions = {},
): Promise<ParsedContainer> {
  const read = await readSignatures(document, await openContents(contents));
  const signatures = read.map(({ parsed }) => parsed);
  const findings = contents.length === 0 || refersOutside(document) ? [] : [CONTENT_NOT_USED];
  return { format: 'xades', signatures, timestamps: [], findings };
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

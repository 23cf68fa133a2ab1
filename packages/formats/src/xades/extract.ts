/**
 * The documents inside a sealed XML document, as they were sealed.
 *
 * @module
 */
import { concatBytes, type DocumentSource, readAll } from '@eseal/core';
import type { ParsedSignature } from '@eseal/core/container';
import { assertSealIntact } from '../cades/assert-intact.ts';
import { findSealCertificate } from '../cades/signing-certificate.ts';
import { FormatsError } from '../errors.ts';
import { octetsOf } from '../xml/apply-transforms.ts';
import { EXCLUSIVE_C14N } from '../xml/canonicalization-method.ts';
import { canonicalize } from '../xml/canonicalize.ts';
import { attributeValue, childElements, isNamed, textOf } from '../xml/elements.ts';
import { subtreeOf } from '../xml/node-set.ts';
import { parseXml } from '../xml/parser.ts';
import type { XmlElement } from '../xml/tree.ts';
import { descendProperties, isProperty } from './parse/elements.ts';
import type { TimestampedSignature } from './parse/imprint.ts';
import { elementAt } from './parse/located-references.ts';
import { DS } from './parse/namespaces.ts';
import { readSignatures } from './parse/read-signatures.ts';
import type { ResolvedReference } from './parse/resolve-references.ts';

/** A document inside a sealed one. */
export interface ExtractedContent {
  /** The seal that covers it, as parsing names it. */
  readonly sealId: string;
  /** The URI by which the seal refers to it; empty for the whole document. */
  readonly uri: string;
  /** As the seal states it. */
  readonly mimeType?: string;
  /** Exactly what was digested; of XML in an enveloping seal what stands in the ds:Object. */
  readonly octets: Uint8Array;
}

/** Options of {@link extractContents}. */
export interface ExtractContentsOptions {
  /** Ids of the seals whose documents are wanted, as parsing gives them. Default all. */
  readonly only?: readonly string[];
}

/**
 * The documents that the seals of an XML document cover and that are in it: of an enveloped seal the document without its
 * seals in canonical form, of an enveloping one what it holds. Documents beside a seal are not in it.
 *
 * Digests, values and timestamps are verified, so that nothing is taken for sealed that is not; who sealed it is for
 * `validate` of `@eseal/validator` to say.
 *
 * @throws FormatsError `XML_…`; `XML_NOT_SEALED` without a seal that has an id that was asked for, `SEAL_BROKEN`,
 * `SEAL_CERTIFICATE_MISSING`
 * @example
 * ```ts
 * import { extractContents } from '@eseal/formats/xades';
 *
 * export async function readInvoice(sealed: Uint8Array): Promise<Uint8Array | undefined> {
 *   const [invoice] = await extractContents(sealed);
 *   return invoice?.octets;
 * }
 * ```
 * @see XMLDSig §4.4.3.2
 */
export async function extractContents(
  sealed: DocumentSource,
  { only }: ExtractContentsOptions = {},
): Promise<readonly ExtractedContent[]> {
  const signatures = await readSignatures(parseXml(await readAll(sealed)), []);
  const wanted = signatures.filter(({ parsed }) => only?.includes(parsed.id) ?? true);
  if (wanted.length === 0 || wanted.length < (only?.length ?? 0))
    throw new FormatsError('XML_NOT_SEALED', 'there is no such seal in this document');
  const extracted: ExtractedContent[] = [];
  for (const { parsed, timestamped } of wanted) {
    if (timestamped === undefined) continue;
    await assertVerified(parsed);
    extracted.push(...contentsOf(parsed.id, timestamped));
  }
  return extracted;
}

/** Intact, and by what can be verified: a value of an unknown kind is no proof that a document was sealed. */
async function assertVerified(seal: ParsedSignature): Promise<void> {
  await assertSealIntact(seal);
  if ((await findSealCertificate(seal)) === undefined)
    throw new FormatsError('SEAL_CERTIFICATE_MISSING', `the certificate of ${seal.id} is not in the file`);
  if (seal.signature.algorithm === undefined || seal.signature.signedBytes === undefined)
    throw new FormatsError('SEAL_BROKEN', `the value of ${seal.id} cannot be verified`);
}

function contentsOf(sealId: string, signature: TimestampedSignature): readonly ExtractedContent[] {
  return signature.references.flatMap((reference) => {
    const octets = isContent(reference) ? octetsIn(reference, signature) : undefined;
    if (octets === undefined) return [];
    const mimeType = mimeTypeOf(reference, signature);
    const { uri = '' } = reference.reference;
    return [{ sealId, uri, ...(mimeType !== undefined && { mimeType }), octets }];
  });
}

function isContent({ kind, place, reference }: ResolvedReference): boolean {
  const isDigested = reference.digestAlgorithm !== undefined && place !== undefined;
  return isDigested && (kind === 'reference' || kind === 'object');
}

function octetsIn(
  reference: ResolvedReference,
  { budget, document }: TimestampedSignature,
): Uint8Array | undefined {
  const { data, nodes } = reference;
  if (data === undefined) return undefined;
  const element = elementAt(reference);
  const held = element !== undefined && isNamed(element, DS, 'Object') ? childElements(element) : [];
  if (held.length === 0 || nodes?.filters.length !== 0) return octetsOf(data, budget);
  const canonical = (one: XmlElement): Uint8Array =>
    canonicalize(subtreeOf(document, one, { comments: false }), EXCLUSIVE_C14N, budget);
  return concatBytes(held.map(canonical));
}

function mimeTypeOf(
  { reference: { id } }: ResolvedReference,
  { properties }: TimestampedSignature,
): string | undefined {
  const format = properties.signedDataObjectProperties.find(
    (one) => isProperty(one, 'DataObjectFormat') && attributeValue(one, 'ObjectReference') === `#${id}`,
  );
  const [mimeType] = descendProperties(format, 'MimeType');
  return mimeType && textOf(mimeType);
}

/**
 * Seals that hold their documents in ds:Object elements (XMLDSig §4.6).
 *
 * @module
 */
import { concatBytes, type SealedPart, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import type { CanonicalizationMethod } from '../xml/canonicalization-method.ts';
import { canonicalize } from '../xml/canonicalize.ts';
import { subtreeOf } from '../xml/node-set.ts';
import { parseXml } from '../xml/parser.ts';
import { base64Part } from './base64-part.ts';
import { bytesOf, type OpenedDocument, octetsOf } from './documents.ts';
import { BASE64_ENCODING, NAMESPACES, REFERENCE_TYPES, TRANSFORMS } from './identifiers.ts';
import type { LaidOutReference, LaidOutSeal, SealObject, SealRequest } from './laid-out-seal.ts';
import { type Attributes, dsElement, type Pairs, writeMarkup } from './markup.ts';
import type { XadesOptions } from './options.ts';
import { openSealable } from './sealable-xml.ts';
import { surroundingsAt } from './surroundings.ts';
import { Survey } from './survey.ts';

/** One ds:Object for each document. */
export async function layOutEnveloping({
  documents,
  ids,
  options,
  sealer,
}: SealRequest): Promise<LaidOutSeal> {
  const { canonicalization: method, digestAlgorithm } = sealer;
  const isXml = options.objectContent === 'xml';
  const survey = new Survey();
  const objects: SealObject[] = [];
  const references: LaidOutReference[] = [];
  for (const [at, document] of documents.entries()) {
    const { digest: received, format } = document;
    const id = ids.object(at);
    const attributes = { Encoding: isXml ? undefined : BASE64_ENCODING, Id: id, MimeType: format.mimeType };
    const content = objectContent(document, options, survey);
    const [startTag, endTag] = objectTags(attributes, []);
    objects.push({ startTag, content, endTag });
    // The octets that base64 stands for are those that were digested when the document was read (XMLDSig §6.6.2).
    const isCanonical = content instanceof Uint8Array;
    const canonical = isCanonical ? canonicalObject(attributes, content, method) : undefined;
    const digest = canonical === undefined ? received : await digestBytes(digestAlgorithm, canonical);
    const octets = canonical === undefined ? octetsOf(document) : bytesOf(canonical);
    const transforms = [{ algorithm: isCanonical ? method.algorithm : TRANSFORMS.base64 }];
    const type = REFERENCE_TYPES.object;
    references.push({ id: ids.reference(at), uri: `#${id}`, type, transforms, digest, octets, format });
  }
  return { references, objects, surroundings: surroundingsAt(undefined, method) };
}

/**
 * A document as it stands in its object: base64, or the bytes of the root element.
 *
 * @throws FormatsError `XML_…` for a document that is no XML
 */
export function objectContent(
  { part }: Pick<OpenedDocument, 'part'>,
  options: XadesOptions,
  survey?: Survey,
): SealedPart {
  if (part === undefined) throw new TypeError('the document was not kept');
  if (options.objectContent !== 'xml' || !(part instanceof Uint8Array)) return base64Part(part);
  const { bytes, root } = openSealable(part, survey).document;
  return bytes.subarray(root.start, root.end);
}

function objectTags(attributes: Attributes, declares: Pairs): readonly [start: string, end: string] {
  const end = '</ds:Object>';
  const empty = writeMarkup(dsElement('Object', attributes, [], declares));
  return [empty.slice(0, -end.length), end];
}

/** The canonical form does not depend on where the object stands: around it only `ds` is in scope. */
function canonicalObject(
  attributes: Attributes,
  content: Uint8Array,
  method: CanonicalizationMethod,
): Uint8Array {
  const [start, end] = objectTags(attributes, [['ds', NAMESPACES.ds]]);
  const document = parseXml(concatBytes([utf8(start), content, utf8(end)]));
  return canonicalize(subtreeOf(document, document, { comments: false }), method);
}

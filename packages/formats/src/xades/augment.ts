/**
 * Raising the level of finished seals; bytes that are there stay (EN 319 132-1 §6.3).
 *
 * @module
 */
import {
  type AssembleContext,
  concatBytes,
  createSealedDocument,
  type DocumentSource,
  includesLevel,
  readAll,
  type SealedDocument,
  utf8,
} from '@eseal/core';
import { assertAdesLevel, stampSignatureValue } from '../cades/level-t.ts';
import { FormatsError } from '../errors.ts';
import { EXCLUSIVE_C14N } from '../xml/canonicalization-method.ts';
import { canonicalize } from '../xml/canonicalize.ts';
import { attributeValue, childElements } from '../xml/elements.ts';
import { collectIds } from '../xml/ids.ts';
import { subtreeOf } from '../xml/node-set.ts';
import { parseXml } from '../xml/parser.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import { XML_MEDIA_TYPE } from './assemble.ts';
import { assertSealsHold } from './earlier-seals.ts';
import { NAMESPACES } from './identifiers.ts';
import { type Insertion, insertAtEnd, insertAtStart } from './insertion.ts';
import { addedTimestamps } from './level-t.ts';
import { bindProperties, type QualifyingProperties } from './parse/qualifying-properties.ts';
import { readSignatureElements } from './parse/signature-elements.ts';
import { openSealable } from './sealable-xml.ts';
import { standsInSignature } from './survey.ts';

/**
 * Gives every seal of a document a timestamp that has none. Signatures inside another one are left alone. A document in
 * which nothing is missing comes back as it was.
 *
 * @throws FormatsError `XML_…`; `XML_NOT_SEALED` when there is no XAdES seal in the namespace of EN 319 132-1,
 * `XML_CHANGE_FORBIDDEN` when one seal covers the place of another's timestamp
 */
export async function augmentXades(
  sealed: DocumentSource,
  context: AssembleContext,
): Promise<SealedDocument> {
  assertAdesLevel(context.adesLevel);
  const file = await readAll(sealed);
  const { document, signatures } = openSealable(file);
  const seals = findSeals(document, signatures);
  if (seals.length === 0) throw new FormatsError('XML_NOT_SEALED', 'there is no XAdES seal in this document');
  const raised = includesLevel(context.adesLevel, 'B-T') ? seals.filter((seal) => !hasTimestamp(seal)) : [];
  if (raised.length === 0) return createSealedDocument(XML_MEDIA_TYPE, [file]);
  // Before a timestamp is asked for, with an empty one in each place.
  const tried = raised.map((seal) => placeTimestamps(seal, document, [new Uint8Array()]));
  assertSealsHold(document, parseXml(concatBytes(insert(document.bytes, tried))));
  const insertions: Insertion[] = [];
  for (const seal of raised) {
    const octets = canonicalize(subtreeOf(document, seal.signatureValue), EXCLUSIVE_C14N);
    insertions.push(placeTimestamps(seal, document, await stampSignatureValue(octets, context)));
  }
  const parts = insert(document.bytes, insertions);
  const mark = file.subarray(0, document.byteOrderMark);
  return createSealedDocument(XML_MEDIA_TYPE, mark.length === 0 ? parts : [mark, ...parts]);
}

/** A seal that can be raised. */
interface Seal {
  readonly signatureValue: XmlElement;
  readonly properties: QualifyingProperties;
}

function findSeals(document: XmlDocument, signatures: readonly XmlElement[]): readonly Seal[] {
  const { elements } = collectIds(document);
  return signatures.flatMap((element) => {
    if (standsInSignature(element.parent)) return [];
    const parts = readSignatureElements(element);
    const covered = parts.references.map((reference) =>
      elements.get((attributeValue(reference, 'URI') ?? '').replace(/^#/, '')),
    );
    const { properties } = bindProperties(parts, covered);
    const { signatureValue } = parts;
    const isSeal = properties?.element.namespace === NAMESPACES.xades && signatureValue !== undefined;
    return isSeal ? [{ signatureValue, properties }] : [];
  });
}

function hasTimestamp({ properties }: Seal): boolean {
  return properties.unsignedSignatureProperties.some(({ localName }) => localName === 'SignatureTimeStamp');
}

/** Timestamps after all other properties, in elements that are made when they are missing. */
function placeTimestamps(
  { properties }: Seal,
  { bytes }: XmlDocument,
  tokens: readonly Uint8Array[],
): Insertion {
  const timestamps = (missing: 0 | 1 | 2): string =>
    addedTimestamps(tokens, EXCLUSIVE_C14N.algorithm, missing);
  const { element } = properties;
  const [unsigned] = childElements(element, NAMESPACES.xades, 'UnsignedProperties');
  if (unsigned === undefined) return insertAtEnd(element, bytes, timestamps(2));
  const [ofSignature] = childElements(unsigned, NAMESPACES.xades, 'UnsignedSignatureProperties');
  // Properties of data objects stand after those of the signature.
  return ofSignature === undefined
    ? insertAtStart(unsigned, bytes, timestamps(1))
    : insertAtEnd(ofSignature, bytes, timestamps(0));
}

/** The bytes of a document with insertions in document order. */
function insert(bytes: Uint8Array, insertions: readonly Insertion[]): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  let position = 0;
  for (const { start, end, before, after } of insertions) {
    parts.push(bytes.subarray(position, start), utf8(before + after));
    position = end;
  }
  return [...parts, bytes.subarray(position)];
}

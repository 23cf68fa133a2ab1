/**
 * A sealed document between the steps of raising it.
 *
 * @module
 */
import { concatBytes } from '@eseal/core';
import { childElements } from '../../xml/elements.ts';
import type { XmlDocument, XmlElement } from '../../xml/tree.ts';
import { NAMESPACES } from '../identifiers.ts';
import { applyInsertions, type Insertion, insertAtEnd, insertAtStart } from '../insertion.ts';
import type { Markup } from '../markup.ts';
import type { GivenContent } from '../parse/contents.ts';
import type { TimestampedSignature } from '../parse/imprint.ts';
import { type ReadSignature, readSignatures } from '../parse/read-signatures.ts';
import { openSealable } from '../sealable-xml.ts';
import { writeAddedProperties } from '../unsigned-properties.ts';

/** A document with its signatures, in document order: raising adds none, so that each keeps its number. */
export interface OpenedFile {
  readonly document: XmlDocument;
  readonly signatures: readonly ReadSignature[];
  /** What stands beside detached seals. */
  readonly contents: readonly GivenContent[];
}

/** A seal that can be raised: a XAdES signature in the namespace of EN 319 132-1. */
export interface RaisableSeal extends Pick<ReadSignature, 'parsed'> {
  readonly timestamped: TimestampedSignature;
  readonly signatureValue: XmlElement;
}

/** Reads a document that is to be raised. */
export async function openFile(bytes: Uint8Array, contents: readonly GivenContent[]): Promise<OpenedFile> {
  const { document } = openSealable(bytes);
  return { document, signatures: await readSignatures(document, contents), contents };
}

/** The document with something inserted, read again. */
export async function grow(opened: OpenedFile, insertions: readonly Insertion[]): Promise<OpenedFile> {
  if (insertions.length === 0) return opened;
  return openFile(concatBytes(applyInsertions(opened.document.bytes, insertions)), opened.contents);
}

/** A signature as a seal, when it is one that can be raised. */
export function raisable({ parsed, timestamped }: ReadSignature): RaisableSeal | undefined {
  const signatureValue = timestamped?.elements.signatureValue;
  if (timestamped?.properties.element.namespace !== NAMESPACES.xades || signatureValue === undefined)
    return undefined;
  return { parsed, timestamped, signatureValue };
}

/** The unsigned properties of a seal, in their order. */
export function unsignedOf({ timestamped }: RaisableSeal): readonly XmlElement[] {
  return timestamped.properties.unsignedSignatureProperties;
}

/** Properties after all others of a seal. */
export function appendProperties(
  seal: RaisableSeal,
  document: XmlDocument,
  properties: readonly Markup[],
): Insertion {
  const { insert, missing } = endOfProperties(seal, document);
  return insert(writeAddedProperties(properties, missing));
}

/** The place after all properties of a seal. */
export interface PropertyPlace {
  /** The element of the document in which something is inserted. */
  readonly parent: XmlElement;
  /** How many of the elements around a property are missing. */
  readonly missing: 0 | 1 | 2;
  insert(before: string, after?: string): Insertion;
}

/** Finds the place after all properties of a seal. */
export function endOfProperties({ timestamped }: RaisableSeal, { bytes }: XmlDocument): PropertyPlace {
  const { element } = timestamped.properties;
  const [unsigned] = childElements(element, NAMESPACES.xades, 'UnsignedProperties');
  const [ofSignature] =
    unsigned === undefined ? [] : childElements(unsigned, NAMESPACES.xades, 'UnsignedSignatureProperties');
  const parent = ofSignature ?? unsigned ?? element;
  // Properties of data objects stand after those of the signature.
  const insertIn = parent === unsigned ? insertAtStart : insertAtEnd;
  return {
    parent,
    missing: parent === ofSignature ? 0 : parent === unsigned ? 1 : 2,
    insert: (before, after) => insertIn(parent, bytes, before, after),
  };
}

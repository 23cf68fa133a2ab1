/**
 * Seals inside an XML document by its tree: at other places than its end, over elements of it, beside earlier seals.
 *
 * @module
 */
import { concatBytes, utf8 } from '@eseal/core';
import { FormatsError } from '../errors.ts';
import { canonicalize } from '../xml/canonicalize.ts';
import { type NodeSet, subtreeOf } from '../xml/node-set.ts';
import { parseXml } from '../xml/parser.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import { assertSealsHold } from './earlier-seals.ts';
import { type Exclusion, exclude, exclusionFor, NO_EXCLUSION, transformsOf } from './exclusions.ts';
import { NAMESPACES } from './identifiers.ts';
import type { FoundPlace, Insertion } from './insertion.ts';
import type { LaidOutDocument, SealRequest } from './laid-out-seal.ts';
import type { XadesOptions } from './options.ts';
import { findPlace } from './place.ts';
import { elementWithId, openSealable, type SealableXml } from './sealable-xml.ts';
import { standsInSignature } from './survey.ts';

const EMPTY_SIGNATURE = `<ds:Signature xmlns:ds="${NAMESPACES.ds}"/>`;

/**
 * Finds the place of a seal and what it covers.
 *
 * @throws FormatsError `XML_…`; `XML_CHANGE_FORBIDDEN` when the seal would break one that is there
 */
export function layOutInTree(file: Uint8Array, { options, sealer }: SealRequest): LaidOutDocument {
  const received = openSealable(file);
  const { bytes, byteOrderMark } = received.document;
  const place = findPlaceFor(received, options);
  // Elements that are inserted around the signature are covered as well.
  const isWrapped = place.namespaces.size > 0;
  const opened = isWrapped ? openSealable(splice(bytes, place.insertion)) : received;
  const targets = findTargets(opened.document, received.document, place, options);
  return {
    byteOrderMark,
    place,
    targets: targets.map(({ exclusion, nodes, uri }) => {
      const covered = exclude(nodes, exclusion.elements(opened));
      const transforms = transformsOf(exclusion, sealer.canonicalization);
      return { uri, transforms, octets: canonicalize(covered, sealer.canonicalization) };
    }),
  };
}

/**
 * Finds the place of a seal that covers nothing of the file that it is put into.
 *
 * @throws FormatsError `XML_…`; `XML_CHANGE_FORBIDDEN` when the seal would break one that is there
 */
export function findPlaceBeside(file: Uint8Array): Pick<LaidOutDocument, 'byteOrderMark' | 'place'> {
  const received = openSealable(file);
  const { byteOrderMark } = received.document;
  return { byteOrderMark, place: findPlaceFor(received, {}) };
}

/** Finds a place at which a seal breaks none that is there. */
function findPlaceFor({ document, signatures }: SealableXml, options: XadesOptions): FoundPlace {
  const place = findPlace(document, options.place);
  if (signatures.length > 0) {
    assertOutside(place);
    assertSealsHold(document, parseXml(splice(document.bytes, place.insertion, EMPTY_SIGNATURE)));
  }
  return place;
}

/** A signature holds nothing but its own parts, even where its value would not tell (XMLDSig §4.2). */
function assertOutside({ parent }: FoundPlace): void {
  if (standsInSignature(parent))
    throw new FormatsError('XML_CHANGE_FORBIDDEN', 'a seal here would stand inside another signature');
}

/** The bytes of a document with what is inserted into it. */
function splice(bytes: Uint8Array, { start, end, before, after }: Insertion, inserted = ''): Uint8Array {
  return concatBytes([bytes.subarray(0, start), utf8(before + inserted + after), bytes.subarray(end)]);
}

/** The nodes that one reference is to. */
interface FoundNodes {
  readonly uri: string;
  readonly nodes: NodeSet;
  readonly exclusion: Exclusion;
}

/** References to the same document are without comments (XMLDSig §4.4.3.3). */
function findTargets(
  document: XmlDocument,
  received: XmlDocument,
  { parent }: FoundPlace,
  options: XadesOptions,
): readonly FoundNodes[] {
  const exclusion = exclusionFor(options);
  if (options.packaging !== 'internally-detached') {
    return [{ uri: '', nodes: subtreeOf(document, document, { comments: false }), exclusion }];
  }
  return (options.elementIds ?? []).map((id) => ({
    uri: `#${id}`,
    nodes: subtreeOf(document, requireElement(document, id), { comments: false }),
    exclusion: contains(requireElement(received, id), parent) ? exclusion : NO_EXCLUSION,
  }));
}

function requireElement(document: XmlDocument, id: string): XmlElement {
  const element = elementWithId(document, id);
  if (element !== undefined) return element;
  throw new FormatsError('XML_ELEMENT_NOT_FOUND', `no element has the Id ${id}`, { facts: { id } });
}

function contains(outer: XmlElement, inner: XmlElement): boolean {
  for (let at: XmlElement | undefined = inner; at !== undefined; at = at.parent)
    if (at === outer) return true;
  return false;
}

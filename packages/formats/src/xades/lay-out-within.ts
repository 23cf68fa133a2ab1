/**
 * Seals inside the XML document that they cover, or of which they cover elements.
 *
 * @module
 */
import { concatBytes, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { FormatsError } from '../errors.ts';
import { canonicalize } from '../xml/canonicalize.ts';
import { canonicalizeFile } from '../xml/canonicalize-file.ts';
import { type NodeSet, subtreeOf } from '../xml/node-set.ts';
import { parseXml } from '../xml/parser.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import { type Exclusion, exclude, exclusionFor, NO_EXCLUSION } from './exclusions.ts';
import { NAMESPACES } from './identifiers.ts';
import { type FoundPlace, type Insertion, moved } from './insertion.ts';
import type { LaidOutReference, LaidOutSeal, SealRequest } from './laid-out-seal.ts';
import type { XadesOptions } from './options.ts';
import { atEndOf, findPlace } from './place.ts';
import { assertUtf8, elementWithId, openSealable, Survey } from './sealable-xml.ts';
import { surroundingsAt } from './surroundings.ts';

const EMPTY_SIGNATURE = `<ds:Signature xmlns:ds="${NAMESPACES.ds}"/>`;

/**
 * References to the document or to elements of it.
 *
 * @throws FormatsError `XML_…`; `XML_CHANGE_FORBIDDEN` when the seal would break one that is there
 */
export async function layOutWithin(request: SealRequest): Promise<LaidOutSeal> {
  const [file] = request.documents;
  if (!(file?.part instanceof Uint8Array)) throw new TypeError('the document was not read');
  const laidOut = layOutWhole(file.part, request) ?? (await layOutInTree(file.part, request));
  const { canonicalization: method, digestAlgorithm } = request.sealer;
  const references: LaidOutReference[] = [];
  for (const [at, { exclusion, octets, uri }] of laidOut.targets.entries()) {
    const digest = await digestBytes(digestAlgorithm, octets);
    const transforms = [...exclusion.transforms, { algorithm: method.algorithm }];
    references.push({ id: request.ids.reference(at), uri, transforms, digest, format: file.format });
  }
  const { byteOrderMark, place } = laidOut;
  const insertion = moved(place.insertion, byteOrderMark);
  return { references, insertion, objects: [], surroundings: surroundingsAt(place, method) };
}

/** A document with the place of its seal, and what the seal covers. */
interface LaidOutDocument {
  readonly byteOrderMark: number;
  readonly place: FoundPlace;
  readonly targets: readonly Target[];
}

/** What one reference covers. */
interface Target {
  readonly uri: string;
  readonly exclusion: Exclusion;
  /** In canonical form. */
  readonly octets: Uint8Array;
}

/** The usual case in one pass, without a tree: the first seal of a document, at its end, over all of it. */
function layOutWhole(bytes: Uint8Array, { options, sealer }: SealRequest): LaidOutDocument | undefined {
  const { packaging = 'enveloped', place } = options;
  if (packaging !== 'enveloped' || (place !== undefined && place.kind !== 'end-of-root')) return undefined;
  const survey = new Survey();
  const file = canonicalizeFile(bytes, sealer.canonicalization, {
    visit: (element) => survey.visit(element),
  });
  assertUtf8(file);
  if (survey.signatures.length > 0) return undefined;
  return {
    byteOrderMark: file.byteOrderMark,
    place: atEndOf(file.root, file.bytes),
    targets: [{ uri: '', exclusion: exclusionFor(options), octets: file.canonical }],
  };
}

async function layOutInTree(file: Uint8Array, { options, sealer }: SealRequest): Promise<LaidOutDocument> {
  const received = openSealable(file);
  const { bytes, byteOrderMark } = received.document;
  const place = findPlace(received.document, options.place);
  if (received.signatures.length > 0) {
    const { assertSealsHold } = await import('./earlier-seals.ts');
    assertSealsHold(received.document, parseXml(splice(bytes, place.insertion, EMPTY_SIGNATURE)));
  }
  // Elements that are inserted around the signature are covered as well.
  const isWrapped = place.namespaces.size > 0;
  const opened = isWrapped ? openSealable(splice(bytes, place.insertion)) : received;
  const targets = findTargets(opened.document, received.document, place, options);
  return {
    byteOrderMark,
    place,
    targets: targets.map(({ exclusion, nodes, uri }) => {
      const covered = exclude(nodes, exclusion.elements(opened));
      return { uri, exclusion, octets: canonicalize(covered, sealer.canonicalization) };
    }),
  };
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

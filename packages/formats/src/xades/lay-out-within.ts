/**
 * Seals inside the XML document that they cover, or of which they cover elements or another seal.
 *
 * @module
 */
import { digestBytes } from '@eseal/core/crypto';
import { canonicalizeFile } from '../xml/canonicalize-file.ts';
import { bytesOf } from './documents.ts';
import { exclusionFor, transformsOf } from './exclusions.ts';
import { atEndOf, moved } from './insertion.ts';
import type { LaidOutDocument, LaidOutReference, LaidOutSeal, SealRequest } from './laid-out-seal.ts';
import { surroundingsAt } from './surroundings.ts';
import { assertUtf8, Survey } from './survey.ts';

/**
 * References to the document or to elements of it.
 *
 * @throws FormatsError `XML_…`; `XML_CHANGE_FORBIDDEN` when the seal would break one that is there
 */
export async function layOutWithin(request: SealRequest): Promise<LaidOutSeal> {
  const [file] = request.documents;
  if (!(file?.part instanceof Uint8Array)) throw new TypeError('the document was not read');
  const laidOut = layOutWhole(file.part, request) ?? (await layOutByTree(file.part, request));
  const { canonicalization: method, digestAlgorithm } = request.sealer;
  const references: LaidOutReference[] = [];
  for (const [at, { octets, ...target }] of laidOut.targets.entries()) {
    const digest = await digestBytes(digestAlgorithm, octets);
    const id = request.ids.reference(at);
    references.push({ ...target, id, digest, octets: bytesOf(octets), format: file.format });
  }
  const { byteOrderMark, place } = laidOut;
  const insertion = moved(place.insertion, byteOrderMark);
  const around = { file: file.part, insertion };
  return { references, around, objects: [], surroundings: surroundingsAt(place, method) };
}

/** The usual case in one pass, without a tree: the first seal of a document, at its end, over all of it. */
function layOutWhole(bytes: Uint8Array, { options, sealer }: SealRequest): LaidOutDocument | undefined {
  const { counterSignatureOf, packaging = 'enveloped', place } = options;
  if (counterSignatureOf !== undefined || packaging !== 'enveloped') return undefined;
  if (place !== undefined && place.kind !== 'end-of-root') return undefined;
  const survey = new Survey();
  const file = canonicalizeFile(bytes, sealer.canonicalization, {
    visit: (element) => survey.visit(element),
  });
  assertUtf8(file);
  if (survey.signatures.length > 0) return undefined;
  const transforms = transformsOf(exclusionFor(options), sealer.canonicalization);
  return {
    byteOrderMark: file.byteOrderMark,
    place: atEndOf(file.root, file.bytes),
    targets: [{ uri: '', transforms, octets: file.canonical }],
  };
}

async function layOutByTree(file: Uint8Array, request: SealRequest): Promise<LaidOutDocument> {
  if (request.options.counterSignatureOf !== undefined) {
    const { layOutCounterSignature } = await import('./lay-out-counter-signature.ts');
    return layOutCounterSignature(file, request.options.counterSignatureOf, request.sealer);
  }
  const { layOutInTree } = await import('./lay-out-in-tree.ts');
  return layOutInTree(file, request);
}

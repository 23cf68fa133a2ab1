/**
 * From documents to the bytes to be signed.
 *
 * @module
 */
import {
  type DocumentSource,
  type PrepareContext,
  type PreparedDocument,
  type SealedPart,
  utf8,
} from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { type OpenedDocument, openDocuments } from './documents.ts';
import { buildSealFrame, type SealFrame } from './frame.ts';
import { NAMESPACES } from './identifiers.ts';
import type { Insertion } from './insertion.ts';
import { layOut } from './lay-out.ts';
import { canonicalizeMarkup } from './markup.ts';
import type { XadesOptions } from './options.ts';
import { createSealIds } from './seal-ids.ts';
import type { Sealer } from './sealer.ts';
import { buildSignedInfo } from './signed-info.ts';
import { buildSignedProperties } from './signed-properties.ts';
import { declaring } from './surroundings.ts';

/** Documents of which only the signature value is missing. */
export interface PreparedXades extends PreparedDocument {
  readonly sealer: Sealer;
  readonly frame: SealFrame;
  /** What fills the gaps of the frame. */
  readonly contents: readonly SealedPart[];
  /** The document that the seal stands in, and where. */
  readonly around?: { readonly document: Uint8Array; readonly insertion: Insertion };
}

/** Builds the bytes to be signed: ds:SignedInfo in canonical form (XMLDSig §3.1.2). */
export async function prepareXades(
  document: DocumentSource,
  options: XadesOptions,
  { signal, signingTime }: PrepareContext,
  sealer: Sealer,
): Promise<PreparedXades> {
  const { canonicalization, certificateReference, digestAlgorithm, keyInfo, signatureMethod } = sealer;
  const { documents, documentDigest } = await openDocuments(document, options, digestAlgorithm, signal);
  const ids = await createSealIds(documentDigest, sealer.certificates[0], signingTime);
  const laidOut = await layOut({ documents, ids, options, sealer });
  const { references, surroundings } = laidOut;
  const formats = references.map(({ format, id }) => ({ ...format, referenceId: id }));
  const id = ids.signedProperties;
  const signedProperties = buildSignedProperties({
    ...options,
    id,
    certificateReference,
    signingTime,
    formats,
  });
  const inQualifyingProperties = declaring(surroundings, 'xades', NAMESPACES.xades);
  const octets = utf8(canonicalizeMarkup(signedProperties, inQualifyingProperties));
  const signedInfo = buildSignedInfo({
    signatureMethod,
    digestAlgorithm,
    canonicalization: canonicalization.algorithm,
    references,
    signedProperties: { id, digest: await digestBytes(digestAlgorithm, octets) },
  });
  return {
    dataToBeSigned: utf8(canonicalizeMarkup(signedInfo, surroundings)),
    documentDigest,
    sealer,
    frame: buildSealFrame(ids, laidOut, { signedInfo, keyInfo, signedProperties }),
    contents: laidOut.objects.map(({ content }) => content),
    ...aroundOf(documents, laidOut.insertion),
  };
}

/** The document with the place of its seal, where the seal has one. */
export function aroundOf(
  [file]: readonly OpenedDocument[],
  insertion: Insertion | undefined,
): Pick<PreparedXades, 'around'> {
  if (insertion === undefined || !(file?.part instanceof Uint8Array)) return {};
  return { around: { document: file.part, insertion } };
}

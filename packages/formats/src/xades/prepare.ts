/**
 * From documents to the bytes to be signed.
 *
 * @module
 */
import {
  type DocumentSource,
  includesLevel,
  type PrepareContext,
  type PreparedDocument,
  type SealedPart,
  utf8,
} from '@eseal/core';
import type { ContentDigest } from '@eseal/core/container';
import { digestBytes } from '@eseal/core/crypto';
import type { stampContents } from './content-timestamps.ts';
import { contentsBeside, openDocuments } from './documents.ts';
import { buildSealFrame, type SealFrame } from './frame.ts';
import { NAMESPACES } from './identifiers.ts';
import type { LaidOutReference, SealedAround } from './laid-out-seal.ts';
import { layOut } from './lay-out.ts';
import { canonicalizeMarkup } from './markup.ts';
import type { XadesOptions } from './options.ts';
import { createSealIds } from './seal-ids.ts';
import type { Sealer } from './sealer.ts';
import { buildSignedInfo } from './signed-info.ts';
import { buildSignedProperties, type ReferencedFormat } from './signed-properties.ts';
import { declaring } from './surroundings.ts';

/** Documents of which only the signature value is missing. */
export interface PreparedXades extends PreparedDocument {
  readonly sealer: Sealer;
  readonly frame: SealFrame;
  /** What fills the gaps of the frame. */
  readonly contents: readonly SealedPart[];
  /** What the seal stands in. */
  readonly around?: SealedAround;
}

/** How a seal is made. */
export interface SealPlan {
  readonly options: XadesOptions;
  readonly sealer: Sealer;
  /** The file that a detached seal is put into. */
  readonly holder: Uint8Array | undefined;
}

/** Builds the bytes to be signed: ds:SignedInfo in canonical form (XMLDSig §3.1.2). */
export async function prepareXades(
  document: DocumentSource | ContentDigest,
  { holder, options, sealer }: SealPlan,
  context: PrepareContext,
): Promise<PreparedXades> {
  const { canonicalization, certificateReference, digestAlgorithm, keyInfo, signatureMethod } = sealer;
  const { contentTimestamps = [], signal, signingTime } = context;
  const isStamped = contentTimestamps.length > 0;
  const readsAgain = options.manifest !== true && (isStamped || includesLevel(context.adesLevel, 'B-LTA'));
  const rules = { options, digestAlgorithm, holder, readsAgain, ...(signal && { signal }) };
  const { documents, documentDigest } = await openDocuments(document, rules);
  const ids = await createSealIds(documentDigest, sealer.certificates[0], signingTime);
  const laidOut = await layOut({ documents, ids, options, sealer, ...(holder && { holder }) });
  const { references, surroundings } = laidOut;
  const id = ids.signedProperties;
  const signedProperties = buildSignedProperties({
    ...options,
    id,
    certificateReference,
    signingTime,
    formats: references.flatMap(describe),
    timestamps: isStamped ? await stamp(references, canonicalization.algorithm, context) : [],
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
    detachedContents: contentsBeside(documents, rules),
    sealer,
    frame: buildSealFrame(ids, laidOut, { signedInfo, keyInfo, signedProperties }),
    contents: laidOut.objects.map(({ content }) => content),
    ...(laidOut.around && { around: laidOut.around }),
  };
}

/** What references are to; of a manifest its entries. */
function describe({ entries, format, id }: LaidOutReference): readonly ReferencedFormat[] {
  if (entries !== undefined) return entries.flatMap(describe);
  return format === undefined ? [] : [{ ...format, referenceId: id }];
}

async function stamp(...given: Parameters<typeof stampContents>): ReturnType<typeof stampContents> {
  const { stampContents } = await import('./content-timestamps.ts');
  return stampContents(...given);
}

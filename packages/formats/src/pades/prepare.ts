/**
 * From a PDF to the bytes to be signed (EN 319 142-1 §6.3).
 *
 * @module
 */
import type { AdesLevel, DocumentSource, PrepareContext, PreparedDocument } from '@eseal/core';
import { type DigestAlgorithm, signatureRow } from '@eseal/core/crypto';
import type { Sealer } from '../cades/sealer.ts';
import type { CompiledAppearance } from './appearance.ts';
import { CADES_EXTENSION, type DeveloperExtension, EDDSA_EXTENSION, SHA3_EXTENSION } from './catalog.ts';
import { layOutSignature } from './lay-out.ts';
import { openForUpdate } from './open-for-update.ts';
import type { PadesOptions } from './options.ts';
import { digestLayout, type SignatureLayout } from './parse/byte-range.ts';
import { type PdfObject, pdfName } from './pdf/objects.ts';
import type { PdfReader } from './pdf/reader.ts';
import { dateString, textString } from './pdf/text-string.ts';
import type { SealOffer } from './seed-values/seal-offer.ts';
import { buildPadesAttributes } from './signed-attributes.ts';

/** A PDF of which only the signature value is missing. */
export interface PreparedPades extends PreparedDocument {
  readonly layout: SignatureLayout;
  readonly sealer: Sealer;
}

/** What is known of a seal before its document. */
export interface SealPlan {
  readonly options: PadesOptions;
  readonly sealer: Sealer;
  /** Most bytes that the CMS will take. */
  readonly room: number;
  readonly appearance: CompiledAppearance | undefined;
}

/** Lays out the update of a PDF and builds the bytes to be signed. */
export async function preparePades(
  document: DocumentSource,
  plan: SealPlan,
  context: PrepareContext,
): Promise<PreparedPades> {
  const { options, sealer } = plan;
  const reader = await openForUpdate(document, options);
  const layout = await layOut(reader, plan, context);
  // The digest binds the document together with what is laid out for it, in the one pass that is needed anyway.
  const { digest } = signatureRow(sealer.algorithm);
  const documentDigest = await digestLayout(digest, layout, context.signal);
  const tokens = await stampContent(layout, { algorithm: digest, digest: documentDigest }, context);
  return {
    dataToBeSigned: buildPadesAttributes(options, sealer, documentDigest, tokens),
    documentDigest,
    layout,
    sealer,
  };
}

/** Timestamps over what the seal covers, one of each authority (EN 319 122-1 §5.2.8). */
async function stampContent(
  layout: SignatureLayout,
  known: { readonly algorithm: DigestAlgorithm; readonly digest: Uint8Array },
  { contentTimestamps = [], signal }: PrepareContext,
): Promise<readonly Uint8Array[]> {
  const tokens: Uint8Array[] = [];
  for (const source of contentTimestamps) {
    const { digestAlgorithm } = source;
    const isKnown = digestAlgorithm === known.algorithm;
    const digest = isKnown ? known.digest : await digestLayout(digestAlgorithm, layout, signal);
    tokens.push(await source.stamp(digest, signal && { signal }));
  }
  return tokens;
}

/** The update of a PDF, or the place that another program left for a seal. */
async function layOut(
  reader: PdfReader,
  { options, sealer, room, appearance }: SealPlan,
  { adesLevel, signingTime }: PrepareContext,
): Promise<SignatureLayout> {
  const { fieldName } = options;
  const offer = sealOffer(options, sealer, adesLevel);
  if (options.fillPlaceholder === true && fieldName !== undefined) {
    const { openPlaceholder } = await import('./fields/placeholder.ts');
    return openPlaceholder(reader, fieldName, room, offer);
  }
  return layOutSignature(reader, {
    kind: 'seal',
    entries: sealEntries(options, signingTime),
    room,
    field: {
      name: fieldName,
      place: options.place,
      lock: options.lock,
      appearance,
      offer,
    },
    certify: options.certify,
    allowHybridReferences: options.allowHybridReferences,
    extensions: extensionsFor(sealer),
    time: signingTime,
  });
}

function sealOffer(options: PadesOptions, sealer: Sealer, adesLevel: AdesLevel): SealOffer {
  const { certify, reason, commitmentTypes, signaturePolicy } = options;
  return {
    certificates: sealer.certificates,
    digest: signatureRow(sealer.algorithm).digest,
    adesLevel,
    certify,
    reason,
    ...(commitmentTypes && { commitmentTypes }),
    ...(signaturePolicy && { signaturePolicy }),
  };
}

/** The signature dictionary apart from ranges and value (ISO 32000-2 Table 255). */
function sealEntries(options: PadesOptions, signingTime: Date): readonly (readonly [string, PdfObject])[] {
  const entries: (readonly [string, PdfObject])[] = [
    ['Type', pdfName('Sig')],
    ['Filter', pdfName('Adobe.PPKLite')],
    ['SubFilter', pdfName('ETSI.CAdES.detached')],
    ['M', dateString(signingTime)],
  ];
  const { name, reason, location, contactInfo } = options;
  if (name !== undefined) entries.push(['Name', textString(name)]);
  if (reason !== undefined) entries.push(['Reason', textString(reason)]);
  if (location !== undefined) entries.push(['Location', textString(location)]);
  if (contactInfo !== undefined) entries.push(['ContactInfo', textString(contactInfo)]);
  return entries;
}

/** Extensions that the signature's algorithms are (ISO/TS 32001, ISO/TS 32002), beside CAdES itself. */
function extensionsFor({ algorithm, certificates }: Sealer): readonly DeveloperExtension[] {
  const { digest, scheme } = signatureRow(algorithm);
  const extensions = [CADES_EXTENSION];
  if (digest.startsWith('SHA3') || digest.startsWith('SHAKE')) extensions.push(SHA3_EXTENSION);
  const curve = certificates[0].publicKey.curve?.name ?? '';
  if (scheme === 'eddsa' || curve.startsWith('brainpool')) extensions.push(EDDSA_EXTENSION);
  return extensions;
}

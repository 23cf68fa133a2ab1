/**
 * From documents to a container without its seal, by kind of container and seal.
 *
 * @module
 */
import { assertNever, type DocumentSource } from '@eseal/core';
import { type PassingDocument, passDocument, placeDocument, placeSingle } from './documents.ts';
import {
  beginSeal,
  type ContainerLayout,
  type PreparedAsic,
  type SealBeginning,
} from './laid-out-container.ts';
import { buildOdfManifest } from './manifest.ts';
import { NAME_SERIES, SIMPLE_NAMES } from './names.ts';
import type { AsicOptions } from './options.ts';
import { cadesOver, manifestOver, xadesOver } from './seal-over.ts';
import { ASIC_MEDIA_TYPES, ODF_MANIFEST_NAME } from './vocabulary.ts';
import { storedMember } from './zip/write.ts';

/** Lays a container out and begins its seal. */
export async function layOutContainer(
  document: DocumentSource,
  options: AsicOptions,
  beginning: SealBeginning,
): Promise<PreparedAsic> {
  if (options.parallelTo === 'document') {
    const { layOutFurtherSeal } = await import('./lay-out-further.ts');
    return layOutFurtherSeal(document, options, beginning);
  }
  const { contents = [], mimeType, name = '', type } = options;
  const described = { name, ...(mimeType !== undefined && { mimeType }) };
  const first = await placeDocument({ ...described, source: document });
  const others = await Promise.all(contents.map(placeDocument));
  switch (type) {
    case 'asic-s':
      return layOutSimple(await passDocument(await placeSingle(first, others)), options, beginning);
    case 'asic-e':
      return layOutExtended(
        [await passDocument(first), ...(await Promise.all(others.map(passDocument)))],
        options,
        beginning,
      );
    default:
      return assertNever(type);
  }
}

/** One document and a seal of it as it is (EN 319 162-1 §4.3). */
function layOutSimple(
  document: PassingDocument,
  options: AsicOptions,
  beginning: SealBeginning,
): Promise<PreparedAsic> {
  const layout = (): ContainerLayout => ({
    ...kindOf(options),
    members: [document.member()],
    sealName: SIMPLE_NAMES[options.container],
  });
  if (options.container === 'xades')
    return beginSeal(xadesOver([document], options), document.source, layout, beginning);
  const { mimeType } = document;
  const format = cadesOver(options, mimeType === undefined ? {} : { mimeType });
  return beginSeal(format, document.source, layout, beginning);
}

/** Documents, with a seal that refers to each or a manifest that does (EN 319 162-1 §4.4). */
async function layOutExtended(
  documents: readonly [PassingDocument, ...PassingDocument[]],
  options: AsicOptions,
  beginning: SealBeginning,
): Promise<PreparedAsic> {
  if (options.container === 'xades') {
    const odf = buildOdfManifest(ASIC_MEDIA_TYPES[options.type], documents);
    const layout = (): ContainerLayout => ({
      ...kindOf(options),
      members: [...documents.map((each) => each.member()), storedMember(ODF_MANIFEST_NAME, odf)],
      sealName: NAME_SERIES.xadesSeals.first,
    });
    return beginSeal(xadesOver(documents, options), documents[0].source, layout, beginning);
  }
  const names = { manifest: NAME_SERIES.manifest.first, seal: NAME_SERIES.cadesSeal.first };
  const manifest = await manifestOver(documents, names.seal, beginning);
  const layout = (): ContainerLayout => ({
    ...kindOf(options),
    members: [...documents.map((each) => each.member()), storedMember(names.manifest, manifest)],
    sealName: names.seal,
  });
  return beginSeal(cadesOver(options), manifest, layout, beginning);
}

function kindOf({ type, zipComment = false }: AsicOptions): Pick<ContainerLayout, 'type' | 'zipComment'> {
  return { type, zipComment };
}

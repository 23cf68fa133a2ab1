/**
 * A further seal of what a container holds already. Seals that are there stay as they are: in ASiC-S the new one is added to
 * their file, in ASiC-E it has one of its own (EN 319 162-1 §4.3.3.2, §4.4.3).
 *
 * @module
 */
import type { DocumentSource } from '@eseal/core';
import { FormatsError } from '../errors.ts';
import type { CoveredDocument } from './documents.ts';
import {
  beginSeal,
  type ContainerLayout,
  type PreparedAsic,
  type SealBeginning,
} from './laid-out-container.ts';
import { NAME_SERIES, nextName } from './names.ts';
import type { AsicOptions } from './options.ts';
import { type AsicContainer, openAsicContainer } from './parse/container.ts';
import { cadesOver, manifestOver, xadesOver } from './seal-over.ts';
import { mimeTypesOf } from './stated-mime-types.ts';
import { openEntry } from './zip/content.ts';
import { storedMember, type ZipMember } from './zip/write.ts';

/**
 * Lays out a container that gets a further seal.
 *
 * @throws FormatsError `ASIC_CHANGE_FORBIDDEN` when the container is of another type, has seals of another kind, or no
 * documents; `ASIC_…`, `ZIP_…`, `CMS_…`, `XML_…` when it cannot be read
 */
export async function layOutFurtherSeal(
  document: DocumentSource,
  options: AsicOptions,
  beginning: SealBeginning,
): Promise<PreparedAsic> {
  const container = await openAsicContainer(document);
  assertSameKind(container, options);
  const [first, ...others] = documentsOf(container);
  if (first === undefined) throw forbidden('there is no document in the container');
  if (options.type === 'asic-s' && others.length > 0)
    throw forbidden('there is more than one document in the container');
  return options.type === 'asic-s'
    ? layOutSimple(container, first, options, beginning)
    : layOutExtended(container, [first, ...others], options, beginning);
}

/** One container, one kind of seals (EN 319 162-1 §4.3.1, §4.4.1). */
function assertSameKind(container: AsicContainer, options: AsicOptions): void {
  if (container.kind !== options.type)
    throw forbidden(`the container is ${container.kind}, not ${options.type}`);
  const other = container.signatures.find(({ format }) => format !== options.container);
  if (other !== undefined) throw forbidden(`there is a seal of another kind in it, ${other.entry.name}`);
}

/** What seals of a container cover, with the media types that are stated in it. */
function documentsOf(container: AsicContainer): readonly CoveredDocument[] {
  const { archive, documents } = container;
  const mimeTypeOf = mimeTypesOf(container);
  return documents.map((entry) => {
    const mimeType = mimeTypeOf(entry.name);
    const source = openEntry(archive, entry);
    return { name: entry.name, source, ...(mimeType !== undefined && { mimeType }) };
  });
}

/** A further signer in the one file with seals. */
async function layOutSimple(
  container: AsicContainer,
  document: CoveredDocument,
  options: AsicOptions,
  beginning: SealBeginning,
): Promise<PreparedAsic> {
  const [existing, ...further] = container.signatures;
  if (existing === undefined || further.length > 0)
    throw forbidden('the container has not exactly one file with seals');
  const { bytes: holder, entry } = existing;
  const layout = (): ContainerLayout => layoutOf(container, entry.name, []);
  if (options.container === 'xades')
    return beginSeal(xadesOver([document], options, holder), document.source, layout, beginning);
  const format = cadesOver(options, { parallelTo: holder });
  return beginSeal(format, document.source, layout, beginning);
}

/** A seal in a file of its own, in CMS over a manifest of its own. */
async function layOutExtended(
  container: AsicContainer,
  documents: readonly [CoveredDocument, ...CoveredDocument[]],
  options: AsicOptions,
  beginning: SealBeginning,
): Promise<PreparedAsic> {
  const taken = container.archive.entries.map(({ name }) => name);
  if (options.container === 'xades') {
    const layout = (): ContainerLayout => layoutOf(container, nextName(NAME_SERIES.xadesSeals, taken), []);
    return beginSeal(xadesOver(documents, options), documents[0].source, layout, beginning);
  }
  const sealName = nextName(NAME_SERIES.cadesSeal, taken);
  const manifest = await manifestOver(documents, sealName, beginning);
  const members = [storedMember(nextName(NAME_SERIES.manifest, taken), manifest)];
  const layout = (): ContainerLayout => layoutOf(container, sealName, members);
  return beginSeal(cadesOver(options), manifest, layout, beginning);
}

function layoutOf(
  { archive, kind }: AsicContainer,
  sealName: string,
  members: readonly ZipMember[],
): ContainerLayout {
  return { type: kind, received: archive, members, sealName, zipComment: false };
}

function forbidden(message: string): FormatsError {
  return new FormatsError('ASIC_CHANGE_FORBIDDEN', `no further seal can be added: ${message}`);
}

/**
 * The files with seals of a container, each with what its seals are over.
 *
 * @module
 */
import { type AugmentContext, includesLevel, type SealedDocument } from '@eseal/core';
import type { DetachedContent, ParsedContainer } from '@eseal/core/container';
import { augmentCades } from '../cades/augment/augment.ts';
import { parseCades } from '../cades/parse.ts';
import { augmentXades } from '../xades/augment/augment.ts';
import { parseXades } from '../xades/parse/parse.ts';
import { manifestsUnder } from './container-timestamps.ts';
import type { AsicContainer, SignatureFile } from './parse/container.ts';
import { openEntry } from './zip/content.ts';
import type { ZipEntry } from './zip/entry.ts';

/** A file with seals. */
export interface SealFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  parse(): Promise<ParsedContainer>;
  augment(context: AugmentContext): Promise<SealedDocument>;
}

/** Opens the files with seals. */
export function openSealFiles(container: AsicContainer): readonly SealFile[] {
  return container.signatures.map((file) =>
    file.format === 'cades' ? openCadesFile(container, file) : openXadesFile(container, file),
  );
}

/** A CMS over the one document of ASiC-S, or over the manifest that names it. In ASiC-E it is archived from outside. */
function openCadesFile(container: AsicContainer, { bytes, entry }: SignatureFile): SealFile {
  const { documents, kind } = container;
  const isExtended = kind === 'asic-e';
  const covered = isExtended ? manifestsUnder(container, entry.name).map((one) => one.entry) : documents;
  const contents = contentsOf(container, covered);
  return {
    name: entry.name,
    bytes,
    parse: () => parseCades(bytes, { contents }),
    augment: (context) =>
      augmentCades(bytes, {
        ...context,
        contents,
        ...(isExtended && { adesLevel: atMostLongTerm(context) }),
      }),
  };
}

function atMostLongTerm({ adesLevel }: AugmentContext): AugmentContext['adesLevel'] {
  return includesLevel(adesLevel, 'B-LT') ? 'B-LT' : adesLevel;
}

/** Seals in XML may refer to anything in the container. */
function openXadesFile(container: AsicContainer, { bytes, entry }: SignatureFile): SealFile {
  const files = container.archive.entries.filter(({ isDirectory }) => !isDirectory);
  const contents = contentsOf(container, files);
  return {
    name: entry.name,
    bytes,
    parse: () => parseXades(bytes, { contents }),
    augment: (context) => augmentXades(bytes, { ...context, contents }),
  };
}

function contentsOf({ archive }: AsicContainer, entries: readonly ZipEntry[]): readonly DetachedContent[] {
  return entries.map((entry) => ({ name: entry.name, source: openEntry(archive, entry) }));
}

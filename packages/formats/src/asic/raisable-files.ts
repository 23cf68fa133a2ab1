/**
 * The files with seals of a container as their own formats raise them.
 *
 * @module
 */
import { type AugmentContext, includesLevel, type SealedDocument } from '@eseal/core';
import type { ParsedContainer } from '@eseal/core/container';
import { augmentCades } from '../cades/augment/augment.ts';
import { parseCades } from '../cades/parse.ts';
import { augmentXades } from '../xades/augment/augment.ts';
import { parseXades } from '../xades/parse/parse.ts';
import type { AsicContainer, SignatureFile } from './parse/container.ts';
import { type FileLookup, openFileLookup } from './parse/file-lookup.ts';
import { cmsContents } from './parse/seal-files.ts';

/** A file with seals. */
export interface RaisableFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The seals as their own format names them. */
  parse(): Promise<ParsedContainer>;
  augment(context: AugmentContext): Promise<SealedDocument>;
}

/** Opens the files with seals. */
export function openRaisableFiles(container: AsicContainer): readonly RaisableFile[] {
  const lookup = openFileLookup(container.archive);
  return container.signatures.map((file) =>
    file.format === 'cades' ? openCades(file, container, lookup) : openXades(file, lookup),
  );
}

/** In ASiC-E seals in CMS are archived from outside. */
function openCades(file: SignatureFile, container: AsicContainer, lookup: FileLookup): RaisableFile {
  const { bytes, entry } = file;
  const { contents } = cmsContents(file, container, lookup);
  const levelOf = ({ adesLevel }: AugmentContext): AugmentContext['adesLevel'] =>
    container.kind === 'asic-e' && includesLevel(adesLevel, 'B-LT') ? 'B-LT' : adesLevel;
  return {
    name: entry.name,
    bytes,
    parse: () => parseCades(bytes, { contents }),
    augment: (context) => augmentCades(bytes, { ...context, contents, adesLevel: levelOf(context) }),
  };
}

/** Seals in XML may refer to anything in the container. */
function openXades({ bytes, entry }: SignatureFile, { contents }: FileLookup): RaisableFile {
  return {
    name: entry.name,
    bytes,
    parse: () => parseXades(bytes, { contents }),
    augment: (context) => augmentXades(bytes, { ...context, contents }),
  };
}

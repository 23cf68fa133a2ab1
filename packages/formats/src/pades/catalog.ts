/**
 * The document catalog (ISO 32000-2 §7.7.2) and what a seal declares in it.
 *
 * @module
 */
import { FormatsError } from '../errors.ts';
import {
  entry,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  withEntries,
} from './pdf/objects.ts';
import type { PdfReader } from './pdf/reader.ts';
import { textString } from './pdf/text-string.ts';

/** The catalog of a PDF. */
export interface Catalog {
  readonly reference: PdfReference;
  readonly dictionary: PdfDictionary;
  /** PDF version of the document: the header's, or a later one in the catalog (ISO 32000-2 §7.5.2). */
  readonly version: string;
}

/**
 * Reads the catalog.
 *
 * @throws FormatsError `PDF_STRUCTURE_INVALID` when there is none
 */
export async function readCatalog(reader: PdfReader): Promise<Catalog> {
  const reference = entry(reader.trailer, 'Root');
  const dictionary = await reader.resolve(reference);
  if (reference.kind !== 'reference' || dictionary.kind !== 'dictionary') {
    throw new FormatsError('PDF_STRUCTURE_INVALID', 'the PDF has no catalog');
  }
  const declared = await reader.resolveEntry(dictionary, 'Version');
  const version =
    declared.kind === 'name' && declared.value > reader.headerVersion ? declared.value : reader.headerVersion;
  return { reference, dictionary, version };
}

/** A developer extension (ISO 32000-2 §7.12). */
export interface DeveloperExtension {
  readonly prefix: 'ESIC' | 'ISO_';
  readonly baseVersion: '1.7' | '2.0';
  readonly level: number;
  readonly revision?: string;
}

/** Signatures with SubFilter ETSI.CAdES.detached in a PDF older than 2.0 (EN 319 142-1 §5.6). */
export const CADES_EXTENSION: DeveloperExtension = { prefix: 'ESIC', baseVersion: '1.7', level: 2 };
/** Document timestamps and DSS in a PDF older than 2.0 (EN 319 142-1 §5.6). */
export const TIMESTAMP_EXTENSION: DeveloperExtension = { prefix: 'ESIC', baseVersion: '1.7', level: 1 };
/** SHA-3 and SHAKE256 (ISO/TS 32001). */
export const SHA3_EXTENSION: DeveloperExtension = {
  prefix: 'ISO_',
  baseVersion: '2.0',
  level: 32001,
  revision: ':2022',
};
/** EdDSA and further curves (ISO/TS 32002). */
export const EDDSA_EXTENSION: DeveloperExtension = {
  prefix: 'ISO_',
  baseVersion: '2.0',
  level: 32002,
  revision: ':2022',
};

/** /Extensions with these declared as well; `undefined` when all of them are. */
export async function withExtensions(
  reader: PdfReader,
  { dictionary, version }: Catalog,
  needed: readonly DeveloperExtension[],
): Promise<PdfDictionary | undefined> {
  const present = await reader.resolveEntry(dictionary, 'Extensions');
  let extensions = present.kind === 'dictionary' ? present : pdfDictionary([]);
  let changed = false;
  for (const extension of needed) {
    if (extension.prefix === 'ESIC' && version >= '2.0') continue;
    const declared = await reader.resolveEntry(extensions, extension.prefix);
    const listed = await Promise.all(listOf(declared).map((item) => reader.resolve(item)));
    const value = declare(listed, extension);
    if (value === undefined) continue;
    extensions = withEntries(extensions, [[extension.prefix, value]]);
    changed = true;
  }
  return changed ? extensions : undefined;
}

function listOf(object: PdfObject): readonly PdfObject[] {
  if (object.kind === 'array') return object.items;
  return object.kind === 'dictionary' ? [object] : [];
}

/** What a prefix has to hold so that the extension is declared too; `undefined` when it is already. */
function declare(listed: readonly PdfObject[], extension: DeveloperExtension): PdfObject | undefined {
  const levels = listed.map((one) => (one.kind === 'dictionary' ? entry(one, 'ExtensionLevel') : one));
  const { prefix, level } = extension;
  // Levels of ESIC include the lower ones; those of ISO are numbers of documents, several beside each other.
  if (
    levels.some(
      (one) => one.kind === 'integer' && (prefix === 'ESIC' ? one.value >= level : one.value === level),
    )
  ) {
    return undefined;
  }
  const dictionary = pdfDictionary([
    ['BaseVersion', pdfName(extension.baseVersion)],
    ['ExtensionLevel', pdfNumber(level)],
    ...(extension.revision === undefined
      ? []
      : [['ExtensionRevision', textString(extension.revision)] as const]),
  ]);
  return prefix === 'ESIC' ? dictionary : pdfArray([...listed, dictionary]);
}

/**
 * Names of what is put into a container: those of documents, which must mean one and the same file to every reader, and
 * those of seals, manifests and timestamps (EN 319 162-1 §4.3.3, §4.4.4; APPNOTE 6.3.3 §4.4.17).
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import { FormatsError } from '../errors.ts';
import { META_INF, MIMETYPE_NAME } from './vocabulary.ts';

const MAX_NAME_BYTES = 0xffff;

/** What is refused of the name of a document, and why. */
const REFUSED: readonly { readonly reason: string; readonly matches: (name: string) => boolean }[] = [
  { reason: 'is empty or has an empty segment', matches: (name) => name.split('/').includes('') },
  { reason: 'leads out of the container', matches: (name) => /(^|\/)\.{1,2}(\/|$)/.test(name) },
  { reason: 'names a drive or a scheme', matches: (name) => /^[A-Za-z][A-Za-z0-9+.-]*:/.test(name) },
  { reason: 'has a backslash', matches: (name) => name.includes('\\') },
  { reason: 'has control characters', matches: (name) => /\p{Cc}/u.test(name) },
  { reason: 'is not Unicode', matches: (name) => /\p{Cs}|[\uFFFE\uFFFF]/u.test(name) },
  { reason: 'is too long', matches: (name) => utf8(name).length > MAX_NAME_BYTES },
  { reason: 'belongs to the container itself', matches: isOfContainer },
];

function isOfContainer(name: string): boolean {
  const folded = foldName(name);
  return folded === MIMETYPE_NAME || `${folded}/`.startsWith(foldName(META_INF));
}

/** A name as file systems compare it that know no case and one form of Unicode. */
export function foldName(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase();
}

/**
 * Refuses names that another reader could take for another file.
 *
 * @throws FormatsError `ASIC_NAME_REFUSED`
 */
export function assertDocumentNames(names: readonly string[]): void {
  for (const name of names) {
    const refused = REFUSED.find(({ matches }) => matches(name));
    if (refused !== undefined) throw nameRefused(`the name "${name}" ${refused.reason}`);
  }
  const folded = names.map(foldName);
  const known = new Set(folded);
  if (known.size < names.length) throw nameRefused('two documents have the same name');
  for (const name of folded) {
    for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1))
      if (known.has(name.slice(0, at))) throw nameRefused(`"${name}" is in a folder named like a document`);
  }
}

function nameRefused(message: string): FormatsError {
  return new FormatsError('ASIC_NAME_REFUSED', message);
}

/** A kind of file below `META-INF/` of which there may be several. */
export interface NameSeries {
  /** Name of the first. */
  readonly first: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** The files of an ASiC-E container; the first manifest has no number. */
export const NAME_SERIES: Readonly<
  Record<'cadesSeal' | 'xadesSeals' | 'timestamp' | 'manifest' | 'archiveManifest', NameSeries>
> = {
  cadesSeal: { first: 'META-INF/signature001.p7s', prefix: 'META-INF/signature', suffix: '.p7s' },
  xadesSeals: { first: 'META-INF/signatures001.xml', prefix: 'META-INF/signatures', suffix: '.xml' },
  timestamp: { first: 'META-INF/timestamp001.tst', prefix: 'META-INF/timestamp', suffix: '.tst' },
  manifest: { first: 'META-INF/ASiCManifest.xml', prefix: 'META-INF/ASiCManifest', suffix: '.xml' },
  // The newest has the name without a number.
  archiveManifest: {
    first: 'META-INF/ASiCArchiveManifest001.xml',
    prefix: 'META-INF/ASiCArchiveManifest',
    suffix: '.xml',
  },
};

/** The first name of a series that is not taken. */
export function nextName({ first, prefix, suffix }: NameSeries, taken: Iterable<string>): string {
  const known = new Set(Array.from(taken, foldName));
  let name = first;
  for (let number = 2; known.has(foldName(name)); number++)
    name = `${prefix}${String(number).padStart(3, '0')}${suffix}`;
  return name;
}

/** The one seal or timestamp of an ASiC-S container (EN 319 162-1 §4.3.3.2). */
export const SIMPLE_NAMES = {
  cades: 'META-INF/signature.p7s',
  xades: 'META-INF/signatures.xml',
  timestamp: 'META-INF/timestamp.tst',
} as const;

/** Several documents in ASiC-S are in an archive of their own (EN 319 162-1 §4.3.3.1). */
export const PACKAGE_NAME = 'package.zip';

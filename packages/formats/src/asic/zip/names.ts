/**
 * Names of entries: what their bytes spell, which of them are refused, and that no two are one name to anybody.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import { foldName } from '../names.ts';
import { decodeStrictly, possibleNames } from './code-pages.ts';

/** A name and what else its bytes may spell. */
export interface DecodedName {
  readonly name: string;
  readonly otherNames: readonly string[];
}

/** Says in a name that it is in UTF-8 (APPNOTE 6.3.3 §4.4.4 bit 11). */
const UTF8_FLAG = 0x0800;

/**
 * Decodes a name.
 *
 * @param unicodeName - of an Info-ZIP Unicode Path field (APPNOTE 6.3.3 §4.6.9) that belongs to these bytes
 * @throws FormatsError `ZIP_NAME_REFUSED` when it says it is UTF-8 and is not, `ZIP_AMBIGUOUS` when it has two readings
 */
export function decodeName(bytes: Uint8Array, flags: number, unicodeName: string | undefined): DecodedName {
  if ((flags & UTF8_FLAG) !== 0) {
    const name = decodeStrictly('utf-8', bytes);
    if (name === undefined) throw refused('its name is no UTF-8');
    return { name, otherNames: [] };
  }
  const [name = '', ...otherNames] = possibleNames(bytes);
  if (unicodeName === undefined) return { name, otherNames };
  if (unicodeName !== name && !otherNames.includes(unicodeName) && otherNames.length === 0)
    throw new FormatsError(
      'ZIP_AMBIGUOUS',
      `the entry ${readable(name)} says that it is ${readable(unicodeName)}`,
    );
  return { name: unicodeName, otherNames: [] };
}

/** Why a name is refused, in order. */
const RULES: readonly { readonly pattern: RegExp; readonly problem: string }[] = [
  { pattern: /^$/, problem: 'it is empty' },
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  { pattern: /[\u0000-\u001f\u007f]/, problem: 'it holds a control character' },
  { pattern: /\\/, problem: 'it holds a backslash, which is a separator to some' },
  { pattern: /^\//, problem: 'it is absolute' },
  { pattern: /^[a-z]:/i, problem: 'it begins with a drive' },
  { pattern: /(?:^|\/)\.\.?(?:\/|$)/, problem: 'it leads through . or ..' },
  { pattern: /\/\//, problem: 'it holds an empty segment' },
  { pattern: /^.{4097}/s, problem: 'it is longer than paths may be' },
  { pattern: /^(?:[^/]*\/){65}/, problem: 'it is in more folders than anyone makes' },
];

/**
 * Refuses names that lead out of the folder they are unpacked to, or mean different files to different systems.
 *
 * @throws FormatsError `ZIP_NAME_REFUSED`
 */
export function assertSafeName(name: string): void {
  const rule = RULES.find(({ pattern }) => pattern.test(name));
  if (rule !== undefined) throw refused(`${rule.problem}: ${readable(name)}`);
}

/**
 * Refuses two entries that cannot stand beside each other on a file system that folds case or normalises Unicode: of one
 * name, or a file where another one has its folder.
 *
 * @throws FormatsError `ZIP_AMBIGUOUS`
 */
export function assertUniqueNames(names: readonly string[]): void {
  const seen = new Set<string>();
  const files = new Set(names.filter((name) => !name.endsWith('/')).map(foldName));
  for (const name of names) {
    const folded = foldName(name).replace(/\/$/, '');
    if (seen.has(folded))
      throw new FormatsError('ZIP_AMBIGUOUS', `two entries have the name ${readable(name)}`);
    seen.add(folded);
    for (let at = folded.indexOf('/'); at >= 0; at = folded.indexOf('/', at + 1))
      if (files.has(folded.slice(0, at)))
        throw new FormatsError('ZIP_AMBIGUOUS', `${readable(name)} is in a folder named like a file`);
  }
}

/** A name in a message: short, and without what a terminal would obey. */
function readable(name: string): string {
  return JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name);
}

function refused(problem: string): FormatsError {
  return new FormatsError('ZIP_NAME_REFUSED', `the name of an entry is refused: ${problem}`);
}

/**
 * Crypt filters: which method encrypts the strings and which the streams of a file (ISO 32000-2 §7.6.6).
 *
 * @module
 */
import { entry, type PdfDictionary, type PdfObject } from '../objects.ts';
import { brokenEncryption, unsupportedEncryption } from './encryption-error.ts';

/** How data is encrypted; `none` leaves it as it is. */
export type CryptMethod = 'none' | 'RC4' | 'AES-128' | 'AES-256';

/** The methods of a file. */
export interface CryptFilters {
  readonly strings: CryptMethod;
  readonly streams: CryptMethod;
  readonly embeddedFiles: CryptMethod;
  /** Methods by the name of their filter, for streams that choose one. */
  readonly named: ReadonlyMap<string, CryptMethod>;
}

/** The methods of /CFM, and the /V that each belongs to (ISO 32000-2 Table 25). */
const METHODS: Readonly<Record<string, { method: CryptMethod; version: number }>> = {
  V2: { method: 'RC4', version: 4 },
  AESV2: { method: 'AES-128', version: 4 },
  AESV3: { method: 'AES-256', version: 5 },
};

/**
 * Reads the crypt filters of an encryption dictionary whose references are resolved.
 *
 * @param everywhere - the one method of a file without crypt filters
 */
export function readCryptFilters(
  dictionary: PdfDictionary,
  everywhere: CryptMethod | undefined,
): CryptFilters {
  if (everywhere !== undefined) {
    return { strings: everywhere, streams: everywhere, embeddedFiles: everywhere, named: new Map() };
  }
  const named = readFilters(entry(dictionary, 'CF'), entry(dictionary, 'V'));
  const streams = methodOf(named, entry(dictionary, 'StmF'), 'none');
  return {
    strings: methodOf(named, entry(dictionary, 'StrF'), 'none'),
    streams,
    embeddedFiles: methodOf(named, entry(dictionary, 'EFF'), streams),
    named,
  };
}

/** The method of the filter that a name stands for. */
export function methodOf(
  named: ReadonlyMap<string, CryptMethod>,
  name: PdfObject,
  fallback: CryptMethod,
): CryptMethod {
  if (name.kind === 'null') return fallback;
  const method = name.kind === 'name' ? named.get(name.value) : undefined;
  if (method === undefined) throw brokenEncryption('a crypt filter that is used is not defined');
  return method;
}

function readFilters(filters: PdfObject, version: PdfObject): ReadonlyMap<string, CryptMethod> {
  const named = new Map<string, CryptMethod>();
  if (filters.kind !== 'dictionary') throw brokenEncryption('/CF of /Encrypt is not a dictionary');
  for (const [name, filter] of filters.entries) {
    const cfm = filter.kind === 'dictionary' ? entry(filter, 'CFM') : filter;
    if (cfm.kind !== 'name') throw brokenEncryption(`the crypt filter /${name} has no method`);
    const row = Object.hasOwn(METHODS, cfm.value) ? METHODS[cfm.value] : undefined;
    if (row === undefined) throw unsupportedEncryption(`the method /${cfm.value}`);
    if (version.kind !== 'integer' || row.version !== version.value) {
      throw brokenEncryption(`the method /${cfm.value} does not belong to its /V`);
    }
    named.set(name, row.method);
  }
  // The predefined filter cannot be defined anew (ISO 32000-2 §7.6.6.2).
  return named.set('Identity', 'none');
}

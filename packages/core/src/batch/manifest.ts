/**
 * The frozen list of the documents that a batch may seal: what is not on it, or is not what it was, is not sealed.
 *
 * Its canonical form is JSON in the order and with the escapes of RFC 8785 (JSON Canonicalization Scheme), so that the digest
 * of the list is that of the file it is stored in.
 *
 * @see MIC Guidelines on e-Seal, 2nd edition, §2.6
 * @module
 */
import { digestBytes } from '../crypto/digest.ts';
import { CoreError } from '../errors.ts';
import type { DesignatedDocument } from '../seal/signer.ts';
import { toHex, utf8 } from '../util/bytes.ts';
import { canonicalJson } from '../util/canonical-json.ts';

/** A document on the list. */
export interface ManifestEntry extends DesignatedDocument {
  readonly digest: string;
}

/** A frozen list. Made by `freezeManifest`. */
export interface BatchManifest {
  /** In the order of sealing; no id twice. */
  readonly entries: readonly ManifestEntry[];
  /** SHA-256 of its canonical JSON, in lower-case hexadecimal digits: what a journal is bound to. */
  readonly digest: string;
}

/** Characters of an id, a name or a media type. */
const MAX_TEXT = 1024;

/** What a terminal, a log or a person who approves could be deceived by, and halves of characters. */
const UNFIT = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** Why a value cannot stand on a list; `undefined` when it can. */
export function faultOfEntry({ id, name, mediaType, digest }: ManifestEntry): string | undefined {
  if (id === '') return 'an id is empty';
  for (const text of [id, name, mediaType]) {
    if (text === undefined) continue;
    if (text.length > MAX_TEXT) return `a text is longer than ${MAX_TEXT} characters: ${text.slice(0, 40)}…`;
    if (UNFIT.test(text)) return `a text has control characters: ${JSON.stringify(text)}`;
  }
  return /^[0-9a-f]{64}$/.test(digest)
    ? undefined
    : `the digest of ${id} is no SHA-256 in hexadecimal digits`;
}

/** A list that nobody can change, with its digest. The entries are sound and no id stands there twice. */
export async function createManifest(entries: readonly ManifestEntry[]): Promise<BatchManifest> {
  const frozen = Object.freeze(entries.map((entry) => Object.freeze(canonicalEntry(entry))));
  const digest = toHex(await digestBytes('SHA-256', utf8(serializeManifest({ entries: frozen }))));
  return Object.freeze({ entries: frozen, digest });
}

/** The canonical JSON of a list: `parseManifest` reads it, and its SHA-256 is the digest of the list. */
export function serializeManifest({ entries }: Pick<BatchManifest, 'entries'>): string {
  // Of texts and numbers alone it is as RFC 8785 §3.2 wants it.
  return canonicalJson({ digestAlgorithm: 'SHA-256', documents: entries, version: 1 });
}

function canonicalEntry({ digest, id, mediaType, name }: ManifestEntry): ManifestEntry {
  return {
    digest,
    id,
    ...(mediaType !== undefined && { mediaType }),
    ...(name !== undefined && { name }),
  };
}

/** Options of {@link parseManifest}. */
export interface ParseManifestOptions {
  /** Longest list that is read. Default 64 MiB: some 250,000 documents. */
  readonly maxBytes?: number;
}

/**
 * Reads a list that was stored.
 *
 * @throws CoreError `MANIFEST_INVALID` for what is no such list, `BUDGET_EXCEEDED` for one that is too long
 */
export async function parseManifest(
  text: string,
  { maxBytes = 2 ** 26 }: ParseManifestOptions = {},
): Promise<BatchManifest> {
  if (text.length > maxBytes)
    throw new CoreError('BUDGET_EXCEEDED', `the manifest is longer than ${maxBytes} bytes`);
  const { digestAlgorithm, documents, version } = fieldsOf(parseJson(text));
  if (version !== 1 || digestAlgorithm !== 'SHA-256' || !Array.isArray(documents))
    throw invalid('it is not of version 1 with digests by SHA-256');
  const ids = new Set<string>();
  const entries = documents.map((one: unknown) => {
    const entry = parseEntry(one);
    if (ids.has(entry.id)) throw invalid(`${entry.id} stands there twice`);
    ids.add(entry.id);
    return entry;
  });
  return createManifest(entries);
}

function parseEntry(value: unknown): ManifestEntry {
  const { id, digest, name, mediaType, ...others } = fieldsOf(value);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw invalid(`a document has ${JSON.stringify(unknown)}, which is not known`);
  if (
    typeof id !== 'string' ||
    typeof digest !== 'string' ||
    !isOptionalText(name) ||
    !isOptionalText(mediaType)
  )
    throw invalid('a document lacks its id or digest');
  const entry = canonicalEntry({
    id,
    digest,
    ...(name !== undefined && { name }),
    ...(mediaType !== undefined && { mediaType }),
  });
  const fault = faultOfEntry(entry);
  if (fault !== undefined) throw invalid(fault);
  return entry;
}

function isOptionalText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid('it is not JSON', cause);
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw invalid('an object is missing');
}

function invalid(why: string, cause?: unknown): CoreError {
  return new CoreError('MANIFEST_INVALID', `the manifest cannot be used: ${why}`, { cause });
}

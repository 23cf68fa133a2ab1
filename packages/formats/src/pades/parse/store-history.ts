/**
 * The document security store with what earlier revisions had in it (ISO 32000-2 §12.8.4.3): some programs replace it
 * instead of adding to it.
 *
 * @module
 */
import { equalBytes, isEsealError, type ValidationMaterial } from '@eseal/core';
import { readCatalog } from '../catalog.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { readSecurityStore } from './dss-dictionary.ts';
import { readerAt } from './revisions.ts';
import type { PdfSignature } from './signature-dictionary.ts';

/** The security store, and which document timestamps cover revocation data in it. */
export interface StoreHistory extends ValidationMaterial {
  /** Ends of the document timestamps that cover a store with revocation data. */
  readonly coveredBy: readonly number[];
  /** What each document timestamp covers of it, by their ends. */
  readonly covered: ReadonlyMap<number, ValidationMaterial>;
}

/** Reads the store with what earlier ones held that a document timestamp covers; `undefined` when there is none. */
export async function readStoreHistory(
  reader: PdfReader,
  found: readonly PdfSignature[],
): Promise<StoreHistory | undefined> {
  let store = await readSecurityStore(reader, (await readCatalog(reader)).dictionary);
  const coveredBy: number[] = [];
  const covered = new Map<number, ValidationMaterial>();
  for (const { coverage } of found.filter(isDocumentTimestamp)) {
    const then = await readCoveredStore(reader, coverage.end);
    if (then === undefined) continue;
    covered.set(coverage.end, then);
    if (then.crls.length + then.ocspResponses.length === 0) continue;
    coveredBy.push(coverage.end);
    store = store === undefined ? then : withEarlier(store, then);
  }
  return store && { ...store, coveredBy, covered };
}

/** The store of a revision, without entries that stand behind its end: a later update may have put them there. */
async function readCoveredStore(reader: PdfReader, end: number): Promise<ValidationMaterial | undefined> {
  const then = readerAt(reader, end);
  if (then === undefined) return undefined;
  const catalog = await readCatalog(then);
  try {
    return await readSecurityStore(then.endingAt(end), catalog.dictionary);
  } catch (error) {
    if (!isEsealError(error) || error.code === 'PDF_LIMIT_EXCEEDED') throw error;
    return undefined;
  }
}

/** Most entries of a store whose earlier ones are looked for. */
const MAX_MERGED = 1000;

/** A store with what an earlier one held. */
function withEarlier(store: ValidationMaterial, earlier: ValidationMaterial): ValidationMaterial {
  const merged = (present: readonly Uint8Array[], before: readonly Uint8Array[]): readonly Uint8Array[] =>
    present.length + before.length > MAX_MERGED
      ? present
      : [...present, ...before.filter((one) => !present.some((other) => equalBytes(one, other)))];
  return {
    certificates: merged(store.certificates, earlier.certificates),
    crls: merged(store.crls, earlier.crls),
    ocspResponses: merged(store.ocspResponses, earlier.ocspResponses),
  };
}

/** A document timestamp that raises levels: one that says so in both its entries. */
export function isDocumentTimestamp({ kind, problems, coverage }: PdfSignature): boolean {
  return kind === 'timestamp' && problems.length === 0 && coverage.problems.length === 0;
}

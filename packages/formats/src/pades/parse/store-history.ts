/**
 * The document security store with what earlier revisions had in it (ISO 32000-2 §12.8.4.3): some programs replace it
 * instead of adding to it.
 *
 * @module
 */
import { equalBytes, type ValidationMaterial } from '@eseal/core';
import { readCatalog } from '../catalog.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { readSecurityStore } from './dss-dictionary.ts';
import { readerAt } from './revisions.ts';
import type { PdfSignature } from './signature-dictionary.ts';

/** The security store, and which document timestamps cover revocation data in it. */
export interface StoreHistory extends ValidationMaterial {
  /** Ends of the document timestamps that cover a store with revocation data. */
  readonly coveredBy: readonly number[];
}

/** Reads the store with what earlier ones held that a document timestamp covers; `undefined` when there is none. */
export async function readStoreHistory(
  reader: PdfReader,
  found: readonly PdfSignature[],
): Promise<StoreHistory | undefined> {
  let store = await readSecurityStore(reader, (await readCatalog(reader)).dictionary);
  const coveredBy: number[] = [];
  for (const stamp of found.filter(isDocumentTimestamp)) {
    const then = readerAt(reader, stamp.coverage.end);
    const covered = then && (await readSecurityStore(then, (await readCatalog(then)).dictionary));
    if (covered !== undefined && covered.crls.length + covered.ocspResponses.length > 0) {
      coveredBy.push(stamp.coverage.end);
      store = store === undefined ? covered : withEarlier(store, covered);
    }
  }
  return store && { ...store, coveredBy };
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

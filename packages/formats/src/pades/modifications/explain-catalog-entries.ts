/**
 * Entries of the catalog that come with a further seal, with comments, or with what programs keep for themselves.
 *
 * @module
 */
import { hasOnly } from '../pdf/equal-objects.ts';
import { entry, type PdfObject } from '../pdf/objects.ts';
import { isWithoutReferences } from '../pdf/references.ts';
import type { DocumentUpdate } from './changed-objects.ts';
import { type Claims, claimBelow, closeEntry, openClaims } from './claims.ts';

/** Explains an entry of the catalog; `undefined` when it is something else than it may be. */
export type ExplainEntry = (update: DocumentUpdate) => Promise<Claims | undefined>;

/** Entries that an update may add or change, beside those that have a file of their own. */
export const CATALOG_ENTRIES: Readonly<Record<string, ExplainEntry>> = {
  Perms: explainPermissions,
  Names: explainNames,
  PieceInfo: explainPieceInfo,
};

/** The certification that the seal of this revision is (ISO 32000-2 §12.8.6), where none was. */
async function explainPermissions(update: DocumentUpdate): Promise<Claims | undefined> {
  const { after, catalogBefore, catalogAfter, catalogId } = update;
  const written = entry(catalogAfter, 'Perms');
  if (entry(catalogBefore, 'Perms').kind !== 'null' || !isNew(update, written)) return undefined;
  const permissions = await after.resolve(written);
  if (permissions.kind !== 'dictionary' || !hasOnly(permissions, ['Type', 'DocMDP'])) return undefined;
  const signature = entry(permissions, 'DocMDP');
  if (signature.kind !== 'reference' || update.changes.get(signature.id) !== 'new') return undefined;
  return below(update, written, catalogId, 'Perms');
}

/** Named appearances, which comments come with and nothing shows (ISO 32000-2 §7.7.4), where there were no names at all. */
async function explainNames(update: DocumentUpdate): Promise<Claims | undefined> {
  const { after, catalogBefore, catalogAfter, catalogId } = update;
  const written = entry(catalogAfter, 'Names');
  if (entry(catalogBefore, 'Names').kind !== 'null' || !isNew(update, written)) return undefined;
  const names = await after.resolve(written);
  if (names.kind !== 'dictionary' || !hasOnly(names, ['AP'])) return undefined;
  const claims = await below(update, written, catalogId, 'Names');
  claims.changes.push({ kind: 'annotation', object: 'catalog /Names/AP' });
  return claims;
}

/** Data of programs about the document (ISO 32000-2 §14.5), which lead nowhere. */
async function explainPieceInfo({ catalogAfter }: DocumentUpdate): Promise<Claims | undefined> {
  if (!isWithoutReferences(entry(catalogAfter, 'PieceInfo'))) return undefined;
  const claims = openClaims();
  claims.changes.push({ kind: 'metadata', object: 'catalog /PieceInfo' });
  return claims;
}

function isNew({ changes }: DocumentUpdate, written: PdfObject): boolean {
  return written.kind !== 'reference' || changes.get(written.id) === 'new';
}

async function below(
  update: DocumentUpdate,
  written: PdfObject,
  holder: number,
  key: string,
): Promise<Claims> {
  const claims = openClaims();
  await claimBelow(update, claims, written, ['new']);
  closeEntry(claims, holder, [key]);
  return claims;
}

/**
 * All that an update did of a known kind: security store, signatures and what is filled in, annotations, and what programs say
 * of themselves.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import { differingKeys } from '../pdf/equal-objects.ts';
import { entry, isName, type PdfReference, pdfReference } from '../pdf/objects.ts';
import type { DocumentUpdate } from './changed-objects.ts';
import { addClaims, type Claims, closeEntry, openClaims } from './claims.ts';
import { explainChangedAnnotation, isAnnotation } from './explain-annotation.ts';
import { explainExtensions, isLaterVersion } from './explain-catalog.ts';
import { CATALOG_ENTRIES } from './explain-catalog-entries.ts';
import { explainFilledField } from './explain-filled-field.ts';
import { explainForm, type FormUpdate } from './explain-form.ts';
import { explainInformation, explainMetadata } from './explain-metadata.ts';
import { explainPage } from './explain-page.ts';
import { type StoreObjects, storeObjects } from './explain-store.ts';

/** What is explained. */
export interface ExplainedContents {
  readonly claims: Claims;
  /** Entries of the catalog that may differ. */
  readonly catalogKeys: readonly string[];
  /** Entries of the trailer that may differ. */
  readonly trailerKeys: readonly string[];
}

/** Explains what it can of an update. */
export async function explainContents(update: DocumentUpdate): Promise<ExplainedContents> {
  const claims = openClaims();
  const form = await explainForm(update);
  if (form.form !== undefined) addClaims(claims, form.form.claims);
  await explainFields(update, claims, form);
  const areShown = await explainPages(update, claims, form);
  const catalogKeys = await explainCatalog(update, claims);
  const information = await tolerant(() => explainInformation(update));
  if (information !== undefined) claimWritten(update, claims, information);
  return {
    claims,
    catalogKeys: [...catalogKeys, ...(form.form !== undefined && areShown ? ['AcroForm'] : [])],
    trailerKeys: information === undefined ? [] : ['Info'],
  };
}

/** Fields that were filled in, and annotations that are not what they were. */
async function explainFields(update: DocumentUpdate, claims: Claims, { roots }: FormUpdate): Promise<void> {
  for (const [id, change] of update.changes) {
    if (change === 'new' || claims.objects.has(id)) continue;
    const reference = pdfReference(id);
    const field =
      change === 'changed' ? await tolerant(() => explainFilledField(update, roots, reference)) : undefined;
    const explained = field ?? (await tolerant(() => explainChangedAnnotation(update, reference)));
    if (explained !== undefined) addClaims(claims, explained);
  }
}

/** An object that cannot be read is not explained; the others are looked at all the same. */
async function tolerant<T>(explain: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await explain();
  } catch (error) {
    if (!(error instanceof FormatsError) || error.code === 'PDF_LIMIT_EXCEEDED') throw error;
    return undefined;
  }
}

/** Pages with further annotations; whether those of the new fields are in order. */
async function explainPages(update: DocumentUpdate, claims: Claims, { form }: FormUpdate): Promise<boolean> {
  const fields = form?.fields ?? [];
  const widgets = new Set(fields.flatMap((field) => field.widgets.map(({ id }) => id)));
  const pages = new Map<number, PdfReference>(
    fields.flatMap((field) => field.pages.map((page) => [page.id, page])),
  );
  for (const page of await changedPages(update)) pages.set(page.id, page);
  let isExplained = true;
  for (const page of pages.values()) {
    const explained = await tolerant(() => explainPage(update, page, widgets));
    if (explained === undefined)
      isExplained &&= !fields.some((field) => field.pages.some(({ id }) => id === page.id));
    else addClaims(claims, explained.claims);
  }
  return isExplained;
}

/** Pages that the update wrote, and those whose list of annotations it wrote. */
async function changedPages(update: DocumentUpdate): Promise<readonly PdfReference[]> {
  const { after, changes } = update;
  const pages: PdfReference[] = [];
  for (const [id, change] of changes) {
    if (change === 'removed') continue;
    const object = await tolerant(async () => after.outline(pdfReference(id)));
    if (object?.kind !== 'dictionary') continue;
    const page = entry(object, 'P');
    if (change === 'changed' && isName(entry(object, 'Type'), 'Page')) pages.push(pdfReference(id));
    else if (change === 'new' && isAnnotation(object) && page.kind === 'reference') pages.push(page);
  }
  return pages;
}

/** Most entries that a store lost which are named. */
const MAX_LOST = 16;

/** Entries of the catalog that are explained. */
async function explainCatalog(update: DocumentUpdate, claims: Claims): Promise<readonly string[]> {
  const { before, after, catalogBefore, catalogAfter, catalogId } = update;
  const explained: string[] = [];
  const store = await tolerant(() => storeObjects(after, entry(catalogAfter, 'DSS')));
  if (store !== undefined) {
    explained.push('DSS');
    claimStore(
      update,
      claims,
      store,
      await tolerant(() => storeObjects(before, entry(catalogBefore, 'DSS'))),
    );
  }
  const metadata = await tolerant(() => explainMetadata(update));
  if (metadata !== undefined) {
    explained.push('Metadata');
    claims.apart.add(metadata);
    closeEntry(claims, catalogId, ['Metadata']);
    claimWritten(update, claims, metadata);
  }
  const extensions = await tolerant(() => explainExtensions(before, after, [catalogBefore, catalogAfter]));
  const declared = isLaterVersion(catalogBefore, catalogAfter) ? ['Version'] : [];
  if (extensions !== undefined) {
    declared.push('Extensions');
    for (const id of extensions) {
      claims.objects.add(id);
      claims.apart.add(id);
    }
    closeEntry(claims, catalogId, ['Extensions']);
  }
  const keys = differingKeys(catalogBefore, catalogAfter);
  const isDeclared = declared.find((key) => keys.includes(key));
  if (isDeclared !== undefined) claims.changes.push({ kind: 'extension', object: `catalog /${isDeclared}` });
  for (const key of keys) {
    const entryClaims = await tolerant(async () => CATALOG_ENTRIES[key]?.(update));
    if (entryClaims === undefined) continue;
    addClaims(claims, entryClaims);
    explained.push(key);
  }
  return [...explained, ...declared];
}

/** The store, whose data nobody changes; what it lost since is said, though nothing that was sealed depends on it. */
function claimStore(
  { changes, catalogId }: DocumentUpdate,
  claims: Claims,
  store: StoreObjects,
  earlier: StoreObjects | undefined,
): void {
  for (const id of store.structure) {
    claims.objects.add(id);
    if (changes.has(id)) claims.apart.add(id);
  }
  closeEntry(claims, catalogId, ['DSS']);
  const written = [...store.structure].filter((id) => changes.has(id));
  const added = [...store.data].filter((id) => changes.get(id) === 'new');
  const [changed] = [...written, ...added];
  if (changed !== undefined) claims.changes.push({ kind: 'security-store', object: `object ${changed}` });
  const lost = [...(earlier?.data ?? [])].filter((id) => !store.data.has(id));
  for (const id of lost.slice(0, MAX_LOST))
    claims.changes.push({ kind: 'security-store', object: `object ${id} removed` });
}

function claimWritten({ changes }: DocumentUpdate, claims: Claims, id: number): void {
  claims.objects.add(id);
  if (changes.has(id)) claims.changes.push({ kind: 'metadata', object: `object ${id}` });
}

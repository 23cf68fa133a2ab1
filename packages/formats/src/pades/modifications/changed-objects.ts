/**
 * Which objects an update changes, told from its cross-reference section: the cost is the update's, not the file's.
 *
 * @module
 */
import type { PdfDictionary } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import type { WorkBudget } from '../pdf/work-budget.ts';
import type { XrefEntry } from '../pdf/xref.ts';
import { locate } from '../pdf/xref-chain.ts';
import type { LaterRevision } from './later-revisions.ts';

/** What became of an object. */
export type ObjectChange = 'new' | 'changed' | 'removed';

/** An update between the two states of the document. */
export interface DocumentUpdate {
  readonly before: PdfReader;
  readonly after: PdfReader;
  readonly catalogBefore: PdfDictionary;
  readonly catalogAfter: PdfDictionary;
  /** Number of the catalog, the same before and after. */
  readonly catalogId: number;
  readonly changes: ReadonlyMap<number, ObjectChange>;
  /** Fields by name whose signatures end this very revision, and what these are. */
  readonly signed: ReadonlyMap<string, 'seal' | 'timestamp'>;
}

/**
 * The objects that an update changes, by their numbers; what is only listed again is left out.
 *
 * @throws FormatsError `PDF_LIMIT_EXCEEDED`
 */
export function changedObjects(
  { link, before }: LaterRevision,
  budget: WorkBudget,
): ReadonlyMap<number, ObjectChange> {
  const changes = new Map<number, ObjectChange>();
  for (const id of link.section.ids()) {
    budget.spend(before.xref.length);
    const now = link.section.locate(id);
    const then = locate(before.xref, id);
    if (now === undefined || isSamePlace(now, then)) continue;
    changes.set(id, then.kind === 'free' ? 'new' : now.kind === 'free' ? 'removed' : 'changed');
  }
  return changes;
}

function isSamePlace(a: XrefEntry, b: XrefEntry): boolean {
  switch (a.kind) {
    case 'free':
      return b.kind === 'free';
    case 'offset':
      return b.kind === 'offset' && a.offset === b.offset && a.generation === b.generation;
    case 'compressed':
      return b.kind === 'compressed' && a.stream === b.stream && a.index === b.index;
  }
}

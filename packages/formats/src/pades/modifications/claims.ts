/**
 * What of an update is explained: which of its objects belong to a change of a known kind, and from where alone they may be
 * reached.
 *
 * @module
 */
import type { PdfModification } from '@eseal/core/container';
import type { PdfObject } from '../pdf/objects.ts';
import { referencesIn } from '../pdf/references.ts';
import type { DocumentUpdate, ObjectChange } from './changed-objects.ts';

/** A change of a known kind; whether it is permitted depends on the seals before it. */
export interface ExplainedChange extends Pick<PdfModification, 'object' | 'page' | 'covers'> {
  readonly kind: Exclude<PdfModification['kind'], 'page' | 'visual' | 'undefined'>;
  /** Name of the field whose value it changes: a lock may name it. */
  readonly field?: string;
  /** It puts something on a page that was not there, not even empty. */
  readonly isShown?: boolean;
}

/** Keys from an object down to one of its entries. */
export type EntryPath = readonly string[];

/** What is explained so far. */
export interface Claims {
  /** Numbers of the objects that belong to what is explained. */
  readonly objects: Set<number>;
  /** Those of them that may be reached through closed entries alone. */
  readonly apart: Set<number>;
  /** Entries below which the update is free: the appearance of a field that is filled in, the security store. */
  readonly closed: Map<number, readonly EntryPath[]>;
  readonly changes: ExplainedChange[];
}

/** Nothing yet. */
export function openClaims(): Claims {
  return { objects: new Set(), apart: new Set(), closed: new Map(), changes: [] };
}

/** Adds what was claimed apart from it. */
export function addClaims(to: Claims, from: Claims): void {
  for (const id of from.objects) to.objects.add(id);
  for (const id of from.apart) to.apart.add(id);
  for (const [holder, paths] of from.closed) for (const path of paths) closeEntry(to, holder, path);
  to.changes.push(...from.changes);
}

/** Says that what stands below an entry of an object is all looked at, or free to change. */
export function closeEntry({ closed }: Claims, holder: number, path: EntryPath): void {
  const paths = closed.get(holder) ?? [];
  const isClosed = paths.some(
    (one) => one.length === path.length && one.every((key, at) => key === path[at]),
  );
  if (!isClosed) closed.set(holder, [...paths, path]);
}

/**
 * Claims the objects that an entry leads to, as far as the update wrote them; they may be reached from nowhere else.
 *
 * @param accepted - what may have become of them; others stay unexplained
 */
export async function claimBelow(
  { after, changes }: Pick<DocumentUpdate, 'after' | 'changes'>,
  claims: Claims,
  object: PdfObject,
  accepted: readonly ObjectChange[],
): Promise<void> {
  const waiting = [...referencesIn(object)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const change = changes.get(next.id);
    if (change === undefined || !accepted.includes(change) || claims.apart.has(next.id)) continue;
    claims.objects.add(next.id);
    claims.apart.add(next.id);
    waiting.push(...referencesIn(await after.object(next)));
  }
}

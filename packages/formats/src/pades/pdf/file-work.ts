/**
 * What the readers of all revisions of one file share: what was read of it, and what may still be.
 *
 * @module
 */
import { ObjectStreams } from './object-streams.ts';
import { ParsedObjects } from './parsed-objects.ts';
import type { IndirectObject, PlacedObject } from './parser.ts';
import { decodingBudget, parsingBudget, type WorkBudget } from './work-budget.ts';

/** Budgets and remembered objects of a file. */
export interface FileWork {
  readonly parsing: WorkBudget;
  readonly decoding: WorkBudget;
  readonly objectStreams: ObjectStreams;
  /** Objects that are no streams, decrypted. */
  readonly objects: ParsedObjects<Omit<IndirectObject, 'dataStart'>>;
  /** Dictionaries with the places of their entries, decrypted. */
  readonly dictionaries: ParsedObjects<PlacedObject>;
}

/** The work of a file of which nothing was read. */
export function createFileWork(size: number): FileWork {
  const [parsing, decoding] = [parsingBudget(size), decodingBudget(size)];
  return {
    parsing,
    decoding,
    objectStreams: new ObjectStreams(parsing, decoding),
    objects: new ParsedObjects(),
    dictionaries: new ParsedObjects(),
  };
}

/** A journal and a store in memory, whose power can be cut after any step. */
import { digestBytes } from '../crypto/digest.ts';
import { toHex } from '../util/bytes.ts';
import type { BatchRecord, JournalEntry, JournalHead } from './journal.ts';

/** What stays when the power is cut. */
export interface Disk {
  readonly entries: (JournalEntry | JournalHead)[];
  readonly staged: Map<string, Uint8Array>;
  readonly published: Map<string, Uint8Array>;
}

/** An empty disk, or one that holds published documents. */
export function createDisk(published: Iterable<readonly [string, Uint8Array]> = []): Disk {
  return { entries: [], staged: new Map(), published: new Map(published) };
}

/** A record with the end of its power. */
export interface MortalRecord extends BatchRecord {
  /** Resolves when a step was wanted that there was no power for. */
  readonly off: Promise<'off'>;
}

/** The record of one run over a disk. After `steps` changes of it nothing changes any more: the power is off. */
export function openRecord(disk: Disk, steps: number = Number.POSITIVE_INFINITY): MortalRecord {
  let left = steps;
  let cut: (value: 'off') => void = () => undefined;
  const off = new Promise<'off'>((resolve) => {
    cut = resolve;
  });
  const change = <T>(make: () => T): Promise<T> => {
    if (left-- > 0) return Promise.resolve(make());
    cut('off');
    return new Promise<T>(() => undefined);
  };
  const hash = async (bytes: Uint8Array | undefined): Promise<string | undefined> =>
    bytes && toHex(await digestBytes('SHA-256', bytes));
  return {
    off,
    journal: {
      head: async () => disk.entries.find((entry) => entry.kind === 'manifest'),
      find: async (id) =>
        disk.entries.filter((entry) => entry.kind !== 'manifest').findLast((entry) => entry.id === id),
      append: (entry) => change(() => void disk.entries.push(entry)),
    },
    store: {
      async look(id) {
        const staged = await hash(disk.staged.get(id));
        const published = await hash(disk.published.get(id));
        return { ...(staged && { staged }), ...(published && { published }) };
      },
      async stage(id, document) {
        const bytes = await document.toBytes();
        await change(() => disk.staged.set(id, bytes));
        return toHex(await digestBytes('SHA-256', bytes));
      },
      publish: (id) =>
        change(() => {
          const bytes = disk.staged.get(id);
          if (bytes === undefined) throw new Error(`nothing is staged under ${id}`);
          disk.published.set(id, bytes);
          disk.staged.delete(id);
        }),
    },
  };
}

/** Where programs of tests stand still, so that they can be killed there. */
import type { BatchRecord } from '../batch/journal.ts';

/** Says that a step is done and never goes on, where it is the one to stop after. */
export type PauseAfter = (step: string) => Promise<void>;

/** Stands still after one step. */
export function createPause(stopAfter: string): PauseAfter {
  return async (step) => {
    if (step !== stopAfter) return;
    setInterval(() => undefined, 60_000);
    process.stdout.write('paused\n');
    await new Promise(() => undefined);
  };
}

/** A record that may stand still after each of its steps: `append` and the kind of the entry, `stage`, `publish`. */
export function pausingRecord({ journal, store }: BatchRecord, pauseAfter: PauseAfter): BatchRecord {
  return {
    journal: {
      head: () => journal.head(),
      find: (id) => journal.find(id),
      async append(entry) {
        await journal.append(entry);
        await pauseAfter('append');
        await pauseAfter(entry.kind);
      },
    },
    store: {
      look: (id) => store.look(id),
      async stage(id, document) {
        const digest = await store.stage(id, document);
        await pauseAfter('stage');
        return digest;
      },
      async publish(id) {
        await store.publish(id);
        await pauseAfter('publish');
      },
    },
  };
}

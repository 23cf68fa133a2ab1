/** A process that raises the documents of a folder in place, and stands still after a step so that it can be killed there. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { augmentMany } from '../batch/augment-many.ts';
import type { BatchRecord } from '../batch/journal.ts';
import { createSealedDocument } from '../document/sealed-document.ts';
import { openRandomAccess } from '../document/source.ts';
import type { SealFormat } from '../seal/format.ts';
import { utf8 } from '../util/bytes.ts';
import { openFileJournal } from './file-journal.ts';
import { createFolderStore } from './folder-store.ts';
import { openFile } from './open-file.ts';

const [, , archive = '', journalPath = '', stopAfter = ''] = process.argv;

/** Says that the step is done and never goes on. */
async function pauseAfter(step: string): Promise<void> {
  if (step !== stopAfter) return;
  setInterval(() => undefined, 60_000);
  process.stdout.write('paused\n');
  await new Promise(() => undefined);
}

await using journal = await openFileJournal(journalPath);
const store = createFolderStore(archive);
const record: BatchRecord = {
  journal: {
    head: () => journal.head(),
    find: (id) => journal.find(id),
    async append(entry) {
      await journal.append(entry);
      await pauseAfter('append');
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

async function* documents() {
  const names = readdirSync(archive).filter((name) => !name.startsWith('.'));
  for (const id of names.sort()) yield { id, document: await openFile(join(archive, id)) };
}

const format: Pick<SealFormat, 'augment'> = {
  augment: async (sealed) => createSealedDocument('text/plain', [await openRandomAccess(sealed), utf8('+')]),
};
for await (const outcome of augmentMany(documents(), {
  format,
  adesLevel: 'B-LTA',
  record,
  concurrency: 1,
})) {
  process.stdout.write(`${outcome.kind} ${outcome.id}\n`);
}

/** A process that raises the documents of a folder in place, and stands still after a step so that it can be killed there. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { augmentMany } from '../batch/augment-many.ts';
import { createSealedDocument } from '../document/sealed-document.ts';
import { openRandomAccess } from '../document/source.ts';
import type { SealFormat } from '../seal/format.ts';
import { utf8 } from '../util/bytes.ts';
import { openFileJournal } from './file-journal.ts';
import { createFolderStore } from './folder-store.ts';
import { openFile } from './open-file.ts';
import { createPause, pausingRecord } from './test-pause.ts';

const [, , archive = '', journalPath = '', stopAfter = ''] = process.argv;

const pauseAfter = createPause(stopAfter);
await using journal = await openFileJournal(journalPath);
const store = createFolderStore(archive);
const record = pausingRecord({ journal, store }, pauseAfter);

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

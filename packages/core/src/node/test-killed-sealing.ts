/** A process that seals the documents of a folder, and stands still after a step so that it can be killed there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGoodWorld, createMockSigner } from '@eseal/testkit';
import { toyFormat } from '../../test/toy-format.ts';
import { freezeManifest } from '../batch/freeze-manifest.ts';
import { sealMany } from '../batch/seal-many.ts';
import { openFileJournal } from './file-journal.ts';
import { createFolderStore } from './folder-store.ts';
import { createPause, pausingRecord } from './test-pause.ts';

const [, , folder = '', stopAfter = ''] = process.argv;
const input = join(folder, 'in');

const pauseAfter = createPause(stopAfter);
await using journal = await openFileJournal(join(folder, 'journal'));
const store = createFolderStore(join(folder, 'out'), { pathOf: (id) => `${id}.sealed` });
const record = pausingRecord({ journal, store }, pauseAfter);

const world = await createGoodWorld();
const good = createMockSigner(world.seal);
const signer: typeof good = {
  ...good,
  async sign(...call) {
    await pauseAfter('before the key');
    const values = await good.sign(...call);
    await pauseAfter('after the key');
    return values;
  },
};

const documents = readdirSync(input)
  .sort()
  .map((id) => ({ id, document: Uint8Array.from(readFileSync(join(input, id))) }));
const manifest = await freezeManifest(documents);
for await (const outcome of sealMany(documents, {
  signer,
  format: toyFormat(),
  manifest,
  record,
  chunkSize: 2,
})) {
  const again = outcome.kind === 'sealed' && outcome.earlierAttempt !== undefined ? ' again' : '';
  process.stdout.write(`${outcome.kind} ${outcome.id}${again}\n`);
}

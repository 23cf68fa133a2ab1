/** A process that seals the documents of a folder, and stands still after a step so that it can be killed there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGoodWorld, createMockSigner } from '@eseal/testkit';
import { toyFormat } from '../../test/toy-format.ts';
import { freezeManifest } from '../batch/freeze-manifest.ts';
import type { BatchRecord } from '../batch/journal.ts';
import { sealMany } from '../batch/seal-many.ts';
import { openFileJournal } from './file-journal.ts';
import { createFolderStore } from './folder-store.ts';

const [, , folder = '', stopAfter = ''] = process.argv;
const input = join(folder, 'in');

/** Says that the step is done and never goes on. */
async function pauseAfter(step: string): Promise<void> {
  if (step !== stopAfter) return;
  setInterval(() => undefined, 60_000);
  process.stdout.write('paused\n');
  await new Promise(() => undefined);
}

await using journal = await openFileJournal(join(folder, 'journal'));
const store = createFolderStore(join(folder, 'out'), { pathOf: (id) => `${id}.sealed` });
const record: BatchRecord = {
  journal: {
    head: () => journal.head(),
    find: (id) => journal.find(id),
    async append(entry) {
      await journal.append(entry);
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

/**
 * Keeps an archive of sealed documents: seals invoices with a timestamp (B-T), asks what has to be done until when, and raises
 * all of them to B-LTA at the pace that the contract with the time-stamping authority allows. Run it again, or stop it and run it
 * again: what was raised is kept, and nothing is stamped twice.
 *
 *     node --import tsx examples/renew-archive.ts [DIRECTORY]
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AugmentDocument, augmentMany, seal } from '@eseal/core';
import { createFolderStore, openFileJournal } from '@eseal/core/node';
import { createTimestampPool } from '@eseal/core/timestamp';
import { augmentContainer } from '@eseal/formats/detect';
import { xades } from '@eseal/formats/xades';
import { invoiceXml } from '@eseal/testkit';
import { planRenewal } from '@eseal/validator';
import { openOrganisation } from './lib/organisation.ts';
import { outputDirectory } from './lib/output.ts';

const directory = await outputDirectory();
await using organisation = await openOrganisation(directory);
const archive = join(directory, 'archive');
if (!existsSync(archive)) await sealInvoices();

await printPlans('Before');
await raiseAll();
await printPlans('After');

async function sealInvoices(): Promise<void> {
  await mkdir(archive, { recursive: true });
  const { signer, timestamps } = organisation;
  for (const name of ['2026-10.xml', '2026-11.xml', '2026-12.xml']) {
    const sealed = await seal(invoiceXml(), { signer, format: xades(), adesLevel: 'B-T', timestamps });
    await writeFile(join(archive, name), sealed.toStream());
  }
}

/** One line for each document: what to do, before when. */
async function printPlans(when: string): Promise<void> {
  console.log(`\n${when}:`);
  for await (const { id, document } of documents()) {
    const { action, before } = await planRenewal(document);
    console.log(
      `  ${id}  ${action}${before === undefined ? '' : ` before ${before.toISOString().slice(0, 10)}`}`,
    );
  }
}

async function raiseAll(): Promise<void> {
  // The contract: ten timestamps a second. Further authorities would stand in while this one fails.
  const timestamps = createTimestampPool([
    { source: { url: organisation.tsa }, rateLimit: { requests: 10, perMs: 1_000 } },
  ]);
  await using journal = await openFileJournal(join(directory, 'archive.journal'));
  const outcomes = augmentMany(documents(), {
    // Each document in the format that it has.
    format: { augment: augmentContainer },
    adesLevel: 'B-LTA',
    timestamps,
    material: organisation.material,
    record: { journal, store: createFolderStore(archive) },
  });
  console.log('\nRaised to B-LTA:');
  for await (const outcome of outcomes) {
    console.log(`  ${outcome.id}  ${'error' in outcome ? outcome.error.message : outcome.kind}`);
    if ('error' in outcome) process.exitCode = 1;
  }
}

/** The documents of the archive, one after the other. */
async function* documents(): AsyncGenerator<AugmentDocument> {
  for (const id of (await readdir(archive)).filter((name) => !name.startsWith('.')).sort()) {
    yield { id, document: await readFile(join(archive, id)) };
  }
}

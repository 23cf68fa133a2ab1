/**
 * A cluster on one machine: queues invoices, seals them in several processes, stamps them at the pace of a contract, and says what
 * was done.
 *
 *     node --import tsx examples/batch-cluster/run.ts [DIRECTORY [COUNT]]
 */
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { smallPdf } from '@eseal/testkit';
import { outputDirectory } from '../lib/output.ts';
import { summarize } from '../lib/summary.ts';
import { validateFile } from '../lib/validate-file.ts';
import { openCluster } from './cluster.ts';
import { outputName } from './jobs.ts';
import { exportMetrics } from './metrics.ts';
import { produce } from './producer.ts';
import { placesIn } from './settings.ts';

const directory = join(await outputDirectory(), 'batch-cluster');
await rm(directory, { recursive: true, force: true });
const count = Number(process.argv[3] ?? 60);

await using cluster = await openCluster(directory);
const { inbox, stamped } = placesIn(cluster.settings.folder);
for (let number = 1; number <= count; number++) {
  const text = `Invoice ${String(number).padStart(6, '0')}`;
  await writeFile(join(inbox, `${text.replace(' ', '-')}.pdf`), smallPdf({ text }));
}

const manifest = await produce(cluster.settings);
console.log(`\n${manifest.entries.length} documents are queued (manifest ${manifest.digest.slice(0, 16)}…)`);
const place = join(stamped, manifest.digest);
// Two documents of the same bytes are one result.
const results = new Set(manifest.entries.map(({ digest }) => digest)).size;
const isPublished = (name: string): boolean => name.endsWith('.pdf');
for (;;) {
  const made = (await readdir(place).catch(() => [])).filter(isPublished).length;
  if (made === results) break;
  await pause(250);
}

console.log(await exportMetrics(cluster.settings));
const [first] = manifest.entries;
if (first === undefined) throw new Error('the inbox is empty');
const file = join(stamped, outputName({ ...first, manifest: manifest.digest }));
const report = await validateFile(file, cluster.anchors, 'none');
console.log(`${first.id}, sealed and stamped once:\n\n${summarize(report)}\n\n  ${file}\n`);
if (report.conclusion.indication !== 'TOTAL-PASSED') process.exitCode = 1;

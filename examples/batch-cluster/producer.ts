/**
 * Takes the documents of the inbox as one batch: freezes the list of them, so that a document that is changed or put there
 * afterwards is not sealed, and queues each. Run again over the same documents it adds nothing.
 *
 *     producer.ts
 */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BatchManifest, freezeManifest, type ManifestDocument } from '@eseal/core';
import { type DocumentJob, jobOptions, openQueue } from './jobs.ts';
import { writeManifest } from './manifest-file.ts';
import { connect } from './redis.ts';
import { placesIn, readSettings, type Settings } from './settings.ts';

/** Jobs that go to Redis together. */
const BULK = 500;

/** Queues every document of the inbox; resolves when Redis has them all on its disk. */
export async function produce({ redis, folder }: Pick<Settings, 'redis' | 'folder'>): Promise<BatchManifest> {
  const { inbox, manifests } = placesIn(folder);
  const manifest = await freezeManifest(documentsIn(inbox));
  await mkdir(manifests, { recursive: true });
  await writeManifest(manifests, manifest);
  const connection = connect(redis);
  const queue = openQueue('sealing', connection);
  const jobs = manifest.entries.map(
    ({ id, digest }): DocumentJob => ({ id, digest, manifest: manifest.digest }),
  );
  for (let at = 0; at < jobs.length; at += BULK) {
    const bulk = jobs.slice(at, at + BULK);
    await queue.addBulk(bulk.map((data) => ({ name: data.id, data, opts: jobOptions(data) })));
  }
  await queue.close();
  await connection.quit();
  return manifest;
}

async function* documentsIn(inbox: string): AsyncGenerator<ManifestDocument> {
  for (const id of (await readdir(inbox)).sort()) {
    yield { id, name: id, mediaType: 'application/pdf', document: () => readFile(join(inbox, id)) };
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { digest, entries } = await produce(readSettings());
  console.log(`manifest ${digest}: ${entries.length} documents`);
}

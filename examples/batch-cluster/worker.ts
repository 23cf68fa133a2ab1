/**
 * Seals what is queued (PAdES B-B), in as many processes and on as many machines as there are. Each opens the key by itself.
 *
 *     worker.ts
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BatchOutcome, type ManifestEntry, type SealedDocument, sealMany } from '@eseal/core';
import { pades } from '@eseal/formats/pades';
import { createPkcs12Signer } from '@eseal/signer-webcrypto';
import { inGroups } from './group.ts';
import { type DocumentJob, type JobResult, jobOptions, openQueue } from './jobs.ts';
import { makeOnce, type Results } from './make-once.ts';
import { entryOf, readManifest, selectEntries } from './manifest-file.ts';
import { openProcessLog } from './process-log.ts';
import { connect } from './redis.ts';
import { serveQueue } from './serve-queue.ts';
import { placesIn, readSettings } from './settings.ts';
import { openSharedStore } from './shared-store.ts';

/** Most documents of one authorisation of the key. */
const GROUP = 16;

const { redis, folder, key, lockMs } = readSettings();
const { inbox, manifests, sealed, logs } = placesIn(folder);
const format = pades();
const signer = await createPkcs12Signer({ pkcs12: await readFile(key.p12), password: async () => key.pin });
const connection = connect(redis);
const stamping = openQueue('stamping', connection);
await using log = await openProcessLog(logs);
const place: Results = { queue: 'sealing', store: openSharedStore(sealed), log };

const sealers = new Map<string, Promise<Sealer>>();

await serveQueue('sealing', sealAndPass, { connection, concurrency: 2 * GROUP, lockMs });
await stamping.close();
await connection.quit();

type Sealer = (job: DocumentJob) => Promise<BatchOutcome>;

/** The next queue takes a job of the same id once: whoever was killed between sealing and this is followed by one who does it. */
async function sealAndPass(job: DocumentJob): Promise<JobResult> {
  const seal = async () => documentOf(await (await sealerOf(job.manifest))(job));
  const result = await makeOnce(job, seal, place);
  await stamping.add(job.id, job, jobOptions(job));
  return result;
}

function sealerOf(manifest: string): Promise<Sealer> {
  const sealer = sealers.get(manifest) ?? openSealer(manifest);
  sealers.set(manifest, sealer);
  sealer.catch(() => sealers.delete(manifest));
  return sealer;
}

/** Seals documents of a manifest in groups; what is not on it, or not as it was, is refused by itself. */
async function openSealer(digest: string): Promise<Sealer> {
  const entries = await readManifest(manifests, digest);
  const sealInGroup = inGroups(sealGroup, GROUP);
  return async (job) => sealInGroup(entryOf(entries, job));
}

async function sealGroup(entries: readonly ManifestEntry[]): Promise<readonly BatchOutcome[]> {
  const manifest = await selectEntries(entries);
  const documents = entries.map(({ id }) => ({ id, document: () => readFile(join(inbox, id)) }));
  const outcomes: BatchOutcome[] = [];
  for await (const outcome of sealMany(documents, { signer, format, manifest, chunkSize: GROUP })) {
    outcomes.push(outcome);
  }
  return outcomes;
}

function documentOf(outcome: BatchOutcome): SealedDocument {
  if (outcome.kind === 'sealed') return outcome.document;
  throw 'error' in outcome ? outcome.error : new Error(`${outcome.id} was not sealed`);
}

/**
 * Exactly one result for each document, although a queue delivers a job at least once: a job whose worker was killed, or was silent
 * for too long, goes to another worker.
 *
 * 1. What is published is found, and nothing is made.
 * 2. What is made is staged, under a name of this attempt alone.
 * 3. It is noted in the log.
 * 4. It is published, if nothing was published meanwhile; else what was published counts, and what was made is thrown away.
 *
 * A worker killed before 4 leaves nothing under the document's name, and the next one makes it. One killed after 4 leaves the
 * result, and the next one finds it. Two at a time both make it, and one publishes. So the key may have been used twice for a
 * document whose worker died, but there is one seal that anybody ever gets, and it is never exchanged for another.
 */
import type { SealedDocument } from '@eseal/core';
import { type DocumentJob, type JobResult, outputName, type QueueName } from './jobs.ts';
import type { ProcessLog } from './process-log.ts';
import type { SharedStore } from './shared-store.ts';

/** Where results go. */
export interface Results {
  readonly queue: QueueName;
  readonly store: SharedStore;
  readonly log: ProcessLog;
}

/** The result of a document: the one that is there, or what `make` makes. */
export async function makeOnce(
  job: DocumentJob,
  make: () => Promise<SealedDocument>,
  { queue, store, log }: Results,
): Promise<JobResult> {
  const name = outputName(job);
  const found = await store.find(name);
  if (found !== undefined) return { kind: 'kept', outputDigest: found };
  const staged = await store.stage(name, await make());
  await log.append({ queue, ...job, outputDigest: staged.digest });
  if ((await store.publish(staged)) === 'published')
    return { kind: 'published', outputDigest: staged.digest };
  const earlier = await store.find(name);
  if (earlier === undefined) throw new Error(`${name} was published and is gone`);
  return { kind: 'kept', outputDigest: earlier };
}

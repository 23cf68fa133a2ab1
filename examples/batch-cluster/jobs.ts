/** What the queues carry: names of documents, never documents and never secrets. */
import { join } from 'node:path';
import { type DefaultJobOptions, type JobsOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';

/** The queue of the key, and that of the time-stamping authority: each goes at its own pace. */
export const QUEUES = ['sealing', 'stamping'] as const;

/** Name of a queue. */
export type QueueName = (typeof QUEUES)[number];

/** A document to be sealed, or stamped. */
export interface DocumentJob {
  /** Path below the inbox. */
  readonly id: string;
  /** SHA-256 of the document as it is received, in hexadecimal digits. */
  readonly digest: string;
  /** Digest of the frozen manifest that it is on. */
  readonly manifest: string;
}

/** What became of a document, as the queue keeps it. */
export interface JobResult {
  /** `kept`: it was published before. */
  readonly kind: 'published' | 'kept';
  /** SHA-256 of what is published. */
  readonly outputDigest: string;
}

/** A failed attempt is made again after 1, 2, 4, … seconds; a document that fails five times waits for a person. */
const RETRIES: DefaultJobOptions = { attempts: 5, backoff: { type: 'exponential', delay: 1_000 } };

/** Opens a queue. */
export function openQueue(name: QueueName, connection: Redis): Queue<DocumentJob, JobResult> {
  const queue = new Queue<DocumentJob, JobResult>(name, { connection, defaultJobOptions: RETRIES });
  // The connection is lost: what was asked fails where it was asked, or is asked again.
  queue.on('error', () => undefined);
  return queue;
}

/** The same document on the same manifest is one job, however often it is added: BullMQ takes an id once. */
export function jobOptions({ manifest, digest }: DocumentJob): JobsOptions & { readonly jobId: string } {
  return { jobId: `${manifest}-${digest}` };
}

/**
 * What is made of a document stands under its digest, so that two processes that make it meet at one name. Throws an error for a job
 * of other than digests: whoever can write to Redis is not to choose paths.
 */
export function outputName({ manifest, digest }: DocumentJob): string {
  if (![manifest, digest].every((text) => /^[0-9a-f]{64}$/.test(text)))
    throw new Error('the job does not name its document by SHA-256 in hexadecimal digits');
  return join(manifest, `${digest}.pdf`);
}

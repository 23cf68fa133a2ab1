/** What workers and stampers have in common: they take jobs until they are told to stop, and finish what they have. */
import { once } from 'node:events';
import { type RateLimiterOptions, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { DocumentJob, JobResult, QueueName } from './jobs.ts';
import { processName, type Settings } from './settings.ts';

/** How jobs are taken. */
export interface ServeOptions {
  readonly connection: Redis;
  /** Jobs under way at a time in this process. */
  readonly concurrency: number;
  readonly lockMs: Settings['lockMs'];
  /** Pace of the queue over all processes together. */
  readonly limiter?: RateLimiterOptions;
}

/** How often a job may lose its worker: that is the worker's death, not the document's fault. */
const MOST_LOST_WORKERS = 100;
/** Minutes of history that the metrics keep. */
const WEEK = 7 * 24 * 60;

/** Takes jobs until SIGTERM or SIGINT, then ends what is under way. */
export async function serveQueue(
  name: QueueName,
  work: (job: DocumentJob) => Promise<JobResult>,
  { connection, concurrency, lockMs, limiter }: ServeOptions,
): Promise<void> {
  const worker = new Worker<DocumentJob, JobResult>(name, ({ data }) => work(data), {
    name: processName,
    connection,
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: MOST_LOST_WORKERS,
    metrics: { maxDataPoints: WEEK },
    ...(limiter !== undefined && { limiter }),
  });
  worker.on('failed', (job, error) => {
    console.error(`${processName}: ${name} ${job?.data.id ?? 'a job'}: ${error.message}`);
  });
  // Redis is away: jobs wait until it is back.
  worker.on('error', () => undefined);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  await worker.close();
}

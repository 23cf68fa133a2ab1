/**
 * Puts timestamps to what is sealed (B-B to B-T), at the pace of the contract with the time-stamping authority. The pace is kept in
 * Redis, over all stampers together: sealing never waits for it.
 *
 *     stamper.ts
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { augment } from '@eseal/core';
import { createTimestampClient } from '@eseal/core/timestamp';
import { pades } from '@eseal/formats/pades';
import { type DocumentJob, outputName } from './jobs.ts';
import { makeOnce, type Results } from './make-once.ts';
import { openProcessLog } from './process-log.ts';
import { connect } from './redis.ts';
import { serveQueue } from './serve-queue.ts';
import { placesIn, readSettings } from './settings.ts';
import { openSharedStore } from './shared-store.ts';

const { redis, folder, tsa, stampsPerSecond, lockMs } = readSettings();
const { sealed, stamped, logs } = placesIn(folder);
const format = pades();
const timestamps = createTimestampClient({ url: tsa });
const connection = connect(redis);
await using log = await openProcessLog(logs);
const results: Results = { queue: 'stamping', store: openSharedStore(stamped), log };

const stamp = async (job: DocumentJob) =>
  augment(await readFile(join(sealed, outputName(job))), { format, adesLevel: 'B-T', timestamps });

await serveQueue('stamping', (job) => makeOnce(job, () => stamp(job), results), {
  connection,
  concurrency: 8,
  lockMs,
  limiter: { max: stampsPerSecond, duration: 1_000 },
});
await connection.quit();

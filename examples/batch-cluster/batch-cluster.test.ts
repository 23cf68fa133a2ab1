/** A cluster whose workers, stampers and queue are killed in the middle: every document is sealed once, and stamped once. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseContainer } from '@eseal/formats/detect';
import { smallPdf } from '@eseal/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { suiteFor } from '../../interop/judges.ts';
import { validateFile } from '../lib/validate-file.ts';
import { type Cluster, openCluster } from './cluster.ts';
import { jobOptions, openQueue, QUEUES } from './jobs.ts';
import { exportMetrics } from './metrics.ts';
import type { LogEntry } from './process-log.ts';
import { produce } from './producer.ts';
import { connect } from './redis.ts';
import { placesIn } from './settings.ts';

const COUNT = 150;
const execArgv = ['--conditions=@eseal/source', '--import', 'tsx'];
const digestOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

suiteFor(['redis-server'], 'a cluster', () => {
  const directory = mkdtempSync(join(tmpdir(), 'eseal-cluster-'));
  let cluster: Cluster;
  let places: ReturnType<typeof placesIn>;
  let manifest: Awaited<ReturnType<typeof produce>>;

  /** What is published of the manifest in a place: paths by digest of the document. */
  const publishedIn = (place: string): ReadonlyMap<string, string> => {
    const folder = join(place, manifest.digest);
    mkdirSync(folder, { recursive: true });
    const files = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
    return new Map(files.map((name) => [basename(name, '.pdf'), join(folder, name)] as const));
  };
  const logged = (queue: LogEntry['queue']): readonly LogEntry[] =>
    readdirSync(places.logs)
      .flatMap((name) => readFileSync(join(places.logs, name), 'utf8').split('\n').slice(0, -1))
      .map((line): LogEntry => JSON.parse(line))
      .filter((entry) => entry.queue === queue);
  const reach = async (place: string, count: number): Promise<void> => {
    while (publishedIn(place).size < count) await pause(5);
  };

  beforeAll(async () => {
    cluster = await openCluster(directory, {
      workers: 3,
      stampers: 2,
      stampsPerSecond: 500,
      lockMs: 1_000,
      execArgv,
    });
    places = placesIn(cluster.settings.folder);
    for (let number = 0; number < COUNT; number++)
      writeFileSync(join(places.inbox, `${number}.pdf`), smallPdf({ text: `Invoice ${number}` }));
    manifest = await produce(cluster.settings);
    for (const [at, worker] of cluster.workers.entries()) {
      await reach(places.sealed, 20 * (at + 1));
      worker.kill();
    }
    await reach(places.sealed, 80);
    await cluster.redis.kill();
    await cluster.redis.start();
    await reach(places.sealed, 110);
    for (const one of [...cluster.workers, ...cluster.stampers]) one.kill();
    await reach(places.stamped, COUNT);
  });
  afterAll(async () => {
    await cluster[Symbol.asyncDispose]();
    rmSync(directory, { recursive: true });
  });

  it('starts processes in place of those that were killed', () => {
    expect(readdirSync(places.logs).length).toBeGreaterThan(cluster.workers.length + cluster.stampers.length);
  });

  it('publishes one seal for each document of the manifest, and nothing else', () => {
    const digests = manifest.entries.map(({ digest }) => digest).sort();
    expect(new Set(digests).size).toBe(COUNT);
    for (const place of [places.sealed, places.stamped])
      expect([...publishedIn(place).keys()].sort()).toEqual(digests);
  });

  it.each(QUEUES)(
    'notes in the logs of %s what is published, and of each use of the key what came of it',
    (queue) => {
      const place = queue === 'sealing' ? places.sealed : places.stamped;
      const notes = logged(queue);
      for (const [digest, path] of publishedIn(place)) {
        const own = notes.filter((entry) => entry.digest === digest);
        expect(own.filter(({ outputDigest }) => outputDigest === digestOf(path))).toHaveLength(1);
      }
      expect(notes.length).toBeGreaterThanOrEqual(COUNT);
    },
  );

  it('makes seals that are genuine, with the timestamp put to the one that was published', async () => {
    const sealed = publishedIn(places.sealed);
    for (const [digest, path] of publishedIn(places.stamped)) {
      const { conclusion, seals } = await validateFile(path, cluster.anchors, 'none');
      expect(conclusion).toEqual({ indication: 'TOTAL-PASSED' });
      expect(seals).toMatchObject([{ adesLevel: 'B-T' }]);
      const values = [path, sealed.get(digest) ?? ''].map(async (file) => {
        const { signatures } = await parseContainer(Uint8Array.from(readFileSync(file)));
        return signatures.map(({ signature }) => signature.value);
      });
      const [stamped, before] = await Promise.all(values);
      expect(stamped).toEqual(before);
    }
  });

  it('tells Prometheus what was done', async () => {
    const text = await exportMetrics(cluster.settings);
    for (const queue of QUEUES)
      expect(text).toContain(`bullmq_job_count{queue="${queue}", state="completed"} ${COUNT}`);
    expect(text.match(/^# TYPE bullmq_job_count gauge$/gm)).toHaveLength(1);
  });

  it('adds nothing when the same documents are queued again', async () => {
    await produce(cluster.settings);
    expect(await exportMetrics(cluster.settings)).toContain(
      'bullmq_job_count{queue="sealing", state="waiting"} 0',
    );
  });

  it('seals nothing again when the queue is lost with all it knew', async () => {
    const before = [...publishedIn(places.sealed)].map(([digest, path]) => [digest, digestOf(path)]);
    const uses = [logged('sealing').length, logged('stamping').length];
    const connection = connect(cluster.settings.redis);
    await connection.flushall();
    await produce(cluster.settings);
    const queue = openQueue('stamping', connection);
    while ((await queue.getCompletedCount()) < COUNT) await pause(20);
    const [entry] = manifest.entries;
    const job = await queue.getJob(
      jobOptions({ id: '', digest: entry?.digest ?? '', manifest: manifest.digest }).jobId,
    );
    expect(job?.returnvalue).toMatchObject({ kind: 'kept' });
    await queue.close();
    await connection.quit();
    expect([logged('sealing').length, logged('stamping').length]).toEqual(uses);
    expect([...publishedIn(places.sealed)].map(([digest, path]) => [digest, digestOf(path)])).toEqual(before);
  });

  it('seals nothing that is not on the manifest, whoever queues it, nor what is not any more as it was', async () => {
    const { redis } = cluster.settings;
    const files = [
      ['new.pdf', 'put there afterwards', 'put there afterwards'],
      ['0.pdf', 'changed afterwards', 'changed afterwards'],
      ['1.pdf', smallPdf({ text: 'Invoice 1' }), 'changed afterwards'],
    ] as const;
    const connection = connect(redis);
    const queue = openQueue('sealing', connection);
    rmSync(join(places.sealed, manifest.digest), { recursive: true });
    await connection.flushall();
    for (const [id, queued, content] of files) {
      writeFileSync(join(places.inbox, id), content);
      const digest = createHash('sha256').update(queued).digest('hex');
      const job = { id, digest, manifest: manifest.digest };
      await queue.add(id, job, { ...jobOptions(job), attempts: 1 });
    }
    while ((await queue.getFailedCount()) < files.length) await pause(20);
    const reasons = new Map(
      (await queue.getFailed()).map(({ data, failedReason }) => [data.id, failedReason]),
    );
    expect(reasons.get('new.pdf')).toMatch(/is not on the manifest/);
    expect(reasons.get('0.pdf')).toMatch(/is not on the manifest/);
    expect(reasons.get('1.pdf')).toMatch(/is not what it was/);
    expect(publishedIn(places.sealed).size).toBe(0);
    await queue.close();
    await connection.quit();
  });
});

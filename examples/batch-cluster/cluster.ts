/** A whole cluster on this machine: Redis, the test services, workers and stampers, each a process of its own. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serveTestkit } from '@eseal/testkit/server';
import { type KeptProcess, keepRunning } from './keep-running.ts';
import { type RedisServer, startRedis } from './redis.ts';
import { environmentOf, placesIn, type Settings } from './settings.ts';

/** Options of {@link openCluster}. */
export interface ClusterOptions extends Partial<Pick<Settings, 'stampsPerSecond' | 'lockMs'>> {
  /** Default 2. */
  readonly workers?: number;
  /** Default 1. */
  readonly stampers?: number;
  /** Options of Node for its processes. Default those of this process. */
  readonly execArgv?: readonly string[];
}

/** A running cluster. */
export interface Cluster extends AsyncDisposable {
  readonly settings: Settings;
  readonly redis: RedisServer;
  readonly workers: readonly KeptProcess[];
  readonly stampers: readonly KeptProcess[];
  /** Certificates that recipients trust, in files. */
  readonly anchors: readonly string[];
}

/** Starts a cluster with its files in a directory. */
export async function openCluster(directory: string, options: ClusterOptions = {}): Promise<Cluster> {
  const { workers = 2, stampers = 1, stampsPerSecond = 25, lockMs = 30_000, execArgv } = options;
  const folder = join(directory, 'shared');
  for (const place of Object.values(placesIn(folder))) await mkdir(place, { recursive: true });
  const redis = await startRedis(join(directory, 'redis'));
  const testkit = await serveTestkit({ directory: join(directory, 'testkit') });
  const { p12, pin, tsa, anchors } = testkit.services;
  const settings: Settings = {
    redis: redis.address,
    folder,
    key: { p12, pin },
    tsa,
    stampsPerSecond,
    lockMs,
  };
  const keep = { env: environmentOf(settings), ...(execArgv !== undefined && { execArgv }) };
  const run = (program: string, count: number): readonly KeptProcess[] =>
    Array.from({ length: count }, () => keepRunning(program, keep));
  const running = { workers: run('worker.ts', workers), stampers: run('stamper.ts', stampers) };
  return {
    settings,
    redis,
    anchors,
    ...running,
    async [Symbol.asyncDispose]() {
      await Promise.all([...running.workers, ...running.stampers].map((one) => one.stop()));
      await testkit.close();
      await redis[Symbol.asyncDispose]();
    },
  };
}

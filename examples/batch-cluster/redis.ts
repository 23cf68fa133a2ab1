/** A Redis of our own on loopback: in earnest there is one already, on a machine of its own with a replica. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import type { Settings } from './settings.ts';

/** A running Redis. */
export interface RedisServer extends AsyncDisposable {
  readonly address: Settings['redis'];
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Starts it again over what it had written. */
  start(): Promise<void>;
}

/**
 * Starts redis-server over a directory. `appendfsync always`: what it says is queued or done is on its disk. With `everysec` a power
 * cut loses up to a second of jobs that the producer was told are queued, and their documents would never be sealed. Jobs that
 * run twice do no harm here; jobs that are forgotten do.
 *
 * @throws Error when redis-server is not installed
 */
export async function startRedis(directory: string): Promise<RedisServer> {
  await mkdir(directory, { recursive: true });
  const address = { host: '127.0.0.1', port: await freePort(), password: randomBytes(24).toString('hex') };
  let server = await run(directory, address);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  return {
    address,
    kill: () => end('SIGKILL'),
    async start() {
      server = await run(directory, address);
    },
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  };
}

/** A connection for BullMQ, which tries again for as long as Redis is away. */
export function connect({ host, port, password }: Settings['redis']): Redis {
  const retryStrategy = (times: number): number => Math.min(100 * times, 2_000);
  const redis = new Redis({ host, port, password, maxRetriesPerRequest: null, retryStrategy });
  // Each failed attempt is told here; the next one follows.
  redis.on('error', () => undefined);
  return redis;
}

async function run(directory: string, { host, port, password }: Settings['redis']): Promise<ChildProcess> {
  const settings = {
    bind: host,
    port,
    'protected-mode': 'yes',
    requirepass: password,
    dir: `"${directory}"`,
    appendonly: 'yes',
    appendfsync: 'always',
    save: '""',
    'maxmemory-policy': 'noeviction',
  };
  const server = spawn('redis-server', ['-'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const failed = once(server, 'error').then(([error]) => {
    throw new Error('redis-server does not start: apt-get install redis-server', { cause: error });
  });
  // By its standard input, so that the password is in no list of processes and in no file.
  server.stdin.end(
    Object.entries(settings)
      .map(([name, value]) => `${name} ${value}\n`)
      .join(''),
  );
  await Promise.race([failed, ready(server)]);
  return server;
}

/** Resolves when Redis says that it takes connections; rejects with its last words when it ends instead. */
async function ready(server: ChildProcess): Promise<void> {
  if (server.stdout === null) throw new TypeError('redis-server has no output');
  let last = '';
  const lines = createInterface(server.stdout);
  for await (const line of lines) {
    last = line;
    if (line.includes('Ready to accept connections')) {
      server.stdout.resume();
      return;
    }
  }
  throw new Error(`redis-server ended: ${last}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new TypeError('no port was given');
  return address.port;
}

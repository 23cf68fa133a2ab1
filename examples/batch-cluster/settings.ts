/**
 * What every process of the cluster is told, by its environment: the same on one machine and on ten. Secrets come so and by no
 * argument, since arguments are for every user of a machine to see.
 */
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Settings of a process. */
export interface Settings {
  readonly redis: { readonly host: string; readonly port: number; readonly password: string };
  /** The folder that all machines share: documents, manifests and what is made of them. */
  readonly folder: string;
  /** The seal's key. In earnest it is in an HSM or at a provider, and each worker opens it there. */
  readonly key: { readonly p12: string; readonly pin: string };
  readonly tsa: string;
  /** The contract with the time-stamping authority, over all stampers together. */
  readonly stampsPerSecond: number;
  /** After so many milliseconds without a sign of life the job of a worker goes to another one. */
  readonly lockMs: number;
}

const NAMES = {
  host: 'ESEAL_REDIS_HOST',
  port: 'ESEAL_REDIS_PORT',
  password: 'ESEAL_REDIS_PASSWORD',
  folder: 'ESEAL_FOLDER',
  p12: 'ESEAL_P12',
  pin: 'ESEAL_PIN',
  tsa: 'ESEAL_TSA',
  stampsPerSecond: 'ESEAL_STAMPS_PER_SECOND',
  lockMs: 'ESEAL_LOCK_MS',
} as const;

/** Reads the settings; throws an error that names what is missing, never a value. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const text = (name: keyof typeof NAMES): string => {
    const value = env[NAMES[name]];
    if (value === undefined || value === '') throw new Error(`${NAMES[name]} is not set`);
    return value;
  };
  const number = (name: keyof typeof NAMES): number => {
    const value = Number(text(name));
    if (!Number.isInteger(value) || value <= 0) throw new Error(`${NAMES[name]} is no positive number`);
    return value;
  };
  return {
    redis: { host: text('host'), port: number('port'), password: text('password') },
    folder: text('folder'),
    key: { p12: text('p12'), pin: text('pin') },
    tsa: text('tsa'),
    stampsPerSecond: number('stampsPerSecond'),
    lockMs: number('lockMs'),
  };
}

/** The environment from which {@link readSettings} reads the settings. */
export function environmentOf(settings: Settings): Readonly<Record<string, string>> {
  const { redis, folder, key, tsa, stampsPerSecond, lockMs } = settings;
  return {
    [NAMES.host]: redis.host,
    [NAMES.port]: String(redis.port),
    [NAMES.password]: redis.password,
    [NAMES.folder]: folder,
    [NAMES.p12]: key.p12,
    [NAMES.pin]: key.pin,
    [NAMES.tsa]: tsa,
    [NAMES.stampsPerSecond]: String(stampsPerSecond),
    [NAMES.lockMs]: String(lockMs),
  };
}

/** Names this process among all of the cluster. */
export const processName = `${hostname()}-${process.pid}`;

/** The places in the shared folder. */
export function placesIn(folder: string) {
  return {
    /** Documents as they are received: the id of each is its path below. */
    inbox: join(folder, 'inbox'),
    manifests: join(folder, 'manifests'),
    /** Sealed at B-B, and with a timestamp (B-T): each below its manifest, under the digest of the document. */
    sealed: join(folder, 'sealed'),
    stamped: join(folder, 'stamped'),
    /** One log for each process. */
    logs: join(folder, 'logs'),
  } as const;
}

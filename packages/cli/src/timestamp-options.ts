/**
 * The time-stamping authority that `--tsa` and `--tsa-config` name.
 *
 * @module
 */
import type { TimestampClientOptions, TimestampSource } from '@eseal/core/timestamp';
import { readJsonObject } from './config.ts';
import { CliError } from './errors.ts';
import type { CommandIo } from './io.ts';
import { readSecret } from './secrets.ts';

/** Fields of a `--tsa-config` file. */
interface TsaConfig {
  readonly policy?: string;
  readonly fallbackUrls?: readonly string[];
  readonly timeoutMs?: number;
  readonly username?: string;
  readonly passwordEnv?: string;
}

/** A client of the authority; `undefined` without `--tsa`. */
export async function openTimestamps(
  options: { readonly tsa?: string; readonly tsaConfig?: string },
  io: CommandIo,
): Promise<TimestampSource | undefined> {
  if (options.tsa === undefined) return undefined;
  const { createTimestampClient } = await import('@eseal/core/timestamp');
  const config = options.tsaConfig === undefined ? {} : await readTsaConfig(options.tsaConfig);
  const { policy, fallbackUrls, timeoutMs } = config;
  for (const url of [options.tsa, ...(fallbackUrls ?? [])]) assertAddress(url);
  const headers = await authorization(config, io);
  const client: TimestampClientOptions = {
    url: options.tsa,
    ...(policy !== undefined && { policy }),
    ...(fallbackUrls !== undefined && { fallbackUrls }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(headers !== undefined && { headers }),
  };
  return createTimestampClient(client);
}

/** What cannot be asked is wrong usage, not a service that is down. */
function assertAddress(url: string): void {
  if (/^https?:/i.test(url) && URL.canParse(url)) return;
  throw new CliError('USAGE', 'the address of a time-stamping authority is an http or https URL');
}

async function authorization(config: TsaConfig, io: CommandIo): Promise<Record<string, string> | undefined> {
  if (config.username === undefined) return undefined;
  const password = await readSecret(io, config.passwordEnv, 'password of the time-stamping authority');
  const credentials = Buffer.from(`${config.username}:${password}`, 'utf8').toString('base64');
  return { authorization: `Basic ${credentials}` };
}

async function readTsaConfig(path: string): Promise<TsaConfig> {
  const fields = await readJsonObject(path);
  const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
    policy: isText,
    username: isText,
    passwordEnv: isText,
    timeoutMs: (value) => typeof value === 'number' && value > 0,
    fallbackUrls: (value) => Array.isArray(value) && value.every(isText),
  };
  for (const [name, value] of Object.entries(fields)) {
    const usable = Object.hasOwn(checks, name) && checks[name]?.(value);
    if (!usable) throw new CliError('USAGE', `${path}: ${name} is unknown or has an unusable value`);
  }
  return fields;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

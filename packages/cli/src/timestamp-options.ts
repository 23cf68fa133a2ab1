/**
 * The time-stamping authorities that `--tsa` and `--tsa-config` name.
 *
 * @module
 */
import type { TimestampClientOptions, TimestampPoolMember, TimestampSource } from '@eseal/core/timestamp';
import type { Command } from 'commander';
import { repeatable } from './common-options.ts';
import { CliError } from './errors.ts';
import type { CommandIo } from './io.ts';
import { readSecret } from './secrets.ts';
import { readTsaConfig, type TsaConfig, type TsaSettings } from './tsa-config.ts';

/** Options that name authorities. */
export interface TimestampOptions {
  readonly tsa?: readonly string[];
  readonly tsaConfig?: readonly string[];
}

/** Adds the options to a command. */
export function addTimestampOptions(command: Command): Command {
  return command
    .addOption(repeatable('--tsa <url>', 'time-stamping authority; given twice: a timestamp of each'))
    .addOption(
      repeatable(
        '--tsa-config <file>',
        'JSON of the --tsa in the same place: policy, timeoutMs, username, passwordEnv, rateLimit, fallbackUrls',
      ),
    );
}

/** The authorities, one source for each `--tsa`. */
export async function openTimestamps(
  { tsa = [], tsaConfig = [] }: TimestampOptions,
  io: CommandIo,
): Promise<readonly TimestampSource[]> {
  if (tsaConfig.length > tsa.length) throw new CliError('USAGE', 'every --tsa-config needs a --tsa');
  const sources: TimestampSource[] = [];
  for (const [at, url] of tsa.entries()) {
    const path = tsaConfig[at];
    sources.push(await openSource(url, path === undefined ? {} : await readTsaConfig(path), io));
  }
  return sources;
}

async function openSource(url: string, config: TsaConfig, io: CommandIo): Promise<TimestampSource> {
  const { createTimestampClient, createTimestampPool } = await import('@eseal/core/timestamp');
  const { fallbackUrls = [], ...settings } = config;
  const members = [await openMember(url, settings, io)];
  for (const fallback of fallbackUrls) {
    const { url: address, ...own } = typeof fallback === 'string' ? { url: fallback, ...settings } : fallback;
    members.push(await openMember(address, own, io));
  }
  const [first, ...others] = members;
  if (first !== undefined && others.length === 0 && settings.rateLimit === undefined)
    return createTimestampClient(first.source);
  return createTimestampPool(members);
}

async function openMember(
  url: string,
  settings: TsaSettings,
  io: CommandIo,
): Promise<TimestampPoolMember & { readonly source: TimestampClientOptions }> {
  assertAddress(url);
  const { policy, rateLimit, timeoutMs } = settings;
  const headers = await authorization(settings, io);
  const source: TimestampClientOptions = {
    url,
    ...(policy !== undefined && { policy }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(headers !== undefined && { headers }),
  };
  return { source, ...(rateLimit && { rateLimit }) };
}

/** What cannot be asked is wrong usage, not a service that is down. */
function assertAddress(url: string): void {
  if (/^https?:/i.test(url) && URL.canParse(url)) return;
  throw new CliError('USAGE', 'the address of a time-stamping authority is an http or https URL');
}

async function authorization(
  settings: TsaSettings,
  io: CommandIo,
): Promise<Record<string, string> | undefined> {
  if (settings.username === undefined) return undefined;
  const password = await readSecret(io, settings.passwordEnv, 'password of the time-stamping authority');
  const credentials = Buffer.from(`${settings.username}:${password}`, 'utf8').toString('base64');
  return { authorization: `Basic ${credentials}` };
}

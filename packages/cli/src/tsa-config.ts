/**
 * The file that `--tsa-config` names: how a time-stamping authority is asked, how often, and who else.
 *
 * @module
 */
import type { RateLimit } from '@eseal/core/timestamp';
import { readJsonObject } from './config.ts';
import { type Checks, findUnusable, isFields, isPositive, isText } from './config-checks.ts';
import { CliError } from './errors.ts';

/** How one authority is asked. */
export interface TsaSettings {
  readonly policy?: string;
  readonly timeoutMs?: number;
  readonly username?: string;
  readonly passwordEnv?: string;
  /** What its contract allows. */
  readonly rateLimit?: RateLimit | readonly RateLimit[];
}

/** A further authority; one that is an address only is asked like the first. */
export type FallbackTsa = string | (TsaSettings & { readonly url: string });

/** Fields of the file. */
export interface TsaConfig extends TsaSettings {
  readonly fallbackUrls?: readonly FallbackTsa[];
}

const SETTINGS: Checks = {
  policy: isText,
  username: isText,
  passwordEnv: isText,
  timeoutMs: isPositive,
  rateLimit: (value) => (Array.isArray(value) ? value.every(isRateLimit) : isRateLimit(value)),
};

const CONFIG: Checks = {
  ...SETTINGS,
  fallbackUrls: (value) => Array.isArray(value) && value.every(isFallback),
};

/**
 * Reads the file.
 *
 * @throws CliError `USAGE` for a field that is unknown or has an unusable value
 */
export async function readTsaConfig(path: string): Promise<TsaConfig> {
  const fields = await readJsonObject(path);
  const unusable = findUnusable(fields, CONFIG);
  if (unusable === undefined) return fields;
  throw new CliError('USAGE', `${path}: ${unusable} is unknown or has an unusable value`);
}

function isRateLimit(value: unknown): boolean {
  const checks = { requests: isPositive, perMs: isPositive };
  return (
    isFields(value) && 'requests' in value && 'perMs' in value && findUnusable(value, checks) === undefined
  );
}

function isFallback(value: unknown): boolean {
  if (!isFields(value)) return isText(value);
  return 'url' in value && findUnusable(value, { ...SETTINGS, url: isText }) === undefined;
}

/**
 * Options from a file: `--config eseal.json` holds long options in camel case, and the command line wins.
 *
 * @module
 */
import type { Command } from 'commander';
import { CliError } from './errors.ts';
import { readSmallFile } from './files.ts';

type Value = string | boolean | readonly string[];

/** Fills the options of a command that the command line left out from its configuration file. */
export async function applyConfig(command: Command): Promise<void> {
  const path: unknown = command.opts().config;
  if (typeof path !== 'string') return;
  for (const [name, value] of Object.entries(await readJsonObject(path))) {
    const option = command.options.find((candidate) => candidate.attributeName() === name);
    if (option === undefined || name === 'config') throw new CliError('USAGE', `${path}: no option ${name}`);
    if (command.getOptionValueSource(name) === 'cli') continue;
    command.setOptionValueWithSource(name, checkValue(path, name, value, option.variadic), 'config');
  }
}

/** The object of a JSON file. */
export async function readJsonObject(path: string): Promise<Readonly<Record<string, unknown>>> {
  const text = new TextDecoder().decode(await readSmallFile(path));
  const value = parseJson(path, text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CliError('USAGE', `${path} does not hold a JSON object`);
  }
  return { ...value };
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError('USAGE', `${path} is not JSON`, { cause });
  }
}

function checkValue(path: string, name: string, value: unknown, variadic: boolean): Value {
  if (variadic) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.map((entry) => checkText(path, name, entry));
  }
  return typeof value === 'boolean' ? value : checkText(path, name, value);
}

function checkText(path: string, name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new CliError('USAGE', `${path}: ${name} has an unusable value`);
}

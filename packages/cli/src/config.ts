/**
 * Options from a file: `--config eseal.json` holds long options (`pin-env` or `pinEnv`), for every command or, in an object
 * under a command's name, for that command. The command line wins over the file, a command's object over the rest of it.
 *
 * @module
 */
import { type Command, InvalidArgumentError, type Option } from 'commander';
import { isRepeatable } from './common-options.ts';
import { CliError } from './errors.ts';
import { readSmallFile } from './files.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Commands that a file may hold options of. */
export const SECTIONS: readonly string[] = [
  'seal',
  'extend',
  'timestamp',
  'plan',
  'verify',
  'inspect',
  'certificate check',
  'certificate verify',
  'tl show',
  'tl verify',
  'tl fetch',
  'tl diff',
  'tl build',
  'batch',
  'serve-testkit',
];

/**
 * Fills the options that the command line left out.
 *
 * @throws CliError `USAGE` for a file that is no such configuration, or names an option that the command does not have
 */
export async function applyConfig(command: Command): Promise<void> {
  const path: unknown = command.opts().config;
  if (typeof path !== 'string') return;
  for (const [name, value] of Object.entries(fieldsFor(command, path, await readJsonObject(path)))) {
    const option = command.options.find((one) => one.attributeName() === name || one.name() === name);
    const key = option?.attributeName() ?? 'config';
    if (option === undefined || key === 'config') throw new CliError('USAGE', `${path}: no option ${name}`);
    if (command.getOptionValueSource(key) === 'cli') continue;
    command.setOptionValueWithSource(key, checkValue(path, option, value), 'config');
  }
}

/** The object of a JSON file. */
export async function readJsonObject(path: string): Promise<Fields> {
  const text = new TextDecoder().decode(await readSmallFile(path));
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch (cause) {
    throw new CliError('USAGE', `${path} is not JSON`, { cause });
  }
  throw new CliError('USAGE', `${path} does not hold a JSON object`);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a file says for one command: its shared fields, then those under the command's name. */
function fieldsFor(command: Command, path: string, file: Fields): Fields {
  const name = command.parent?.parent ? `${command.parent.name()} ${command.name()}` : command.name();
  const shared = Object.entries(file).filter(([key]) => !SECTIONS.includes(key));
  const own = Object.hasOwn(file, name) ? file[name] : {};
  if (!isObject(own)) throw new CliError('USAGE', `${path}: ${name} is not an object of options`);
  return { ...Object.fromEntries(shared), ...own };
}

function checkValue(path: string, option: Option, value: unknown): unknown {
  if (option.variadic || isRepeatable(option)) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.map((entry) => checkText(path, option, entry));
  }
  if (option.isBoolean()) {
    if (typeof value === 'boolean') return value;
    throw unusable(path, option, 'true or false');
  }
  return checkText(path, option, value);
}

function checkText(path: string, option: Option, value: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') throw unusable(path, option, 'a text');
  try {
    return option.variadic || isRepeatable(option)
      ? String(value)
      : (option.parseArg?.(String(value), undefined) ?? String(value));
  } catch (cause) {
    if (cause instanceof InvalidArgumentError) throw unusable(path, option, cause.message);
    throw cause;
  }
}

function unusable(path: string, option: Option, wanted: string): CliError {
  return new CliError('USAGE', `${path}: the value of ${option.attributeName()} is unusable: ${wanted}`);
}

/**
 * Options that every command has, and kinds of options.
 *
 * @module
 */
import { type Command, Option } from 'commander';

/** Values of the options that every command has. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Adds the options that every command has. */
export function addCommonOptions(command: Command): void {
  command
    .option('--config <file>', 'JSON file with these options')
    .option('--json', 'results and errors as JSON')
    .option('--quiet', 'no progress');
}

/** An option with a closed list of values. */
export function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices(values);
}

/** An option that may be given several times, one value each: unlike with a list, arguments may follow it. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser(collect);
}

/** Whether an option is one of {@link repeatable}. */
export function isRepeatable(option: Option): boolean {
  return option.parseArg === collect;
}

function collect(value: string, earlier: unknown): readonly unknown[] {
  return Array.isArray(earlier) ? [...earlier, value] : [value];
}

/** How the results of a command are shown. */
export function reportOption(): Option {
  return choice('--report <form>', 'form of the results, default text', ['text', 'json']);
}

/** Language of texts. */
export function languageOption(): Option {
  return choice('--lang <language>', 'language of the text', ['ja', 'en']).default('en');
}

/** The form of the results: `--json` chooses JSON where `--report` says nothing else. */
export function reportForm(options: {
  readonly report?: 'text' | 'json';
  readonly json?: boolean;
}): 'text' | 'json' {
  return options.report ?? (options.json === true ? 'json' : 'text');
}

/**
 * What `eseal seal` is to do: every input with its format and output, checked before a key is used.
 *
 * @module
 */
import { basename, join } from 'node:path';
import { CliError } from './errors.ts';
import { assertInput } from './files.ts';
import { defaultFormat, type FormatName, type FormatOptions, OPTIONS_OF } from './format-options.ts';
import { assertOutputs, type InputAndOutput, makeDirectory } from './output.ts';

/** One document to be sealed. */
export interface SealTask extends InputAndOutput {
  readonly format: FormatName;
}

/** Options that decide what is made and where it goes. */
export interface PlanOptions extends FormatOptions {
  readonly out?: string;
  readonly outDir?: string;
}

/**
 * The tasks, in the order of the inputs.
 *
 * @param isGiven - whether an option stands on the command line itself
 * @throws CliError `USAGE`, `INPUT_NOT_FOUND`, `INPUT_UNUSABLE`, `NOT_AVAILABLE` or `OUTPUT_FAILED`
 */
export async function planSeals(
  inputs: readonly string[],
  options: PlanOptions,
  isGiven: (option: keyof FormatOptions) => boolean,
): Promise<readonly SealTask[]> {
  if ((options.out === undefined) === (options.outDir === undefined)) {
    throw new CliError('USAGE', 'say where the sealed files go: --out FILE or --out-dir DIR');
  }
  if (options.out !== undefined && inputs.length > 1) {
    throw new CliError('USAGE', '--out is for one input; several need --out-dir');
  }
  const tasks: SealTask[] = [];
  for (const input of inputs) {
    await assertInput(input);
    const format = options.format ?? (await defaultFormat(input));
    tasks.push({ input, format, output: outputPath(input, format, options) });
  }
  assertOptionsApply(tasks, isGiven);
  if (options.outDir !== undefined) await makeDirectory(options.outDir);
  await assertOutputs(tasks);
  return tasks;
}

/** Refuses options of a format that nothing is sealed in; a configuration file may hold them for other runs. */
function assertOptionsApply(
  tasks: readonly SealTask[],
  isGiven: (option: keyof FormatOptions) => boolean,
): void {
  for (const format of ['pades', 'cades'] as const) {
    if (tasks.some((task) => task.format === format)) continue;
    const useless = OPTIONS_OF[format].find(isGiven);
    if (useless !== undefined)
      throw new CliError('USAGE', `--${useless} is of ${format}, in which nothing is sealed here`);
  }
}

/** A PDF keeps its name; a CMS gets .p7s when it stands beside the document and .p7m when it holds it. */
function outputPath(input: string, format: FormatName, options: PlanOptions): string {
  if (options.out !== undefined) return options.out;
  const suffix = options.packaging === 'attached' ? '.p7m' : '.p7s';
  return join(options.outDir ?? '', format === 'pades' ? basename(input) : `${basename(input)}${suffix}`);
}

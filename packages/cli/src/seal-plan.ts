/**
 * What `eseal seal` is to do: every input with its format and output, checked before a key is used.
 *
 * @module
 */
import { basename, join } from 'node:path';
import { assertNever } from '@eseal/core';
import { CliError } from './errors.ts';
import { assertInput } from './files.ts';
import { type ChosenFormat, chooseFormat, FORMATS_OF, type FormatOptions } from './format-options.ts';
import { assertOutputs, type InputAndOutput, makeDirectory } from './output.ts';

/** One document to be sealed. */
export interface SealTask extends InputAndOutput {
  readonly format: ChosenFormat;
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
  isGiven: (option: string) => boolean,
): Promise<readonly SealTask[]> {
  if ((options.out === undefined) === (options.outDir === undefined)) {
    throw new CliError('USAGE', 'say where the sealed files go: --out FILE or --out-dir DIR');
  }
  if (options.out !== undefined && inputs.length > 1) {
    throw new CliError('USAGE', '--out is for one input; several need --out-dir');
  }
  if (options.content !== undefined && inputs.length > 1) {
    throw new CliError('USAGE', '--content is for the container of one input');
  }
  const tasks: SealTask[] = [];
  for (const path of options.content ?? []) await assertInput(path);
  for (const input of inputs) {
    await assertInput(input);
    const format = await chooseFormat(input, options);
    tasks.push({ input, format, output: options.out ?? outputPath(input, format, options.outDir) });
  }
  assertOptionsApply(tasks, isGiven);
  if (options.outDir !== undefined) await makeDirectory(options.outDir);
  await assertOutputs(tasks, options.content);
  return tasks;
}

/** Refuses options of formats that nothing is sealed in; a configuration file may hold them for other runs. */
export function assertOptionsApply(
  tasks: readonly Pick<SealTask, 'format'>[],
  isGiven: (option: string) => boolean,
): void {
  const used = new Set<string>(tasks.map(({ format }) => format.name));
  for (const [option, formats] of Object.entries(FORMATS_OF)) {
    if (formats.some((name) => used.has(name)) || !isGiven(option)) continue;
    throw new CliError(
      'USAGE',
      `--${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is of ${formats.join(' and ')}, in which nothing is sealed here`,
    );
  }
}

/** A document that holds its seal keeps its name; a seal beside a document, or around it, has the document's and its own. */
function outputPath(input: string, format: ChosenFormat, directory = ''): string {
  return join(directory, `${basename(input)}${suffixOf(format)}`);
}

/** What the name of a sealed file has after that of its document. */
export function suffixOf(format: ChosenFormat): string {
  switch (format.name) {
    case 'pades':
      return '';
    case 'cades':
      return format.options.packaging === 'attached' ? '.p7m' : '.p7s';
    case 'xades':
      return format.options.packaging === 'enveloped' ? '' : '.xades.xml';
    case 'asic-s':
    case 'asic-e':
      if (format.options.document === undefined) return '';
      return format.name === 'asic-s' ? '.asics' : '.asice';
    default:
      return assertNever(format);
  }
}

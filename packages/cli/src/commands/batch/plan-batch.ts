/**
 * What a batch makes of each document, settled before a key is used.
 *
 * @module
 */
import { CliError } from '../../errors.ts';
import { type ChosenFormat, chooseFormat, type FormatOptions } from '../../format-options.ts';
import { assertOptionsApply, suffixOf } from '../../seal-plan.ts';
import type { ListedFile } from './listed-file.ts';

/** A document with what is made of it. */
export interface BatchTask {
  readonly file: ListedFile;
  readonly format: ChosenFormat;
  /** Path of the sealed file below the folder of outputs. */
  readonly output: string;
}

/**
 * The tasks by their ids, in the order of the list.
 *
 * @throws CliError `USAGE`, `INPUT_UNUSABLE` for two documents with one output
 */
export async function planBatch(
  files: readonly ListedFile[],
  options: FormatOptions,
  isGiven: (option: string) => boolean,
): Promise<ReadonlyMap<string, BatchTask>> {
  const tasks = new Map<string, BatchTask>();
  const outputs = new Map<string, string>();
  for (const file of files) {
    const format = await chooseFormat(file.path, options);
    const output = `${file.place}${suffixOf(format)}`;
    assertStorable(output);
    const other = outputs.get(output);
    if (other !== undefined)
      throw new CliError('INPUT_UNUSABLE', `${other} and ${file.id} would both become ${output}`);
    outputs.set(output, file.id);
    tasks.set(file.id, { file, format, output });
  }
  if (tasks.size === 0) throw new CliError('INPUT_UNUSABLE', 'there is no document to seal');
  assertOptionsApply([...tasks.values()], isGiven);
  return tasks;
}

/** Longest name of an output, in bytes: that of the unfinished file is a little longer. */
const MAX_NAME = 240;

/** What no store takes is refused before the key is used for it. */
function assertStorable(output: string): void {
  if (/[\\:]/.test(output))
    throw new CliError('INPUT_UNUSABLE', `${output} has a colon or a backslash in its name`);
  const isLong = output.split('/').some((part) => Buffer.byteLength(part) > MAX_NAME);
  if (isLong) throw new CliError('INPUT_UNUSABLE', `a name of ${output} is longer than ${MAX_NAME} bytes`);
}

/**
 * `eseal seal`: puts the organisation's seal on documents.
 *
 * @module
 */

import { basename } from 'node:path';
import { type SealOptions, seal } from '@eseal/core';
import { Command } from 'commander';
import { type CommonOptions, reportForm, reportOption } from '../common-options.ts';
import { openContents } from '../contents.ts';
import { describeSealed, type SealedFile } from '../describe-sealed.ts';
import { type OpenWithPassword, openWithPassword } from '../document-password.ts';
import { openInput } from '../files.ts';
import { type CreateFormat, openFormats } from '../format-options.ts';
import type { CommandIo } from '../io.ts';
import { jsonLine } from '../json-text.ts';
import { reachedLevel } from '../level-options.ts';
import { writeSealed } from '../output.ts';
import { createProgress, type Progress } from '../progress.ts';
import { type PlanOptions, planSeals, type SealTask } from '../seal-plan.ts';
import { addSealingOptions, openSealing, type SealingOptions } from '../sealing-options.ts';
import { disposalOf } from '../signer-options.ts';

/** Options of `eseal seal`. */
interface SealCommandOptions extends SealingOptions, PlanOptions, CommonOptions {
  readonly report?: 'text' | 'json';
}

const EXAMPLE = `
Example:
  SEAL_PIN=… eseal seal invoice.pdf --out sealed.pdf --pkcs12 seal.p12 --pin-env SEAL_PIN \\
      --level B-T --tsa http://tsa.example/tsr --image seal.png --page 1 --box 150mm,40mm,25mm,25mm`;

/** The command. */
export function sealCommand(io: CommandIo): Command {
  const command = new Command('seal')
    .description("put an organisation's electronic seal on documents")
    .argument('<input...>', 'documents to seal')
    .option('--out <file>', 'sealed file, for one input')
    .option('--out-dir <directory>', 'directory of the sealed files, made when it is not there');
  return addSealingOptions(command)
    .option('--content <file...>', 'asic: further documents of the container')
    .addOption(reportOption())
    .addHelpText('after', EXAMPLE)
    .action(async (inputs: string[], options: SealCommandOptions, self: Command) => {
      const isGiven = (name: string): boolean => self.getOptionValueSource(name) === 'cli';
      await sealInputs(inputs, options, isGiven, io);
    });
}

async function sealInputs(
  inputs: readonly string[],
  options: SealCommandOptions,
  isGiven: (option: string) => boolean,
  io: CommandIo,
): Promise<void> {
  const tasks = await planSeals(inputs, options, isGiven);
  const formats = tasks.map(({ format }) => format);
  const createFormat = await openFormats(formats, options);
  const open = await openWithPassword(options, io);
  const shared = await openSealing(options, io);
  await using _closed = disposalOf(shared.signer);
  const run: SealRun = { createFormat, open, shared, options, io };
  using progress = createProgress(tasks.length, io, options);
  for (const task of tasks) {
    progress.next(task.input);
    const result = await sealFile(task, run, progress);
    io.stdout(
      reportForm(options) === 'json'
        ? `${jsonLine(result)}\n`
        : `${task.input} -> ${task.output} (${task.format.name}, ${result.level})\n`,
    );
  }
}

/** What all documents of a run share. */
interface SealRun {
  readonly createFormat: CreateFormat;
  readonly open: OpenWithPassword;
  readonly shared: Omit<SealOptions, 'format'>;
  readonly options: SealCommandOptions;
  readonly io: CommandIo;
}

/** Seals one document and gives the contract's object for it. */
async function sealFile(
  { input, output, format }: SealTask,
  run: SealRun,
  progress: Progress,
): Promise<SealedFile> {
  const { content = [] } = run.options;
  const sealed = await run.open(input, async (password) => {
    await using beside = await openContents({ content });
    await using document = await openInput(input);
    const sealFormat = await run.createFormat(format, { password, contents: beside.contents });
    const designation = { id: basename(input) };
    const made = await seal(document, { ...run.shared, format: sealFormat, designation });
    await writeSealed(output, made);
    progress.clear();
    return describeSealed(output, reachedLevel(made, run.options, run.io), password);
  });
  return { ...sealed, format: format.name };
}

/**
 * `eseal seal`: puts the organisation's seal on documents.
 *
 * @module
 */

import { ADES_LEVELS, type SealOptions, seal } from '@eseal/core';
import { Command } from 'commander';
import { addLaterOptions, type CommonOptions, choice, reportForm, reportOption } from '../common-options.ts';
import { openContents } from '../contents.ts';
import { describeSealed, type SealedFile } from '../describe-sealed.ts';
import { type OpenWithPassword, openWithPassword, type PasswordOptions } from '../document-password.ts';
import { openInput } from '../files.ts';
import { type CreateFormat, FORMAT_NAMES, openFormats } from '../format-options.ts';
import type { CommandIo } from '../io.ts';
import { jsonLine } from '../json-text.ts';
import { addLevelOptions, type LevelCommandOptions, levelOptions, reachedLevel } from '../level-options.ts';
import { writeSealed } from '../output.ts';
import { parseTime } from '../parse-time.ts';
import { createProgress, type Progress } from '../progress.ts';
import { type PlanOptions, planSeals, type SealTask } from '../seal-plan.ts';
import { addSignerOptions, chooseAlgorithm, disposalOf, openSigner } from '../signer-options.ts';
import type { SignerOptions } from '../signer-way.ts';

/** Options of `eseal seal`. */
interface SealCommandOptions
  extends SignerOptions,
    Omit<LevelCommandOptions, 'certificates'>,
    PlanOptions,
    PasswordOptions,
    CommonOptions {
  readonly digest?: string;
  readonly signatureAlgorithm?: string;
  readonly signingTime?: string;
  readonly report?: 'text' | 'json';
}

const EXAMPLE = `
Example:
  SEAL_PIN=… eseal seal invoice.pdf --out sealed.pdf --pkcs12 seal.p12 --pin-env SEAL_PIN \\
      --level B-T --tsa http://tsa.example/tsr --image seal.png --page 1 --box 150mm,40mm,25mm,25mm`;

/** Options that wait for other keys. */
const LATER = ['--pkcs11 <module>', '--token <label>', '--csc <url>', '--csc-config <file>'];

/** The command. */
export function sealCommand(io: CommandIo): Command {
  const command = new Command('seal')
    .description("put an organisation's electronic seal on documents")
    .argument('<input...>', 'documents to seal')
    .option('--out <file>', 'sealed file, for one input')
    .option('--out-dir <directory>', 'directory of the sealed files, made when it is not there');
  addFormatOptions(command);
  addSignerOptions(command);
  addPdfOptions(command);
  addLevelOptions(command);
  return addLaterOptions(command, LATER)
    .option('--signing-time <iso>', 'claimed time, default now')
    .addOption(reportOption())
    .addHelpText('after', EXAMPLE)
    .action(async (inputs: string[], options: SealCommandOptions, self: Command) => {
      const isGiven = (name: string): boolean => self.getOptionValueSource(name) === 'cli';
      await sealInputs(inputs, options, isGiven, io);
    });
}

function addFormatOptions(command: Command): void {
  command
    .addOption(choice('--format <name>', 'default by type: pdf pades, xml xades, other cades', FORMAT_NAMES))
    .addOption(choice('--container <format>', 'asic: format of the seal, default cades', ['cades', 'xades']))
    .option('--content <file...>', 'asic: further documents of the container')
    .addOption(
      choice(
        '--packaging <name>',
        'cades: detached (default), attached; xades: enveloped (default), enveloping, detached',
        ['attached', 'detached', 'enveloped', 'enveloping'],
      ),
    )
    .option(
      '--place <place>',
      'xades, enveloped: end-of-root (default), ubl-extensions, or id:ID of an element',
    )
    .addOption(choice('--level <level>', 'AdES level', ADES_LEVELS).default('B-B'));
}

function addPdfOptions(command: Command): void {
  command
    .option('--password-env <name>', 'pdf: environment variable with the password of an encrypted document')
    .addOption(choice('--certify <level>', 'pdf: certify, changes allowed afterwards', ['1', '2', '3']))
    .option('--field <name>', 'pdf: signature field, existing or new')
    .option('--page <number>', 'pdf: page of a visible seal, default 1')
    .option(
      '--box <x,y,w,h>',
      'pdf: place of a visible seal: points from the lower left, or mm from the upper left',
    )
    .option('--image <file>', 'pdf: PNG or JPEG of the seal')
    .option('--text <string>', 'pdf: text beside or below the image; \\n begins a line')
    .option('--font <file>', 'pdf: TrueType or OpenType font of the text')
    .option('--repair', 'pdf: write a document with broken cross-references anew before its first seal')
    .option('--allow-hybrid-references', 'pdf: seal a document that old readers see in another way')
    .option('--reason <text>', 'pdf: reason as the seal states it')
    .option('--location <text>', 'pdf: place as the seal states it');
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
  const withoutSigner = await sealOptions(options, io);
  const signer = await openSigner(options, io);
  await using _closed = disposalOf(signer);
  const shared = { ...withoutSigner, signer, algorithm: await chooseAlgorithm(signer, options) };
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

async function sealOptions(
  options: SealCommandOptions,
  io: CommandIo,
): Promise<Omit<SealOptions, 'format' | 'signer' | 'algorithm'>> {
  const signingTime = options.signingTime === undefined ? undefined : parseTime(options.signingTime);
  // The seal's own certificates go with it; --certificates here are those.
  const { certificates: _, ...levels } = options;
  const raising = await levelOptions(levels, io);
  return { ...raising, adesLevel: options.level, ...(signingTime && { signingTime }) };
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
    const made = await seal(document, { ...run.shared, format: sealFormat });
    await writeSealed(output, made);
    progress.clear();
    return describeSealed(output, reachedLevel(made, run.options, run.io), password);
  });
  return { ...sealed, format: format.name };
}

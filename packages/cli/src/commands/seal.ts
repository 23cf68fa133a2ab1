/**
 * `eseal seal`: puts the organisation's seal on documents.
 *
 * @module
 */
import { ADES_LEVELS, type AdesLevel, type SealOptions, seal } from '@eseal/core';
import { Command, Option } from 'commander';
import { addLaterOptions, type CommonOptions, choice, reportForm, reportOption } from '../common-options.ts';
import { type OpenWithPassword, openWithPassword, type PasswordOptions } from '../document-password.ts';
import { CliError } from '../errors.ts';
import { openInput } from '../files.ts';
import { type CreateFormat, FORMAT_NAMES, openFormats } from '../format-options.ts';
import type { CommandIo } from '../io.ts';
import { sha256OfFile, writeSealed } from '../output.ts';
import { parseTime } from '../parse-time.ts';
import { createProgress } from '../progress.ts';
import { type PlanOptions, planSeals, type SealTask } from '../seal-plan.ts';
import { chooseAlgorithm, openSigner, type SignerOptions } from '../signer-options.ts';
import { openTimestamps } from '../timestamp-options.ts';

/** Options of `eseal seal`. */
interface SealCommandOptions extends SignerOptions, PlanOptions, PasswordOptions, CommonOptions {
  readonly level: AdesLevel;
  readonly digest?: string;
  readonly signatureAlgorithm?: string;
  readonly tsa?: string;
  readonly tsaConfig?: string;
  readonly signingTime?: string;
  readonly report?: 'text' | 'json';
}

const EXAMPLE = `
Example:
  SEAL_PIN=… eseal seal invoice.pdf --out sealed.pdf --pkcs12 seal.p12 --pin-env SEAL_PIN \\
      --level B-T --tsa http://tsa.example/tsr --image seal.png --page 1 --box 150mm,40mm,25mm,25mm`;

/** Options that wait for other containers and other keys. */
const LATER = [
  '--container <format>',
  '--pkcs11 <module>',
  '--token <label>',
  '--csc <url>',
  '--csc-config <file>',
];

/** Options that say where validation material comes from: without effect on the levels of this version. */
const OF_MATERIAL = [
  '--trust <file...>',
  '--trusted-list <source...>',
  '--list-signer <file...>',
  '--allow-host <host...>',
];

/** The command. */
export function sealCommand(io: CommandIo): Command {
  const command = new Command('seal')
    .description("put an organisation's electronic seal on documents")
    .argument('<input...>', 'documents to seal')
    .option('--out <file>', 'sealed file, for one input')
    .option('--out-dir <directory>', 'directory of the sealed files, made when it is not there');
  addFormatOptions(command);
  addKeyOptions(command);
  addPdfOptions(command);
  for (const flags of OF_MATERIAL) command.addOption(new Option(flags, 'from B-LT on').hideHelp());
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
    .addOption(
      choice('--format <name>', 'default by type: pdf pades, xml xades, other cades', FORMAT_NAMES, [
        'asic-s',
        'asic-e',
      ]),
    )
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
    .addOption(choice('--level <level>', 'AdES level', ['B-B', 'B-T'], ADES_LEVELS.slice(2)).default('B-B'))
    .option('--tsa <url>', 'time-stamping authority, from B-T on')
    .option('--tsa-config <file>', 'JSON: policy, fallbackUrls, timeoutMs, username, passwordEnv');
}

function addKeyOptions(command: Command): void {
  command
    .option('--pkcs12 <file>', 'key and certificates in one file')
    .option('--key <pem>', 'private key (PKCS #8)')
    .option('--certificates <pem>', "certificates, the seal's first")
    .option('--key-label <name>', 'name of the key, where a file holds several')
    .option('--pin-env <name>', 'environment variable with the PIN or password; without it, it is asked for')
    .option('--digest <name>', 'sha256, sha384, sha512, sha3-256…')
    .option('--signature-algorithm <name>', 'rsa, rsa-pss, ecdsa, ed25519');
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
  if (options.level !== 'B-B' && options.tsa === undefined) {
    throw new CliError('USAGE', `--level ${options.level} needs --tsa`);
  }
  const tasks = await planSeals(inputs, options, isGiven);
  const formats = tasks.map(({ format }) => format);
  const run: SealRun = {
    createFormat: await openFormats(formats, options),
    open: await openWithPassword(options, io),
    shared: await sealOptions(options, io),
  };
  using progress = createProgress(tasks.length, io, options);
  for (const task of tasks) {
    progress.next(task.input);
    const result = await sealFile(task, run);
    progress.clear();
    io.stdout(
      reportForm(options) === 'json'
        ? `${JSON.stringify(result)}\n`
        : `${task.input} -> ${task.output} (${task.format.name}, ${options.level})\n`,
    );
  }
}

async function sealOptions(options: SealCommandOptions, io: CommandIo): Promise<Omit<SealOptions, 'format'>> {
  const signingTime = options.signingTime === undefined ? undefined : parseTime(options.signingTime);
  const timestamps = options.level === 'B-B' ? undefined : await openTimestamps(options, io);
  const signer = await openSigner(options, io);
  return {
    signer,
    adesLevel: options.level,
    algorithm: await chooseAlgorithm(signer, options),
    signal: io.stop,
    ...(timestamps && { timestamps }),
    ...(signingTime && { signingTime }),
  };
}

/** What all documents of a run share. */
interface SealRun {
  readonly createFormat: CreateFormat;
  readonly open: OpenWithPassword;
  readonly shared: Omit<SealOptions, 'format'>;
}

/** Seals one document and gives the contract's object for it. */
async function sealFile({ input, output, format }: SealTask, run: SealRun): Promise<object> {
  const seals = await run.open(input, async (password) => {
    await using document = await openInput(input);
    const sealFormat = await run.createFormat(format, password);
    await writeSealed(output, await seal(document, { ...run.shared, format: sealFormat }));
    const { countSeals } = await import('../count-seals.ts');
    return countSeals(output, password);
  });
  return {
    output,
    format: format.name,
    level: run.shared.adesLevel,
    seals,
    sha256: await sha256OfFile(output),
  };
}

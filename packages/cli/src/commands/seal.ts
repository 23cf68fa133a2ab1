/**
 * `eseal seal`: puts the organisation's seal on documents.
 *
 * @module
 */
import { basename, dirname, extname, join, resolve } from 'node:path';
import { ADES_LEVELS, type AdesLevel, type SealFormat, type SealOptions, seal } from '@eseal/core';
import { Command, Option } from 'commander';
import { applyConfig } from '../config.ts';
import { CliError } from '../errors.ts';
import { openInput, sha256OfFile, writeSealed } from '../files.ts';
import { createFormat, type FormatOptions } from '../format-options.ts';
import type { CommandIo } from '../io.ts';
import { parseTime } from '../parse-time.ts';
import { chooseAlgorithm, openSigner, type SignerOptions } from '../signer-options.ts';
import { openTimestamps } from '../timestamp-options.ts';

/** Options of `eseal seal`. */
interface SealCommandOptions extends SignerOptions, FormatOptions {
  readonly out?: string;
  readonly outDir?: string;
  readonly level: string;
  readonly digest?: string;
  readonly signatureAlgorithm?: string;
  readonly tsa?: string;
  readonly tsaConfig?: string;
  readonly signingTime?: string;
  readonly json?: boolean;
}

const EXAMPLE = `
Example:
  SEAL_PIN=… eseal seal invoice.pdf --out sealed.pdf --pkcs12 seal.p12 --pin-env SEAL_PIN \\
      --level B-T --tsa http://tsa.example/tsr --image seal.png --page 1 --box 150mm,40mm,25mm,25mm`;

/** The command. */
export function sealCommand(io: CommandIo): Command {
  return new Command('seal')
    .description("put an organisation's electronic seal on documents")
    .argument('<input...>', 'documents to seal')
    .option('--out <file>', 'sealed file, for one input')
    .option('--out-dir <directory>', 'directory of the sealed files')
    .addOption(
      new Option('--format <name>', 'default by type: pdf pades, other cades').choices(['pades', 'cades']),
    )
    .addOption(
      new Option('--packaging <name>', 'of cades, default detached').choices(['attached', 'detached']),
    )
    .addOption(new Option('--level <level>', 'AdES level').choices(ADES_LEVELS).default('B-B'))
    .option('--pkcs12 <file>', 'key and certificates in one file')
    .option('--key <pem>', 'private key (PKCS #8)')
    .option('--certificates <pem>', "certificates, the seal's first")
    .option('--pkcs11 <module>', 'not part of this version')
    .option('--csc <url>', 'not part of this version')
    .option('--pin-env <name>', 'environment variable with the PIN or password')
    .option('--digest <name>', 'sha256, sha384, sha512, sha3-256…')
    .option('--signature-algorithm <name>', 'rsa, rsa-pss, ecdsa, ed25519')
    .option('--tsa <url>', 'time-stamping authority')
    .option('--tsa-config <file>', 'JSON: policy, fallbackUrls, timeoutMs, username, passwordEnv')
    .addOption(
      new Option('--certify <level>', 'pdf: certify, changes allowed afterwards').choices(['1', '2', '3']),
    )
    .option('--field <name>', 'pdf: signature field, existing or new')
    .option('--page <number>', 'pdf: page of a visible seal, default 1')
    .option(
      '--box <x,y,w,h>',
      'pdf: place of a visible seal: points from the lower left, or mm from the upper left',
    )
    .option('--image <file>', 'pdf: PNG or JPEG of the seal')
    .option('--text <string>', 'pdf: text beside or below the image')
    .option('--font <file>', 'pdf: TrueType or OpenType font of the text')
    .option('--reason <text>', 'pdf: reason as the seal states it')
    .option('--location <text>', 'pdf: place as the seal states it')
    .option('--signing-time <iso>', 'claimed time, default now')
    .option('--config <file>', 'JSON file with these options')
    .option('--json', 'results and errors as JSON')
    .addOption(new Option('--report <form>', 'same as --json').choices(['json', 'text']).hideHelp())
    .addHelpText('after', EXAMPLE)
    .action(async (inputs: string[], _options, command: Command) => {
      await applyConfig(command);
      await sealInputs(inputs, command.opts<SealCommandOptions & { report?: string }>(), io);
    });
}

async function sealInputs(
  inputs: readonly string[],
  options: SealCommandOptions & { readonly report?: string },
  io: CommandIo,
): Promise<void> {
  checkOutputs(inputs, options);
  const signer = await openSigner(options, io);
  const timestamps = await openTimestamps(options, io);
  const algorithm = await chooseAlgorithm(signer, options);
  const adesLevel = ADES_LEVELS.find((level) => level === options.level) ?? 'B-B';
  const shared = {
    signer,
    adesLevel,
    signal: io.stop,
    ...(algorithm && { algorithm }),
    ...(timestamps && { timestamps }),
    ...(options.signingTime !== undefined && { signingTime: parseTime(options.signingTime) }),
  };
  const formats = new Map<string, Promise<SealFormat>>();
  for (const input of inputs) {
    const name = options.format ?? (await defaultFormat(input));
    const format = formats.get(name) ?? createFormat(name, options);
    formats.set(name, format);
    const output = outputPath(input, name, options);
    await sealFile(input, output, { ...shared, format: await format });
    const result = await describe(output, name, adesLevel);
    const asJson = options.json === true || options.report === 'json';
    io.stdout(asJson ? `${JSON.stringify(result)}\n` : `${input} -> ${output} (${name}, ${adesLevel})\n`);
  }
}

async function sealFile(input: string, output: string, options: SealOptions): Promise<void> {
  await using document = await openInput(input);
  await writeSealed(output, await seal(document, options), input);
}

/** The contract's object for one sealed file. */
async function describe(output: string, format: string, level: AdesLevel): Promise<object> {
  const { countSeals } = await import('../count-seals.ts');
  return { output, format, level, seals: await countSeals(output), sha256: await sha256OfFile(output) };
}

async function defaultFormat(input: string): Promise<'pades' | 'cades'> {
  const extension = extname(input).toLowerCase();
  if (extension === '.pdf') return 'pades';
  if (extension === '.xml') {
    throw new CliError(
      'NOT_AVAILABLE',
      `${input}: XAdES is not part of this version; --format cades seals any file`,
    );
  }
  await using document = await openInput(input);
  const head = await document.read(0, Math.min(document.size, 1024));
  return new TextDecoder('latin1').decode(head).includes('%PDF-') ? 'pades' : 'cades';
}

function checkOutputs(inputs: readonly string[], options: SealCommandOptions): void {
  if ((options.out === undefined) === (options.outDir === undefined)) {
    throw new CliError('USAGE', 'say where the sealed files go: --out FILE or --out-dir DIR');
  }
  if (options.out !== undefined && inputs.length > 1) {
    throw new CliError('USAGE', '--out is for one input; several need --out-dir');
  }
  if (
    options.outDir !== undefined &&
    inputs.some((input) => resolve(dirname(input)) === resolve(options.outDir ?? ''))
  ) {
    throw new CliError('USAGE', '--out-dir must be another directory than that of the inputs');
  }
  if (options.level !== 'B-B' && options.tsa === undefined) {
    throw new CliError('USAGE', `--level ${options.level} needs --tsa`);
  }
}

/** A PDF keeps its name; a CMS gets .p7s when it stands beside the document and .p7m when it holds it. */
function outputPath(input: string, format: string, options: SealCommandOptions): string {
  if (options.out !== undefined) return options.out;
  const suffix = options.packaging === 'attached' ? '.p7m' : '.p7s';
  return join(options.outDir ?? '', format === 'pades' ? basename(input) : `${basename(input)}${suffix}`);
}

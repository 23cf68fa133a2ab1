/**
 * Bundles of evidence: written beside a verdict, or replayed instead of judging anew.
 *
 * @module
 */
import { createSealedDocument } from '@eseal/core';
import type { FileDocument } from '@eseal/core/node';
import { type ValidateOptions, type ValidationReport, validate } from '@eseal/validator';
import type { Command } from 'commander';
import { type ContentOptions, openFiles } from './contents.ts';
import { assertOpened, openWithPassword, type PasswordOptions } from './document-password.ts';
import { CliError } from './errors.ts';
import { assertInput, readSmallFile } from './files.ts';
import type { CommandIo } from './io.ts';
import { assertOutputs, writeSealed } from './output.ts';

/** Options about bundles. */
export interface EvidenceOptions {
  readonly bundle?: string;
  readonly documentsBeside?: boolean;
  readonly replay?: string;
}

/** Adds the options to a command. */
export function addEvidenceOptions(command: Command): Command {
  return command
    .option('--bundle <file>', 'write all that the verdict rests on to a file')
    .option('--documents-beside', 'leave the documents out of the bundle, which then holds their digests')
    .option('--replay <bundle>', 'judge again by a bundle, and by nothing else');
}

/** Options that a replay goes by as well; all others stand in the bundle. */
const FOR_REPLAY: readonly string[] = [
  ...['replay', 'content', 'passwordEnv', 'report', 'lang'],
  ...['config', 'json', 'quiet', 'debug'],
];

/**
 * Refuses options that a replay would ignore.
 *
 * @throws CliError `USAGE`
 */
export function assertReplay(command: Command): void {
  if (command.opts().replay === undefined) return;
  const ignored = command.options.find((option) => {
    const name = option.attributeName();
    return !FOR_REPLAY.includes(name) && command.getOptionValueSource(name) === 'cli';
  });
  if (ignored !== undefined)
    throw new CliError('USAGE', `${ignored.long} has no place beside --replay: the bundle says it`);
}

/**
 * Refuses a bundle that cannot be written, before anything is judged.
 *
 * @throws CliError `USAGE`, `OUTPUT_FAILED`
 */
export async function assertBundle(
  inputs: readonly string[],
  { bundle, content = [], documentsBeside }: EvidenceOptions & ContentOptions,
): Promise<void> {
  const [input] = inputs;
  if (bundle === undefined && documentsBeside)
    throw new CliError('USAGE', '--documents-beside says how --bundle is written');
  if (bundle === undefined || input === undefined) return;
  if (inputs.length > 1) throw new CliError('USAGE', '--bundle holds the evidence of one document');
  await assertOutputs([{ input, output: bundle }], content);
}

/** A report, and its bundle to be saved where one is wanted. */
export interface Verdict {
  readonly report: ValidationReport;
  readonly bundle?: { save(): Promise<void> };
}

/** Validates a document, and keeps the evidence where that is wanted. */
export async function validateFor(
  document: FileDocument,
  judging: ValidateOptions,
  { bundle: output, documentsBeside = false }: EvidenceOptions,
): Promise<Verdict> {
  if (output === undefined) return { report: await validate(document, judging) };
  const { recordEvidence, writeBundle } = await import('@eseal/validator/evidence');
  const { report, bundle } = await recordEvidence(document, { ...judging, documentsBeside });
  const save = async (): Promise<void> =>
    writeSealed(output, createSealedDocument('application/json', [await writeBundle(bundle)]));
  return { report, bundle: { save } };
}

/**
 * Judges again by a bundle.
 *
 * @param beside - documents that were left out of it
 */
export async function replayBundle(
  path: string,
  beside: readonly string[],
  options: ContentOptions & PasswordOptions,
  io: CommandIo,
): Promise<ValidationReport> {
  const paths = [...beside, ...(options.content ?? [])];
  for (const one of [path, ...paths]) await assertInput(one);
  const { readBundle, replay } = await import('@eseal/validator/evidence');
  const bundle = await readBundle(await readSmallFile(path));
  await using opened = await openFiles(paths);
  const documents = opened.files.map(({ file }) => file);
  const open = await openWithPassword(options, io);
  return await open(path, async (password) => {
    const given = { documents, signal: io.stop, ...(password !== undefined && { password }) };
    return assertOpened(await replay(bundle, given));
  });
}

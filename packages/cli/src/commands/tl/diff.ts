/**
 * `eseal tl diff`: what changed between two lists, or two files of them.
 *
 * @module
 */
import type { ReportLanguage } from '@eseal/validator';
import type { ListSnapshot } from '@eseal/validator/trusted-lists';
import { Command } from 'commander';
import { type CommonOptions, languageOption, reportForm, reportOption } from '../../common-options.ts';
import { CliError } from '../../errors.ts';
import { readSmallFile } from '../../files.ts';
import type { CommandIo } from '../../io.ts';
import { jsonLines } from '../../json-text.ts';

/** Options of `eseal tl diff`. */
interface DiffOptions extends CommonOptions {
  readonly report?: 'text' | 'json';
  readonly lang: ReportLanguage;
}

/** The command. */
export function diffCommand(io: CommandIo): Command {
  return new Command('diff')
    .description('say what changed from one state of trusted lists to another; no verdict on signatures')
    .argument('<before>', 'a list, or a file that `tl fetch` wrote')
    .argument('<after>', 'another of the same kind')
    .addOption(reportOption())
    .addOption(languageOption())
    .addHelpText('after', '\nExample:\n  eseal tl diff june.snapshot july.snapshot --lang ja')
    .action((before: string, after: string, options: DiffOptions) => diffFiles(before, after, options, io));
}

async function diffFiles(before: string, after: string, options: DiffOptions, io: CommandIo): Promise<void> {
  const { diffSnapshots, diffToText } = await import('@eseal/validator/trusted-lists');
  const [old, current] = await Promise.all([readState(before), readState(after)]);
  if (old.isList !== current.isList)
    throw new CliError(
      'USAGE',
      `${before} and ${after} are not of one kind: one is a list, the other holds lists`,
    );
  const difference = await diffSnapshots(old.snapshot, current.snapshot);
  io.stdout(
    reportForm(options) === 'json'
      ? `${jsonLines(difference)}\n`
      : `${diffToText(difference, { language: options.lang })}\n`,
  );
}

/** A file as a snapshot: a list alone is one of one copy, whose place does not count. */
async function readState(
  path: string,
): Promise<{ readonly snapshot: ListSnapshot; readonly isList: boolean }> {
  const { isSnapshot, readSnapshot } = await import('@eseal/validator/trusted-lists');
  const bytes = await readSmallFile(path);
  if (isSnapshot(bytes)) return { snapshot: await readSnapshot(bytes), isList: false };
  const copy = { location: '', bytes, fetchedAt: new Date(0) };
  return { snapshot: { roots: [], copies: [copy] }, isList: true };
}

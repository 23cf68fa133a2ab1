/**
 * `eseal tl diff`: what changed between two lists, or two files of them.
 *
 * @module
 */
import type { ReportLanguage } from '@eseal/validator';
import { Command } from 'commander';
import { type CommonOptions, languageOption, reportOption } from '../../common-options.ts';
import { CliError } from '../../errors.ts';
import type { CommandIo } from '../../io.ts';

/** Options of `eseal tl diff`. */
interface DiffOptions extends CommonOptions {
  readonly report?: 'text' | 'json';
  readonly lang: ReportLanguage;
}

/** The command. */
export function diffCommand(_io: CommandIo): Command {
  return new Command('diff')
    .description('say what changed from one state of trusted lists to another; no verdict on signatures')
    .argument('<before>', 'a list, or a file that `tl fetch` wrote')
    .argument('<after>', 'another of the same kind')
    .addOption(reportOption())
    .addOption(languageOption())
    .addHelpText('after', '\nExample:\n  eseal tl diff june.snapshot july.snapshot --lang ja')
    .action(async (_before: string, _after: string, _options: DiffOptions) => {
      throw new CliError('NOT_AVAILABLE', 'tl diff is not part of this version');
    });
}

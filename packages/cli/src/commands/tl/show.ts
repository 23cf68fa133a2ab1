/**
 * `eseal tl show`: what a trusted list says, whoever signed it.
 *
 * @module
 */
import type { ReportLanguage } from '@eseal/validator';
import { Command } from 'commander';
import { type CommonOptions, languageOption, reportOption } from '../../common-options.ts';
import { CliError } from '../../errors.ts';
import type { CommandIo } from '../../io.ts';
import { addNetworkOptions, type NetworkOptions } from '../../network-options.ts';

/** Options of `eseal tl show`. */
interface ShowOptions extends NetworkOptions, CommonOptions {
  readonly at?: string;
  readonly report?: 'text' | 'json';
  readonly lang: ReportLanguage;
}

/** The command. */
export function showCommand(_io: CommandIo): Command {
  const command = new Command('show')
    .description('show the services of a trusted list with their status; no verdict on its signature')
    .argument('<list>', 'file or address');
  return addNetworkOptions(command)
    .option('--at <iso>', 'time of the statuses, default now')
    .addOption(reportOption())
    .addOption(languageOption())
    .addHelpText('after', '\nExample:\n  eseal tl show list.xml --at 2026-01-01T00:00:00Z --lang ja')
    .action(async (_source: string, _options: ShowOptions) => {
      throw new CliError('NOT_AVAILABLE', 'tl show is not part of this version');
    });
}

/**
 * `eseal tl verify`: whether a trusted list was signed by who may sign it.
 *
 * @module
 */
import type { ReportLanguage } from '@eseal/validator';
import { Command } from 'commander';
import { type CommonOptions, languageOption, reportOption } from '../../common-options.ts';
import { CliError } from '../../errors.ts';
import type { CommandIo } from '../../io.ts';
import { addNetworkOptions, type NetworkOptions } from '../../network-options.ts';

/** Options of `eseal tl verify`. */
interface VerifyOptions extends NetworkOptions, CommonOptions {
  readonly listSigner?: readonly string[];
  readonly at?: string;
  readonly report?: 'text' | 'json';
  readonly lang: ReportLanguage;
}

/** The command. */
export function verifyCommand(_io: CommandIo, _setExitCode: (code: number) => void): Command {
  const command = new Command('verify')
    .description('verify the signature of a trusted list under the certificates that may sign it')
    .argument('<list>', 'file or address')
    .option('--list-signer <file...>', 'certificates that may sign it: PEM or DER, or directories; needed');
  return addNetworkOptions(command)
    .option('--at <iso>', 'time to verify for, default now')
    .addOption(reportOption())
    .addOption(languageOption())
    .addHelpText('after', '\nExample:\n  eseal tl verify list.xml --list-signer operator.pem')
    .action(async (_source: string, _options: VerifyOptions) => {
      throw new CliError('NOT_AVAILABLE', 'tl verify is not part of this version');
    });
}

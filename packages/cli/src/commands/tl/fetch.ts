/**
 * `eseal tl fetch`: fetches trusted lists and keeps them in one file for use without a network.
 *
 * @module
 */
import { Command } from 'commander';
import { type CommonOptions, reportOption } from '../../common-options.ts';
import { CliError } from '../../errors.ts';
import type { CommandIo } from '../../io.ts';
import { addNetworkOptions, type NetworkOptions } from '../../network-options.ts';

/** Options of `eseal tl fetch`. */
interface FetchOptions extends NetworkOptions, CommonOptions {
  readonly trustedList?: readonly string[];
  readonly listSigner?: readonly string[];
  readonly out?: string;
  readonly store?: string;
  readonly report?: 'text' | 'json';
}

const EXAMPLE = `
Example:
  eseal tl fetch --trusted-list https://list.example/jp.xml --list-signer operator.pem \\
      --store lists --out lists.snapshot`;

/** The command. */
export function fetchCommand(_io: CommandIo): Command {
  const command = new Command('fetch')
    .description('fetch trusted lists and those they point to, verify them, and keep them in one file')
    .option('--trusted-list <source...>', 'addresses or files of the lists; needed')
    .option('--list-signer <file...>', 'certificates that may sign them: PEM or DER, or directories; needed')
    .option('--out <file>', 'the file that holds them all; needed')
    .option('--store <directory>', 'where lists are kept from one run to the next');
  return addNetworkOptions(command)
    .addOption(reportOption())
    .addHelpText('after', EXAMPLE)
    .action(async (_options: FetchOptions) => {
      throw new CliError('NOT_AVAILABLE', 'tl fetch is not part of this version');
    });
}

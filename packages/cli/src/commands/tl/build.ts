/**
 * `eseal tl build`: makes and signs a trusted list.
 *
 * @module
 */
import { Command } from 'commander';
import type { CommonOptions } from '../../common-options.ts';
import { CliError } from '../../errors.ts';
import type { CommandIo } from '../../io.ts';
import type { SignerOptions } from '../../signer-options.ts';

/** Options of `eseal tl build`. */
interface BuildOptions extends SignerOptions, CommonOptions {
  readonly out?: string;
}

const EXAMPLE = `
Example:
  LIST_PIN=… eseal tl build list.json --out list.xml --pkcs12 operator.p12 --pin-env LIST_PIN`;

/** The command. */
export function buildCommand(_io: CommandIo): Command {
  return new Command('build')
    .description('make a trusted list from its description, and sign it as the operator of the scheme')
    .argument('<description>', 'JSON')
    .option('--out <file>', 'the signed list; needed')
    .option('--pkcs12 <file>', 'key and certificates in one file')
    .option('--key <pem>', 'private key (PKCS #8)')
    .option('--certificates <pem>', "certificates, the operator's first")
    .option('--key-label <name>', 'name of the key, where a file holds several')
    .option('--pin-env <name>', 'environment variable with the PIN or password; without it, it is asked for')
    .addHelpText('after', EXAMPLE)
    .action(async (_description: string, _options: BuildOptions) => {
      throw new CliError('NOT_AVAILABLE', 'tl build is not part of this version');
    });
}

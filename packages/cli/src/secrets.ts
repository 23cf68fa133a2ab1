/** Secrets come from the environment by name, or from a prompt on a terminal; never from the command line. */
import { CliError } from './errors.ts';
import type { CommandIo } from './io.ts';

/**
 * The secret that an option such as `--pin-env NAME` names.
 *
 * @param variable - name of the environment variable, `undefined` to ask
 * @param what - what is asked for, such as `PIN of seal.p12`
 */
export async function readSecret(io: CommandIo, variable: string | undefined, what: string): Promise<string> {
  if (variable !== undefined) {
    const value = io.env[variable];
    if (value === undefined) throw new CliError('USAGE', `the environment has no ${variable} (${what})`);
    return value;
  }
  if (io.prompt !== undefined) return io.prompt(`${what}: `);
  throw new CliError('USAGE', `${what} is needed: name an environment variable that holds it`);
}

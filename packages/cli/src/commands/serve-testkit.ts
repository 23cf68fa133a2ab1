/**
 * `eseal serve-testkit`: test services on loopback until told to stop.
 *
 * @module
 */
import { Command } from 'commander';
import type { CommonOptions } from '../common-options.ts';
import { CliError } from '../errors.ts';
import { systemCode } from '../files.ts';
import type { CommandIo } from '../io.ts';

/** Options of `eseal serve-testkit`. */
interface ServeOptions extends CommonOptions {
  readonly dir?: string;
  readonly port?: string;
  readonly untilEof?: boolean;
}

/** The command. The testkit is loaded only here. */
export function serveTestkitCommand(io: CommandIo): Command {
  return new Command('serve-testkit')
    .description(
      'loopback test CA, TSA, OCSP, CRL, AIA and trusted lists, for trying out and for tests; never for real documents',
    )
    .option('--dir <directory>', 'where anchors, key, certificates and services.json are written; needed')
    .option('--port <number>', 'default any free port')
    .option('--until-eof', 'stop at the end of standard input')
    .addHelpText('after', '\nExample:\n  eseal serve-testkit --dir ./testkit --until-eof')
    .action((options: ServeOptions) => serve(options, io));
}

async function serve(options: ServeOptions, io: CommandIo): Promise<void> {
  const { dir: directory } = options;
  if (directory === undefined) throw new CliError('USAGE', 'serve-testkit needs --dir');
  const port = parsePort(options.port);
  await using _services = await start(directory, port);
  if (options.quiet !== true) io.stderr(`test services are described in ${directory}/services.json\n`);
  await untilStopped(io, options.untilEof === true);
}

function parsePort(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new CliError('USAGE', `--port ${text} is no port`);
}

async function start(directory: string, port: number): Promise<AsyncDisposable> {
  const { serveTestkit } = await loadTestkit();
  try {
    return await serveTestkit({ directory, port });
  } catch (cause) {
    const code = systemCode(cause);
    if (code === 'EADDRINUSE' || code === 'EACCES')
      throw new CliError('USAGE', `--port ${port} or --dir ${directory} cannot be used (${code})`, { cause });
    throw new CliError('OUTPUT_FAILED', `${directory} cannot be written (${code})`, { cause });
  }
}

async function loadTestkit(): Promise<typeof import('@eseal/testkit/server')> {
  try {
    return await import('@eseal/testkit/server');
  } catch (cause) {
    if (systemCode(cause) !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new CliError('NOT_AVAILABLE', 'serve-testkit needs the package @eseal/testkit beside @eseal/cli', {
      cause,
    });
  }
}

function untilStopped({ stdin, stop }: CommandIo, atEndOfInput: boolean): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      // Standard input that is still read would keep the process running.
      if (atEndOfInput) stdin.pause();
      resolve();
    };
    if (stop.aborted) done();
    stop.addEventListener('abort', done, { once: true });
    if (!atEndOfInput) return;
    stdin.once('end', done).once('close', done);
    stdin.resume();
  });
}

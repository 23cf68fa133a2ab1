/**
 * `eseal serve-testkit`: test services on loopback until told to stop.
 *
 * @module
 */
import { Command } from 'commander';
import { CliError } from '../errors.ts';
import type { CommandIo } from '../io.ts';

/** The command. The testkit is loaded only here. */
export function serveTestkitCommand(io: CommandIo): Command {
  return new Command('serve-testkit')
    .description(
      'loopback test CA, TSA, OCSP, CRL and AIA, for trying out and for tests; never for real documents',
    )
    .requiredOption('--dir <directory>', 'where anchors, key, certificates and services.json are written')
    .option('--port <number>', 'default any free port')
    .option('--until-eof', 'stop at the end of standard input')
    .option('--quiet', 'say nothing')
    .option('--json', 'errors as JSON')
    .addHelpText('after', '\nExample:\n  eseal serve-testkit --dir ./testkit --until-eof')
    .action((options: { dir: string; port?: string; untilEof?: boolean; quiet?: boolean }) =>
      serve(options, io),
    );
}

async function serve(
  options: {
    readonly dir: string;
    readonly port?: string;
    readonly untilEof?: boolean;
    readonly quiet?: boolean;
  },
  io: CommandIo,
): Promise<void> {
  const { serveTestkit } = await loadTestkit();
  const port = options.port === undefined ? 0 : Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new CliError('USAGE', `no port ${options.port}`);
  await using _services = await serveTestkit({ directory: options.dir, port });
  if (options.quiet !== true) io.stderr(`test services are described in ${options.dir}/services.json\n`);
  await untilStopped(io, options.untilEof === true);
}

async function loadTestkit(): Promise<typeof import('@eseal/testkit/server')> {
  try {
    return await import('@eseal/testkit/server');
  } catch (cause) {
    throw new CliError('NOT_AVAILABLE', 'serve-testkit needs the package @eseal/testkit beside @eseal/cli', {
      cause,
    });
  }
}

function untilStopped(io: CommandIo, atEndOfInput: boolean): Promise<void> {
  return new Promise((resolve) => {
    if (io.stop.aborted) resolve();
    io.stop.addEventListener('abort', () => resolve(), { once: true });
    if (!atEndOfInput) return;
    io.stdin.once('end', () => resolve());
    io.stdin.resume();
  });
}

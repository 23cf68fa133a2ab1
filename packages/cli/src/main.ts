/**
 * The `eseal` command: options in, exit code out.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addCommonOptions } from './common-options.ts';
import { applyConfig } from './config.ts';
import { EXIT } from './exit-code.ts';
import type { CommandIo } from './io.ts';
import { reportError } from './report-error.ts';

/** Loads a command's file only when it is called: most of a run's time is loading. */
type Loader = (io: CommandIo, setExitCode: (code: number) => void) => Promise<Command>;

const COMMANDS: Readonly<Record<string, Loader>> = {
  seal: async (io) => (await import('./commands/seal.ts')).sealCommand(io),
  extend: async (io) => (await import('./commands/extend.ts')).extendCommand(io),
  timestamp: async (io) => (await import('./commands/timestamp.ts')).timestampCommand(io),
  plan: async (io) => (await import('./commands/plan.ts')).planCommand(io),
  verify: async (io, setExitCode) => (await import('./commands/verify.ts')).verifyCommand(io, setExitCode),
  inspect: async (io) => (await import('./commands/inspect.ts')).inspectCommand(io),
  certificate: async (io, setExitCode) =>
    (await import('./commands/certificate.ts')).certificateCommand(io, setExitCode),
  tl: async (io, setExitCode) => (await import('./commands/tl/tl.ts')).tlCommand(io, setExitCode),
  batch: async (io, setExitCode) => (await import('./commands/batch/batch.ts')).batchCommand(io, setExitCode),
  'serve-testkit': async (io) => (await import('./commands/serve-testkit.ts')).serveTestkitCommand(io),
};

/**
 * Runs the command.
 *
 * @param argv - arguments without the names of the runtime and the script
 * @returns the exit code
 */
export async function main(argv: readonly string[], io: CommandIo): Promise<number> {
  let exitCode: number = EXIT.done;
  let json = argv.includes('--json');
  try {
    const program = await createProgram(argv, io, (code) => {
      exitCode = code;
    });
    program.hook('preAction', async (_program, command) => {
      await applyConfig(command);
      json ||= command.opts().json === true;
    });
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Help and version are thrown too; help that nobody asked for ends with the code of wrong usage.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
    return reportError(error, { json, debug: argv.includes('--debug') }, io);
  }
}

/** The program with the command that is called, or with all of them when that is none. */
async function createProgram(
  argv: readonly string[],
  io: CommandIo,
  setExitCode: (code: number) => void,
): Promise<Command> {
  const program = new Command('eseal')
    .description("seal documents with an organisation's electronic seal, and verify such seals")
    .version(readVersion(), '--version')
    .option('--debug', 'stack traces of errors')
    .addHelpText(
      'after',
      '\nExample:\n  eseal verify sealed.pdf --trust root.pem --revocation none\n\nMore: eseal COMMAND --help',
    );
  const [name = ''] = argv.filter((argument) => !argument.startsWith('-'));
  const loaders = Object.entries(COMMANDS).filter(([key]) => key === name || !Object.hasOwn(COMMANDS, name));
  for (const [, load] of loaders) program.addCommand(await load(io, setExitCode));
  prepare(program, io);
  return program;
}

/** Output, exits and common options of a command and of every command below it. */
function prepare(command: Command, io: CommandIo): void {
  command
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr, outputError: () => undefined })
    .configureHelp({ showGlobalOptions: true });
  for (const child of command.commands) prepare(child, io);
  if (command.commands.length === 0) addCommonOptions(command);
}

function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? 'unknown';
}

/**
 * The `eseal` command: options in, exit code out.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { Command, CommanderError } from 'commander';
import { EXIT, exitCodeOf } from './errors.ts';
import type { CommandIo } from './io.ts';

/** Loads a command's file only when it is called: most of a run's time is loading. */
type Loader = (io: CommandIo, setExitCode: (code: number) => void) => Promise<Command>;

const COMMANDS: Readonly<Record<string, Loader>> = {
  seal: async (io) => (await import('./commands/seal.ts')).sealCommand(io),
  verify: async (io, setExitCode) => (await import('./commands/verify.ts')).verifyCommand(io, setExitCode),
  inspect: async (io) => (await import('./commands/inspect.ts')).inspectCommand(io),
  certificate: async (io, setExitCode) =>
    (await import('./commands/certificate.ts')).certificateCommand(io, setExitCode),
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
  const program = new Command('eseal')
    .description("seal documents with an organisation's electronic seal, and verify such seals")
    .option('--debug', 'stack traces of errors')
    .showHelpAfterError('(add --help for the options and an example)');
  const [name = ''] = argv.filter((argument) => !argument.startsWith('-'));
  const loaders = Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]] : Object.values(COMMANDS);
  const setExitCode = (code: number): void => {
    exitCode = code;
  };
  for (const load of loaders) if (load !== undefined) program.addCommand(await load(io, setExitCode));
  redirect(program, io);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error, argv, io);
  }
}

/** Output and exits of the program and of every command below it go through `io`. */
function redirect(command: Command, io: CommandIo): void {
  command.exitOverride().configureOutput({ writeOut: io.stdout, writeErr: io.stderr });
  for (const child of command.commands) redirect(child, io);
}

/** One line on standard error, or an object with `--json`; a stack trace only with `--debug`. */
function report(error: unknown, argv: readonly string[], io: CommandIo): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const known = isEsealError(error);
  const code = known ? error.code : 'INTERNAL';
  const message = known ? error.message : 'internal error, please report it with the output of --debug';
  if (argv.includes('--json')) {
    const facts = known ? error.facts : {};
    io.stdout(`${JSON.stringify({ error: { code, message, ...facts } })}\n`);
  }
  io.stderr(`eseal: ${code}: ${message.replaceAll(/\s+/g, ' ')}\n`);
  if (argv.includes('--debug') && error instanceof Error) io.stderr(`${error.stack}\n`);
  return exitCodeOf(error);
}

/**
 * `eseal tl`: trusted lists by themselves (ETSI TS 119 612).
 *
 * @module
 */
import { Command } from 'commander';
import type { CommandIo } from '../../io.ts';
import { buildCommand } from './build.ts';
import { diffCommand } from './diff.ts';
import { fetchCommand } from './fetch.ts';
import { showCommand } from './show.ts';
import { verifyCommand } from './verify.ts';

/** The command with those below it. */
export function tlCommand(io: CommandIo, setExitCode: (code: number) => void): Command {
  return new Command('tl')
    .description('show, verify, fetch, compare and build trusted lists')
    .addHelpText('after', '\nExample:\n  eseal tl show list.xml --at 2026-01-01T00:00:00Z --lang ja')
    .addCommand(showCommand(io))
    .addCommand(verifyCommand(io, setExitCode))
    .addCommand(fetchCommand(io, setExitCode))
    .addCommand(diffCommand(io))
    .addCommand(buildCommand(io));
}

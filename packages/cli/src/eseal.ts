#!/usr/bin/env node
/**
 * The binary: connects the command to the process.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import type { CommandIo } from './io.ts';
import { main } from './main.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(signal));

// Whoever read the output has read enough: `eseal verify … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const io: CommandIo = {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  stderrColumns: process.stderr.isTTY ? process.stderr.columns : undefined,
  env: process.env,
  stdin: process.stdin,
  prompt: process.stdin.isTTY ? askOnTerminal : undefined,
  stop: stop.signal,
};

/** Asks on standard error, so that standard output holds results only. */
async function askOnTerminal(message: string): Promise<string> {
  const { default: password } = await import('@inquirer/password');
  try {
    return await password({ message }, { output: process.stderr });
  } catch (cause) {
    throw new CoreError('ABORTED', 'nothing was entered', { cause });
  }
}

process.exitCode = await main(process.argv.slice(2), io);

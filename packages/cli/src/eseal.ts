#!/usr/bin/env node
/** The binary: connects the command to the process. */
import type { CommandIo } from './io.ts';
import { main } from './main.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(signal));

const io: CommandIo = {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  env: process.env,
  stdin: process.stdin,
  prompt: process.stdin.isTTY ? askOnTerminal : undefined,
  stop: stop.signal,
};

async function askOnTerminal(message: string): Promise<string> {
  const { default: password } = await import('@inquirer/password');
  return password({ message });
}

process.exitCode = await main(process.argv.slice(2), io);

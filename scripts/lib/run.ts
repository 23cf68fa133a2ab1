/**
 * Runs a program and keeps what it said.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './workspace.ts';

/** What a program left behind. */
export interface Outcome {
  readonly status: number;
  /** Standard output and standard error, in the order they came. */
  readonly output: string;
}

/** Where a program runs and what it sees besides the environment of this process. */
export interface RunOptions {
  /** Default: the root of the repository. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end; a program that cannot be started has status 127. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((done) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd ?? root,
      env: { ...process.env, NO_COLOR: '1', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => done({ status: 127, output: `${command}: ${error.message}` }));
    child.on('close', (code) => done({ status: code ?? 1, output }));
  });
}

/** Runs a tool that the workspace has installed. */
export function runTool(tool: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return run(join(root, 'node_modules/.bin', tool), args, options);
}

/**
 * The command in a process of its own, with everything that it says.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a run said. */
export interface CommandOutcome {
  readonly code: number | null;
  /** Standard output and error, one after the other. */
  readonly output: string;
}

/**
 * Runs `eseal` with an environment; this process goes on answering meanwhile.
 *
 * @param stopAt - the command is told to stop (SIGTERM) when it has said this
 */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  stopAt?: RegExp,
): Promise<CommandOutcome> {
  const options = ['--conditions=@eseal/source', '--import', 'tsx', 'packages/cli/src/eseal.ts', ...args];
  const child = spawn(process.execPath, options, {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (stopAt?.test(output)) child.kill('SIGTERM');
    });
  }
  const [code] = await once(child, 'close');
  return { code, output };
}

/** Every file below a folder: journals, lists, states, sealed files. */
export function filesBelow(folder: string): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({ name, bytes: readFileSync(join(parentPath, name)) }));
}

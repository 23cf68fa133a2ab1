/** Programs of tests that are killed where they stand still. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a program of the sources; when it says `paused` it is killed. Without arguments that make it pause it has to end well.
 *
 * @returns what it wrote
 */
export async function runUntilPaused(program: string, args: readonly string[]): Promise<string> {
  const node = ['--conditions=@eseal/source', '--import', 'tsx', program, ...args];
  const child = spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let output = '';
  for await (const chunk of child.stdout) {
    output += chunk;
    if (output.includes('paused')) child.kill('SIGKILL');
  }
  const [code, signal] = await exited;
  const isAsExpected = output.includes('paused') ? signal === 'SIGKILL' : code === 0;
  if (!isAsExpected) throw new Error(`the program ended with ${code ?? signal}: ${output}`);
  return output;
}

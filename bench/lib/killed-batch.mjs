/** A batch of the command that is killed in the middle (SIGKILL), and goes on: what each half took, and what came of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { peakMemoryOf } from './peak-memory.mjs';

/** Between two looks at the output, in milliseconds. */
const LOOK_MS = 100;

/**
 * Runs a command until it is killed and then until it ends.
 *
 * @param {readonly string[]} command - the program and its arguments, the same in both runs
 * @param {{ out: string, killAt: number, env: Record<string, string> }} options - where results appear, and how many there are when it is killed
 * @returns figures of both runs
 */
export async function runKilledBatch(command, { out, killAt, env }) {
  const first = await run(command, env, () => published(out) >= killAt);
  const before = published(out);
  if (first.signal !== 'SIGKILL') throw new Error(`it ended before it was killed: ${first.stderr}`);
  const second = await run(command, env, () => false);
  if (second.code !== 0) throw new Error(`it did not go on: ${second.stderr}`);
  return { killedAt: before, runs: [first, second].map(({ seconds, peakMB }) => ({ seconds, peakMB })) };
}

/** Results that stand in the directory, those left aside that are not finished. */
function published(out) {
  return existsSync(out) ? readdirSync(out).filter((name) => !name.startsWith('.')).length : 0;
}

async function run([program, ...args], env, isEnough) {
  const start = performance.now();
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr = (stderr + chunk).slice(-2000);
  });
  let peakMB;
  let isRunning = true;
  ended.then(() => {
    isRunning = false;
  });
  while (isRunning) {
    peakMB = peakMemoryOf(child.pid) ?? peakMB;
    if (isEnough()) child.kill('SIGKILL');
    await Promise.race([ended, pause(LOOK_MS)]);
  }
  const [code, signal] = await ended;
  return { code, signal, stderr, peakMB, seconds: (performance.now() - start) / 1000 };
}

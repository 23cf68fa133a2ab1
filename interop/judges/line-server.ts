/**
 * A judge that runs for a whole suite: one JSON request a line goes in, one answer a line with the same `id` comes out.
 *
 * @module
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type JsonObject, parseJsonObject } from './json.ts';

/** A process that answers requests. */
export interface LineServer extends AsyncDisposable {
  /** The answer to a request; rejects when the process has ended. */
  ask(request: JsonObject): Promise<JsonObject>;
}

interface Waiting {
  readonly resolve: (answer: JsonObject) => void;
  readonly reject: (reason: Error) => void;
}

/** Starts a process. It ends when it is disposed of, or when its standard input ends with ours. */
export function startLineServer(program: string, args: readonly string[]): LineServer {
  const child = spawn(program, [...args], { stdio: 'pipe' });
  const waiting = new Map<number, Waiting>();
  const errors: string[] = [];
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  child.stdin.on('error', (error) => errors.push(error.message));
  child.once('error', (error) => errors.push(error.message));
  child.once('close', () => {
    const reason = new Error(`${program} ended: ${errors.join('').slice(-2000)}`);
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = parseJsonObject(line);
    const id = Number(answer.id);
    waiting.get(id)?.resolve(answer);
    waiting.delete(id);
  });
  let count = 0;
  return {
    ask: (request) => {
      const id = ++count;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        child.stdin.write(`${JSON.stringify({ ...request, id })}\n`);
      });
    },
    [Symbol.asyncDispose]: () => end(child, ended),
  };
}

async function end(child: ChildProcessWithoutNullStreams, ended: Promise<void>): Promise<void> {
  child.stdin.end();
  const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(impatience);
}

/** A directory of files and the command in process, for tests. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { CommandIo } from './io.ts';
import { main } from './main.ts';

/** What a run of the command said. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a test gives the command beside its arguments. */
export type Surroundings = Partial<Omit<CommandIo, 'stdout' | 'stderr'>>;

/** An io that remembers what was written. */
export function captureIo(surroundings: Surroundings = {}): CommandIo & {
  readonly written: { stdout: string; stderr: string };
} {
  const written = { stdout: '', stderr: '' };
  return {
    written,
    stdout: (text) => {
      written.stdout += text;
    },
    stderr: (text) => {
      written.stderr += text;
    },
    stderrColumns: undefined,
    env: {},
    stdin: Readable.from([]),
    prompt: undefined,
    stop: new AbortController().signal,
    ...surroundings,
  };
}

/** Runs the command in process. */
export async function run(argv: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const io = captureIo(surroundings);
  const code = await main(argv, io);
  return { code, ...io.written };
}

/** A directory of one's own, removed when it is disposed of. */
export interface Bench extends Disposable {
  path(name: string): string;
  /** Writes a file and gives its path. */
  write(name: string, content: Uint8Array | string): string;
  read(name: string): Uint8Array<ArrayBuffer>;
  /** Names in it, sorted. */
  list(): readonly string[];
}

/** Opens a directory. */
export function openBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'eseal-cli-'));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    write(name, content) {
      writeFileSync(path(name), content);
      return path(name);
    },
    read: (name) => Uint8Array.from(readFileSync(path(name))),
    list: () => readdirSync(folder).sort(),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

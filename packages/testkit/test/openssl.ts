/** Outside programs, OpenSSL above all, as the judges of what the testkit makes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { describeWithPrograms } from '../src/node/needed-programs.ts';

/** What a run of OpenSSL said. */
export interface Verdict {
  readonly ok: boolean;
  /** Standard output and error together. */
  readonly output: string;
}

/** A folder of its own for one test, removed after it. */
export interface Bench extends Disposable {
  /** Writes a file and gives its path. */
  write(name: string, content: Uint8Array | string): string;
  read(name: string): Uint8Array<ArrayBuffer>;
  path(name: string): string;
  openssl(...options: readonly string[]): Verdict;
}

/** Opens a folder to work in. */
export function openBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'eseal-testkit-'));
  return {
    write(name, content) {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    read: (name) => Uint8Array.from(readFileSync(join(folder, name))),
    path: (name) => join(folder, name),
    openssl(...options) {
      const { status, stdout, stderr } = spawnSync('openssl', options, { cwd: folder, encoding: 'utf8' });
      return { ok: status === 0, output: `${stdout}${stderr}` };
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

/** A `describe` that needs programs. */
export function describeWith(programs: readonly string[], name: string, define: () => void): void {
  describeWithPrograms(programs, name, { describe, it }, define);
}

/** A `describe` that needs OpenSSL. */
export function describeWithOpenssl(name: string, define: () => void): void {
  describeWith(['openssl'], name, define);
}

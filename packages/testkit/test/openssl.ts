/** OpenSSL as the judge of what the testkit makes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'vitest';

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
    path: (name) => join(folder, name),
    openssl(...options) {
      const { status, stdout, stderr } = spawnSync('openssl', options, { cwd: folder, encoding: 'utf8' });
      return { ok: status === 0, output: `${stdout}${stderr}` };
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

const missing = spawnSync('openssl', ['version']).status !== 0;

/** A `describe` that needs OpenSSL: skipped aloud without it, failed under `CI=true`. */
export function describeWithOpenssl(name: string, define: () => void): void {
  if (!missing) {
    describe(name, define);
    return;
  }
  describe(name, () => {
    it('needs openssl', (context) => {
      if (process.env.CI === 'true') throw new Error('openssl is missing: apt-get install openssl');
      context.skip('openssl is missing: apt-get install openssl');
    });
  });
}

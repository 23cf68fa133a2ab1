/** One PDF in a fresh process, wall time, import included. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeKeyFiles } from '../lib/key-files.mjs';
import { median, ROUNDS } from '../lib/measure.mjs';
import { documentOf } from '../lib/pdf.mjs';

export async function measure() {
  const directory = mkdtempSync(join(tmpdir(), 'eseal-bench-'));
  try {
    writeFileSync(join(directory, 'document.pdf'), documentOf(30_000));
    await writeKeyFiles(directory);
    const script = fileURLToPath(new URL('../programs/seal-one.mjs', import.meta.url));
    const run = (...args) => wallOf([...args, directory]);
    run(script);
    const figures = Array.from({ length: ROUNDS }, () => ({ ours: run(script), empty: run('-e', '0') }));
    return {
      ours: median(figures.map(({ ours }) => ours)),
      'empty process': median(figures.map(({ empty }) => empty)),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function wallOf(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - start;
}

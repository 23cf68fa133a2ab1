/** A thousand PDFs in a fresh process, files in and out. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeKeyFiles } from '../lib/key-files.mjs';
import { median } from '../lib/measure.mjs';
import { documentOf } from '../lib/pdf.mjs';

const COUNT = 1000;

export async function measure() {
  const directory = mkdtempSync(join(tmpdir(), 'eseal-bench-'));
  try {
    mkdirSync(join(directory, 'in'));
    for (let number = 0; number < COUNT; number++) {
      writeFileSync(join(directory, 'in', `${number}.pdf`), documentOf(30_000 + number));
    }
    await writeKeyFiles(directory);
    return { ours: median([0, 1, 2].map(() => COUNT / secondsOf(directory))) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function secondsOf(directory) {
  const out = join(directory, 'out');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  const script = fileURLToPath(new URL('../programs/seal-batch.mjs', import.meta.url));
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [script, directory], { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0 || readdirSync(out).length !== COUNT) throw new Error(stderr || 'documents are missing');
  return seconds;
}

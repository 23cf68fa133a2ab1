/** A thousand documents in a fresh process, files in and out, beside other libraries in processes of their own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeKeyFiles } from '../lib/key-files.mjs';
import { median } from '../lib/measure.mjs';
import { documentOf } from '../lib/pdf.mjs';
import { invoiceOf } from '../lib/xml.mjs';

const COUNT = 1000;

const KINDS = {
  'batch-1000-pdf': {
    format: 'pades',
    peers: ['signpdf'],
    document: (number) => documentOf(30_000 + number),
  },
  'batch-1000-xml': {
    format: 'xades',
    peers: ['xml-crypto', 'xadesjs'],
    // Invoices differ in their number.
    document: (number) => Buffer.from(invoiceOf(10_000)).toString().replace('INV-2026-1101', `INV-${number}`),
  },
};

export async function measure(id) {
  const { format, peers, document } = KINDS[id];
  const directory = mkdtempSync(join(tmpdir(), 'eseal-bench-'));
  try {
    mkdirSync(join(directory, 'in'));
    for (let number = 0; number < COUNT; number++) {
      writeFileSync(join(directory, 'in', String(number)), document(number));
    }
    await writeKeyFiles(directory);
    const rate = (program, name) => COUNT / secondsOf(program, name, directory);
    return {
      ours: median([0, 1, 2].map(() => rate('seal-batch.mjs', format))),
      ...Object.fromEntries(peers.map((name) => [name, rate('seal-batch-with-peer.mjs', name)])),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function secondsOf(program, name, directory) {
  const out = join(directory, 'out');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  const script = fileURLToPath(new URL(`../programs/${program}`, import.meta.url));
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [script, name, directory], { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0 || readdirSync(out).length !== COUNT) throw new Error(stderr || 'documents are missing');
  return seconds;
}

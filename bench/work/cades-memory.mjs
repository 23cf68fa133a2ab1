/** Growth of the resident memory while 100 MB are sealed from a file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seal } from '@eseal/core';
import { openFile } from '@eseal/core/node';
import { cades } from '@eseal/formats/cades';
import { createSealer, incompressible } from '../lib/inputs.mjs';

export async function measure() {
  const directory = mkdtempSync(join(tmpdir(), 'eseal-bench-'));
  try {
    const path = join(directory, 'document');
    for (let part = 0; part < 10; part++) writeFileSync(path, incompressible(10_000_000), { flag: 'a' });
    const { signer } = await createSealer('rsa-2048');
    const format = cades();
    await seal(incompressible(10_000), { signer, format });
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 2);
    const document = await openFile(path);
    await seal(document, { signer, format });
    await document.close();
    clearInterval(watch);
    peak = Math.max(peak, process.memoryUsage.rss());
    return { ours: (peak - before) / 1e6 };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

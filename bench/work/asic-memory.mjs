/** Growth of the resident memory while a file of 1 GB is sealed in a container, and the container written and read. */
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readChunks, seal } from '@eseal/core';
import { openFile } from '@eseal/core/node';
import { asic, extractContents } from '@eseal/formats/asic';
import { createSealer, incompressible } from '../lib/inputs.mjs';

const PART = 10_000_000;
const PARTS = 100;

export async function measure() {
  const directory = mkdtempSync(join(tmpdir(), 'eseal-bench-'));
  try {
    const document = join(directory, 'document');
    const part = incompressible(PART);
    for (let count = 0; count < PARTS; count++) writeFileSync(document, part, { flag: 'a' });
    const { signer } = await createSealer('rsa-2048');
    const format = asic({ type: 'asic-e', container: 'cades', name: 'document.bin' });
    await seal(incompressible(10_000), { signer, format });
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 2);
    const container = join(directory, 'container.asice');
    await sealTo(container, document, { signer, format });
    await assertHolds(container, part);
    clearInterval(watch);
    return { ours: (Math.max(peak, process.memoryUsage.rss()) - before) / 1e6 };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function sealTo(container, document, options) {
  const source = await openFile(document);
  const sealed = await seal(source, options);
  const descriptor = openSync(container, 'w');
  for await (const chunk of sealed.toStream()) writeSync(descriptor, chunk);
  closeSync(descriptor);
  await source.close();
}

/** Reads the document out of the container again, and compares digests. */
async function assertHolds(container, part) {
  const source = await openFile(container);
  const [document] = await extractContents(source);
  const actual = createHash('sha256');
  for await (const chunk of readChunks(document.source)) actual.update(chunk);
  const expected = createHash('sha256');
  for (let count = 0; count < PARTS; count++) expected.update(part);
  await source.close();
  if (actual.digest('hex') !== expected.digest('hex')) throw new Error('the document came out changed');
}

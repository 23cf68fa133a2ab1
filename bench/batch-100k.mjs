/**
 * 100,000 invoices of 30 KB through `eseal batch`, killed in the middle and resumed: that each is sealed once, how fast, and in how
 * much memory. After the build: `node bench/batch-100k.mjs --directory DIR [--count 100000]`; DIR needs 7 GB for a while.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sealInvoices } from './lib/seal-invoices.mjs';

const { values } = parseArgs({
  options: { directory: { type: 'string' }, count: { type: 'string', default: '100000' } },
});
if (values.directory === undefined) {
  console.error('usage: batch-100k.mjs --directory DIR [--count 100000]');
  process.exit(64);
}
mkdirSync(values.directory, { recursive: true });
const directory = mkdtempSync(join(values.directory, 'eseal-batch-'));
const eseal = fileURLToPath(new URL('../packages/cli/dist/eseal.js', import.meta.url));
try {
  const result = await sealInvoices({
    directory,
    count: Number(values.count),
    eseal: [process.execPath, eseal],
  });
  console.log(result);
} finally {
  rmSync(directory, { recursive: true });
}

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseContainer } from '@eseal/formats/detect';
import { invoiceXml, smallPdf } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from '../../test-bench.ts';
import { type Kit, openKit } from '../../test-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit[Symbol.asyncDispose]());

/** A folder `in` with a PDF, an XML and another document. */
function threeDocuments(bench: Bench): string {
  mkdirSync(bench.path('in/2026'), { recursive: true });
  bench.write('in/請求書.pdf', smallPdf());
  bench.write('in/2026/a.xml', invoiceXml());
  bench.write('in/b.csv', 'a,b');
  return bench.path('in');
}

const batch = (bench: Bench, list: string, ...argv: readonly string[]) =>
  kit.run(['batch', list, '--out-dir', bench.path('out'), ...kit.key, ...argv]);

const resultsOf = (bench: Bench) =>
  readFileSync(bench.path('out/eseal-batch.results.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('eseal batch', () => {
  it('seals the documents of a folder, each in its format', async () => {
    using bench = openBench();
    const { code, stdout, stderr } = await batch(bench, threeDocuments(bench), '--report', 'json', '--quiet');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    console.log(stdout, readdirSync(bench.path('out'), { recursive: true }), resultsOf(bench));
  });
});

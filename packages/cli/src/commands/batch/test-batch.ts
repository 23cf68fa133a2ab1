/** Folders of documents and runs of `eseal batch`, for its tests. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { invoiceXml, smallPdf } from '@eseal/testkit';
import type { Bench, Outcome, Surroundings } from '../../test-bench.ts';
import type { Kit } from '../../test-kit.ts';

/** Writes a PDF, an XML and another document into `in`, and gives its path. */
export function threeDocuments(bench: Bench): string {
  mkdirSync(bench.path('in/2026'), { recursive: true });
  bench.write('in/請求書.pdf', smallPdf());
  bench.write('in/2026/a.xml', invoiceXml());
  bench.write('in/b.csv', 'a,b');
  return bench.path('in');
}

/** Writes documents `000.pdf`, `001.pdf`… into `in`, and gives its path. */
export function manyDocuments(bench: Bench, count: number): string {
  mkdirSync(bench.path('in'));
  const pdf = smallPdf();
  const end = new TextEncoder();
  for (let at = 0; at < count; at++) {
    const comment = end.encode(`% ${at}\n`);
    const document = new Uint8Array(pdf.length + comment.length);
    document.set(pdf);
    document.set(comment, pdf.length);
    bench.write(`in/${String(at).padStart(3, '0')}.pdf`, document);
  }
  return bench.path('in');
}

/** Runs the command over a list into `out`, with the key of a kit. */
export function runBatchCommand(
  kit: Kit,
  bench: Bench,
  argv: readonly string[],
  surroundings?: Surroundings,
): Promise<Outcome> {
  return kit.run(['batch', ...argv, '--out-dir', bench.path('out'), ...kit.key, '--quiet'], surroundings);
}

/** What every line of the file of results has. */
interface ResultLine {
  readonly id: string;
  readonly status: string;
}

/** The lines of the file of results. */
export function resultsOf(bench: Bench): readonly ResultLine[] {
  const text = readFileSync(bench.path('out/eseal-batch.results.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line): ResultLine => JSON.parse(line));
}

/** Paths of the sealed files below `out`, sorted. */
export function sealedFiles(bench: Bench): readonly string[] {
  const all = readdirSync(bench.path('out'), { recursive: true, withFileTypes: true });
  const files = all.filter((entry) => entry.isFile() && !entry.name.startsWith('eseal-batch.'));
  const root = bench.path('out');
  return files
    .map((file) => `${file.parentPath.slice(root.length + 1)}/${file.name}`.replace(/^\//, ''))
    .sort();
}

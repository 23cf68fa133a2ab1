import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { parseContainer } from '@eseal/formats/detect';
import { smallPdf } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from '../../test-bench.ts';
import { type Kit, openKit } from '../../test-kit.ts';
import { manyDocuments, resultsOf, runBatchCommand, sealedFiles, threeDocuments } from './test-batch.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit[Symbol.asyncDispose]());

const batch = (bench: Bench, ...argv: readonly string[]) => runBatchCommand(kit, bench, argv);

describe('eseal batch', () => {
  it('seals the documents of a folder, each in its format and in its place', async () => {
    using bench = openBench();
    const { code, stdout, stderr } = await batch(bench, threeDocuments(bench), '--report', 'json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const manifest = readFileSync(bench.path('out/eseal-batch.manifest.json'), 'utf8');
    expect(JSON.parse(manifest).documents.map(({ id }: { id: string }) => id)).toEqual([
      '2026/a.xml',
      'b.csv',
      '請求書.pdf',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ documents: 3, sealed: 3, kept: 0, failed: 0, stopped: 0 });
    expect(sealedFiles(bench)).toEqual(['2026/a.xml', 'b.csv.p7s', '請求書.pdf']);
    expect(resultsOf(bench)).toMatchObject([
      { id: '2026/a.xml', status: 'sealed', format: 'xades', output: '2026/a.xml' },
      { id: 'b.csv', status: 'sealed', format: 'cades', output: 'b.csv.p7s' },
      { id: '請求書.pdf', status: 'sealed', format: 'pades', output: '請求書.pdf' },
    ]);
    for (const file of sealedFiles(bench)) {
      const { signatures } = await parseContainer(bench.read(`out/${file}`));
      expect(signatures).toMatchObject([{ form: 'B-B' }]);
    }
  });

  it('says so in words', async () => {
    using bench = openBench();
    const { stdout } = await batch(bench, manyDocuments(bench, 2));
    expect(stdout).toMatch(/^2 documents: 2 sealed, 0 kept, 0 failed, 0 stopped\nmanifest {2}[0-9a-f]{64}\n/);
  });

  it('keeps everything when it is run again, also without reading the documents', async () => {
    using bench = openBench();
    const folder = manyDocuments(bench, 3);
    await batch(bench, folder);
    const before = sealedFiles(bench).map((file) => bench.read(`out/${file}`));
    for (const more of [[], ['--resume']]) {
      const { code, stdout } = await batch(bench, folder, '--json', ...more);
      expect([code, JSON.parse(stdout)]).toMatchObject([0, { sealed: 0, kept: 3 }]);
    }
    expect(sealedFiles(bench).map((file) => bench.read(`out/${file}`))).toEqual(before);
  });

  it('lets a document fail alone, and says of each what became of it', async () => {
    using bench = openBench();
    const folder = manyDocuments(bench, 5);
    bench.write('in/002.pdf', 'no PDF');
    const { code, stdout, stderr } = await batch(bench, folder, '--json');
    expect({ code, stderr }).toEqual({ code: 65, stderr: '' });
    expect(JSON.parse(stdout).failures).toEqual({ NOT_A_PDF: 1 });
    expect(resultsOf(bench).map(({ status }) => status)).toEqual([
      'sealed',
      'sealed',
      'failed',
      'sealed',
      'sealed',
    ]);
    expect(resultsOf(bench)[2]).toEqual({
      id: '002.pdf',
      status: 'failed',
      error: { code: 'NOT_A_PDF', message: expect.any(String) },
    });
    expect(sealedFiles(bench)).toHaveLength(4);
  });

  it.each([
    ['--stop-on-error', 4],
    ['--max-failures=1', 6],
  ])('ends after the chunk with too many failures: %s', async (option, outcomes) => {
    using bench = openBench();
    const folder = manyDocuments(bench, 20);
    for (const name of ['001', '003']) bench.write(`in/${name}.pdf`, 'no PDF');
    const { code, stdout } = await batch(bench, folder, '--chunk-size', '2', '--json', option);
    expect(code).toBe(65);
    const { sealed, failed, stopped } = JSON.parse(stdout);
    expect(sealed + failed + stopped).toBeLessThanOrEqual(outcomes);
    expect(sealedFiles(bench)).toHaveLength(sealed);
    const again = await batch(bench, folder, '--json');
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([65, { kept: sealed, failed: 2 }]);
    expect(sealedFiles(bench)).toHaveLength(18);
  });

  it('seals two documents with the same contents as two', async () => {
    using bench = openBench();
    mkdirSync(bench.path('in'));
    for (const name of ['a.pdf', 'b.pdf']) bench.write(`in/${name}`, smallPdf());
    const { stdout } = await batch(bench, bench.path('in'), '--json');
    expect(JSON.parse(stdout)).toMatchObject({ documents: 2, sealed: 2 });
    expect(sealedFiles(bench)).toEqual(['a.pdf', 'b.pdf']);
  });

  it('seals a thousand, one journal entry after another', { timeout: 60_000 }, async () => {
    using bench = openBench();
    const { code, stdout } = await batch(bench, manyDocuments(bench, 1000), '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { documents: 1000, sealed: 1000 }]);
    const entries = readFileSync(bench.path('out/eseal-batch.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries).toHaveLength(2001);
    const made = entries.filter(({ kind }) => kind === 'made').map(({ id }) => id);
    expect(new Set(made).size).toBe(1000);
  });

  it('raises to B-T, and tells of documents that stay below', async () => {
    using bench = openBench();
    const folder = threeDocuments(bench);
    const level = ['--level', 'B-T', '--tsa', kit.services.tsa];
    expect(await batch(bench, folder, ...level)).toMatchObject({ code: 0 });
    for (const file of sealedFiles(bench)) {
      const { signatures } = await parseContainer(bench.read(`out/${file}`));
      expect(signatures).toMatchObject([{ form: 'B-T' }]);
    }
    rmSync(bench.path('out'), { recursive: true });
    const down = ['--level', 'B-T', '--tsa', 'http://127.0.0.1:9/', '--accept-lower-level', '--json'];
    const { code, stdout } = await batch(bench, folder, ...down);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { sealed: 3, lowerLevel: 3 }]);
    expect(resultsOf(bench)).toMatchObject([{ level: 'B-B' }, { level: 'B-B' }, { level: 'B-B' }]);
  });
});

describe('a list that was frozen', () => {
  /** A batch that ended early, of documents of which 003.pdf is none. */
  async function interruptedBatch(bench: Bench): Promise<string> {
    const folder = manyDocuments(bench, 8);
    bench.write('in/003.pdf', 'no PDF');
    expect(await batch(bench, folder, '--chunk-size', '2', '--stop-on-error')).toMatchObject({ code: 65 });
    expect(sealedFiles(bench).length).toBeLessThan(7);
    return folder;
  }

  it.each([
    [
      'changed',
      (bench: Bench) => appendFileSync(bench.path('in/006.pdf'), '% more\n'),
      'DOCUMENT_CHANGED',
      '006.pdf',
    ],
    [
      'added',
      (bench: Bench) => bench.write('in/0031.pdf', smallPdf()),
      'DOCUMENT_NOT_IN_MANIFEST',
      '0031.pdf',
    ],
    ['gone', (bench: Bench) => rmSync(bench.path('in/006.pdf')), 'DOCUMENT_MISSING', '006.pdf'],
  ])('refuses a document that was %s, and with --resume seals the others', async (_, change, error, id) => {
    using bench = openBench();
    const folder = await interruptedBatch(bench);
    const before = sealedFiles(bench);
    change(bench);
    const refused = await batch(bench, folder);
    expect(refused).toMatchObject({ code: 65, stdout: '' });
    expect(refused.stderr).toMatch(/^eseal: MANIFEST_DIFFERS: .*--resume/);
    expect(sealedFiles(bench)).toEqual(before);
    const { code, stdout } = await batch(bench, folder, '--resume', '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([65, { failures: { [error]: 1 } }]);
    expect(resultsOf(bench).find((result) => result.id === id)).toMatchObject({
      status: 'failed',
      error: { code: error },
    });
    expect(sealedFiles(bench)).not.toContain(id === '006.pdf' ? '006.pdf' : id);
    expect(sealedFiles(bench)).toHaveLength(error === 'DOCUMENT_NOT_IN_MANIFEST' ? 7 : 6);
  });

  it('is nothing to resume where nothing was begun', async () => {
    using bench = openBench();
    expect(await batch(bench, manyDocuments(bench, 1), '--resume')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('nothing to resume'),
    });
  });

  it('is refused when it became another', async () => {
    using bench = openBench();
    const folder = await interruptedBatch(bench);
    const path = 'out/eseal-batch.manifest.json';
    const text = readFileSync(bench.path(path), 'utf8');
    bench.write(path, text.replace('003.pdf', '009.pdf'));
    expect(await batch(bench, folder, '--resume')).toMatchObject({
      code: 65,
      stderr: expect.stringContaining('MANIFEST_DIFFERS'),
    });
    bench.write(path, text.slice(0, -5));
    expect(await batch(bench, folder, '--resume')).toMatchObject({
      code: 65,
      stderr: expect.stringContaining('MANIFEST_INVALID'),
    });
  });
});

describe('a batch that must not begin', () => {
  it.each<[string, (bench: Bench, folder: string) => readonly string[], number, string]>([
    ['has no place to go', (_, folder) => [folder, '--out-dir', ''], 64, 'USAGE'],
    ['has a chunk of nothing', (_, folder) => [folder, '--chunk-size', '0'], 64, 'USAGE'],
    ['has no documents', (bench) => [bench.path('empty')], 65, 'INPUT_UNUSABLE'],
    ['has a list that is not there', (bench) => [bench.path('absent.csv')], 66, 'INPUT_NOT_FOUND'],
    ['has a list of another kind', (bench) => [bench.write('list.txt', 'a')], 64, 'USAGE'],
    [
      'seals PDFs only and has options of XML',
      (_, folder) => [folder, '--place', 'end-of-root'],
      64,
      'USAGE',
    ],
    ['has a key that is locked', (_, folder) => [folder, '--pin-env', 'WRONG'], 77, 'SIGNER_PIN_INCORRECT'],
  ])('says so when it %s', async (_, argv, code, error) => {
    using bench = openBench();
    mkdirSync(bench.path('empty'));
    const given = argv(bench, manyDocuments(bench, 1));
    const all = ['batch', '--out-dir', bench.path('out'), ...kit.key, '--quiet', ...given];
    const result = await kit.run(all, { env: { PIN: kit.services.pin, WRONG: 'wrong' } });
    expect(result).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(`eseal: ${error}: `) });
    expect(bench.list().includes('out') ? sealedFiles(bench) : []).toEqual([]);
  });

  it('writes over nothing that it did not make', async () => {
    using bench = openBench();
    const folder = manyDocuments(bench, 2);
    mkdirSync(bench.path('out'));
    bench.write('out/001.pdf', 'of somebody else');
    expect(await batch(bench, folder)).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('001.pdf'),
    });
    expect(readFileSync(bench.path('out/001.pdf'), 'utf8')).toBe('of somebody else');
  });

  it('does not put its outputs among the documents', async () => {
    using bench = openBench();
    const folder = manyDocuments(bench, 1);
    const inside = ['batch', folder, ...kit.key, '--quiet', '--json', '--out-dir'];
    expect(await kit.run([...inside, folder])).toMatchObject({ code: 64 });
    for (const _again of [1, 2]) {
      const { stdout } = await kit.run([...inside, `${folder}/out`]);
      expect(JSON.parse(stdout)).toMatchObject({ documents: 1 });
    }
  });
});

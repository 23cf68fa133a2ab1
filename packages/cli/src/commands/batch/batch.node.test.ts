/** The process of a batch: killed, told to stop, run twice at once, and out of room. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseContainer } from '@eseal/formats/detect';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, type Outcome, openBench } from '../../test-bench.ts';
import { type Kit, openKit } from '../../test-kit.ts';
import { manyDocuments, resultsOf, sealedFiles } from './test-batch.ts';

const program = fileURLToPath(new URL('../../eseal.ts', import.meta.url));
const COUNT = 600;

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit[Symbol.asyncDispose]());

/** Runs the command as a process of its own, by a shell for limits; when it has sealed some it is sent a signal. */
async function runProcess(
  bench: Bench,
  { kill, limit }: { readonly kill?: NodeJS.Signals; readonly limit?: string } = {},
): Promise<Outcome & { readonly signal: NodeJS.Signals | null }> {
  const argv = ['batch', bench.path('in'), '--out-dir', bench.path('out'), ...kit.key, '--report', 'json'];
  const node = [process.execPath, '--conditions=@eseal/source', '--import', 'tsx', program, ...argv];
  const limited = ['-c', `${limit ?? 'true'} && exec "$@"`, 'sh', ...node];
  const env = { ...process.env, PIN: kit.services.pin, NODE_OPTIONS: '' };
  const child = spawn('sh', limited, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    written.stdout += text;
  });
  child.stderr.on('data', (text) => {
    written.stderr += text;
    // A second signal would end it at once.
    if (kill !== undefined && !child.killed && written.stderr.includes('sealing 60/')) child.kill(kill);
  });
  const [code, signal] = await once(child, 'close');
  return { code, signal, ...written };
}

/** Every document is there, sealed once. */
async function expectAllSealed(bench: Bench): Promise<void> {
  expect(sealedFiles(bench)).toHaveLength(COUNT);
  for (const file of sealedFiles(bench).slice(0, 100)) {
    const { signatures } = await parseContainer(bench.read(`out/${file}`));
    expect(signatures).toHaveLength(1);
  }
  const lines = readFileSync(bench.path('out/eseal-batch.jsonl'), 'utf8').trimEnd().split('\n');
  const made = lines.map((line) => JSON.parse(line)).filter(({ kind }) => kind === 'made');
  expect(made.map(({ id }) => id).sort()).toEqual(sealedFiles(bench));
}

describe('the process of a batch', { timeout: 120_000 }, () => {
  it('that was killed goes on in the next run, and seals nothing twice', async () => {
    using bench = openBench();
    manyDocuments(bench, COUNT);
    expect(await runProcess(bench, { kill: 'SIGKILL' })).toMatchObject({
      code: null,
      signal: 'SIGKILL',
      stdout: '',
    });
    const before = new Map(sealedFiles(bench).map((file) => [file, bench.read(`out/${file}`)]));
    expect(before.size).toBeGreaterThan(0);
    const { code, stdout } = await runProcess(bench);
    const { sealed, kept } = JSON.parse(stdout);
    expect([code, sealed + kept]).toEqual([0, COUNT]);
    expect(kept).toBeGreaterThan(0);
    for (const [file, bytes] of before)
      if (!file.includes('.staged')) expect(bench.read(`out/${file}`)).toEqual(bytes);
    await expectAllSealed(bench);
  });

  it('that is told to stop finishes its chunk, and says how to go on', async () => {
    using bench = openBench();
    manyDocuments(bench, COUNT);
    const { code, stdout, stderr } = await runProcess(bench, { kill: 'SIGTERM' });
    const { sealed } = JSON.parse(stdout);
    expect(code).toBe(130);
    expect(stderr).toContain(
      `eseal: ABORTED: stopped with ${sealed} of ${COUNT} documents sealed; the same command goes on`,
    );
    expect(sealedFiles(bench)).toHaveLength(sealed);
    expect(resultsOf(bench).filter(({ status }) => status === 'sealed')).toHaveLength(sealed);
    const again = await runProcess(bench);
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([0, { kept: sealed, askedTwice: 0 }]);
    await expectAllSealed(bench);
  });

  it('is refused while another works with its journal', async () => {
    using bench = openBench();
    manyDocuments(bench, COUNT);
    const first = runProcess(bench);
    await expect
      .poll(() => bench.list().includes('out') && sealedFiles(bench).length > 0, { timeout: 60_000 })
      .toBe(true);
    expect(await runProcess(bench)).toMatchObject({
      code: 65,
      stdout: '',
      stderr: expect.stringContaining('eseal: JOURNAL_IN_USE: '),
    });
    expect(await first).toMatchObject({ code: 0 });
    await expectAllSealed(bench);
  });

  it('without room stops, says so, and goes on when there is room', async () => {
    using bench = openBench();
    manyDocuments(bench, COUNT);
    // No file may become longer than 300 blocks of 512 bytes: the list fits, the journal does not.
    const full = await runProcess(bench, { limit: 'ulimit -f 300' });
    expect(full).toMatchObject({
      code: 70,
      stderr: expect.stringMatching(/^eseal: RECORD_FAILED: .*EFBIG/m),
    });
    const { sealed } = JSON.parse(full.stdout);
    expect([sealed > 0, sealed < COUNT]).toEqual([true, true]);
    const { code, stdout } = await runProcess(bench);
    const again = JSON.parse(stdout);
    expect([code, again.kept + again.sealed]).toEqual([0, COUNT]);
    // Of the last chunk some may have been noted before there was no room.
    expect(again.kept).toBeGreaterThanOrEqual(sealed);
    await expectAllSealed(bench);
  });
});

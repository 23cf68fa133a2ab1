import { mkdirSync, symlinkSync } from 'node:fs';
import { lockedPdf, truncate } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from '../test-bench.ts';
import { type Kit, openKit } from '../test-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit[Symbol.asyncDispose]());

/** An archive with a bare seal, a stamped one below it, and files that are of no interest. */
async function openArchive(bench: Bench): Promise<string> {
  const archive = bench.path('archive');
  mkdirSync(bench.path('archive'));
  mkdirSync(bench.path('archive/2026'));
  bench.write('archive/notes.txt', 'no seal');
  bench.write('archive/.hidden.p7s', 'hidden');
  symlinkSync(archive, bench.path('archive/loop'));
  const csv = bench.write('a.csv', 'a,b');
  const seal = async (out: string, ...argv: readonly string[]): Promise<void> => {
    expect(await kit.run(['seal', csv, '--out', bench.path(out), ...kit.key, ...argv])).toMatchObject({
      code: 0,
    });
  };
  await seal('archive/a-stamped.p7s', '--level', 'B-T', '--tsa', kit.services.tsa);
  await seal('archive/2026/bare.p7s');
  const { tsa } = kit.services;
  await kit.run(['timestamp', csv, '--out', bench.path('archive/0.tst'), '--tsa', tsa]);
  return archive;
}

describe('eseal plan', () => {
  it('plans for one file, as text in either language and as JSON', async () => {
    using bench = openBench();
    await openArchive(bench);
    const file = bench.path('archive/2026/bare.p7s');
    const text = await kit.run(['plan', file]);
    expect(text).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('add a timestamp (B-T) before 20'),
    });
    expect((await kit.run(['plan', file, '--lang', 'ja'])).stdout).toContain('タイムスタンプを付ける（B-T）');
    const json = JSON.parse((await kit.run(['plan', file, '--report', 'json'])).stdout);
    expect(json).toMatchObject({ file, action: 'timestamp', proofs: [{ action: 'timestamp' }] });
  });

  it('sorts an archive by urgency and passes over what is no sealed document', async () => {
    using bench = openBench();
    const archive = await openArchive(bench);
    bench.write('archive/broken.p7s', truncate(bench.read('archive/2026/bare.p7s')));
    bench.write('archive/locked.pdf', lockedPdf());
    const { code, stdout } = await kit.run(['plan', archive, '--json', '--quiet', '--at', '2026-11-21']);
    expect(code).toBe(0);
    const plans: readonly { readonly file: string; readonly action?: string }[] = JSON.parse(stdout);
    expect(plans.map(({ file, action }) => [file.slice(archive.length + 1), action])).toEqual([
      ['broken.p7s', undefined],
      ['locked.pdf', undefined],
      ['2026/bare.p7s', 'timestamp'],
      ['a-stamped.p7s', 'material'],
      ['0.tst', 'archive-timestamp'],
    ]);
    expect(plans[1]).toMatchObject({ error: { code: 'PDF_PASSWORD_REQUIRED' } });
  });

  it('says what is needed for how long, and what is too late', async () => {
    using bench = openBench();
    await openArchive(bench);
    const file = bench.path('archive/2026/bare.p7s');
    const actionOf = async (...argv: readonly string[]) =>
      JSON.parse((await kit.run(['plan', file, '--json', ...argv])).stdout).action;
    expect(await actionOf('--until', '2027-06-01')).toBe('none');
    expect(await actionOf('--at', '2060-01-01')).toBe('reseal');
    expect(await actionOf('--trust', ...kit.services.anchors)).toBe('timestamp');
  });

  it('refuses a named file that is absent or cannot be read', async () => {
    using bench = openBench();
    expect(await kit.run(['plan', bench.path('absent')])).toMatchObject({ code: 66 });
    expect(await kit.run(['plan', bench.write('locked.pdf', lockedPdf())])).toMatchObject({ code: 65 });
    expect(await kit.run(['plan', kit.pdf])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('neither a seal nor a timestamp'),
    });
  });
});

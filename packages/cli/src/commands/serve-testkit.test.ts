import { readFileSync, watch } from 'node:fs';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type Bench, openBench, run } from '../test-bench.ts';

/** Resolves once the directory of a bench has `services.json`. */
async function served(bench: Bench): Promise<{ readonly tsa: string; readonly crl: string }> {
  const there = (): boolean => bench.list().includes('services.json');
  const watcher = watch(bench.path(''));
  try {
    while (!there()) await new Promise((resolve) => watcher.once('change', resolve));
  } finally {
    watcher.close();
  }
  return JSON.parse(readFileSync(bench.path('services.json'), 'utf8'));
}

describe('eseal serve-testkit', () => {
  it('serves until it is told to stop', async () => {
    using bench = openBench();
    const stop = new AbortController();
    const running = run(['serve-testkit', '--dir', bench.path('')], { stop: stop.signal });
    const { crl } = await served(bench);
    expect((await fetch(crl)).status).toBe(200);
    stop.abort();
    expect(await running).toEqual({
      code: 0,
      stdout: '',
      stderr: `test services are described in ${bench.path('')}/services.json\n`,
    });
    await expect(fetch(crl)).rejects.toThrow();
  });

  it('serves until standard input ends, when it is to', async () => {
    using bench = openBench();
    const stdin = new PassThrough();
    const argv = ['serve-testkit', '--dir', bench.path(''), '--until-eof', '--quiet'];
    const running = run(argv, { stdin });
    const { crl } = await served(bench);
    expect((await fetch(crl)).status).toBe(200);
    stdin.end();
    expect(await running).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('refuses ports that are none or taken, and needs a directory it can write', async () => {
    using bench = openBench();
    const serve = (...argv: string[]) => run(['serve-testkit', ...argv], { stop: AbortSignal.abort() });
    expect(await serve()).toMatchObject({ code: 64, stderr: expect.stringContaining('needs --dir') });
    for (const port of ['x', '-1', '65536', '1.5'])
      expect(await serve('--dir', bench.path(''), '--port', port)).toMatchObject({ code: 64 });
    const file = bench.write('file', '');
    expect(await serve('--dir', file)).toMatchObject({
      code: 70,
      stderr: expect.stringMatching(/^eseal: OUTPUT_FAILED: /),
    });
    const stop = new AbortController();
    const running = run(['serve-testkit', '--dir', bench.path('')], { stop: stop.signal });
    const { port } = new URL((await served(bench)).tsa);
    expect(await serve('--dir', bench.path('second'), '--port', port)).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('EADDRINUSE'),
    });
    stop.abort();
    await running;
  });
});

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { invoicePdf } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, openBench } from './test-bench.ts';
import { type Kit, openKit } from './test-kit.ts';

const root = new URL('../../..', import.meta.url).pathname;
const binary = new URL('../dist/eseal.js', import.meta.url).pathname;

let kit: Kit;
beforeAll(async () => {
  // `npm test` builds before; whoever runs this file alone may not have.
  if (!existsSync(binary)) {
    const env = { ...process.env, ESEAL_BUILD: 'js' };
    const built = spawnSync('npx', ['-y', 'pnpm@10.34.9', '--silent', 'build'], { cwd: root, env });
    if (built.status !== 0) throw new Error(`the build failed: ${built.stderr}`);
  }
  kit = await openKit();
}, 300_000);
afterAll(() => kit[Symbol.asyncDispose]());

/** Runs a program with the PIN in its environment, and standard input at its end. */
async function runProgram(program: string, argv: readonly string[]): Promise<Outcome> {
  const child = spawn(program, argv, {
    env: { ...process.env, PIN: kit.services.pin, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    written.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    written.stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, ...written };
}

const eseal = (...argv: readonly string[]): Promise<Outcome> =>
  runProgram(process.execPath, [binary, ...argv]);

describe('the built command', () => {
  it('seals, verifies, and ends with the exit codes of its errors', async () => {
    using bench = openBench();
    const out = bench.path('out.pdf');
    const timestamped = ['--level', 'B-T', '--tsa', kit.services.tsa];
    const sealed = await eseal('seal', kit.pdf, '--out', out, ...kit.key, ...timestamped, '--json');
    expect(sealed).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(sealed.stdout)).toMatchObject({ output: out, level: 'B-T', seals: 1 });
    const verified = await eseal('verify', out, ...kit.trust, '--report', 'json');
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.stdout).conclusion.indication).toBe('TOTAL-PASSED');
    expect(await eseal('verify', out)).toMatchObject({ code: 2 });
    expect(await eseal('inspect', bench.path('absent'))).toEqual({
      code: 66,
      stdout: '',
      stderr: `eseal: INPUT_NOT_FOUND: ${bench.path('absent')} does not exist\n`,
    });
  });

  it('can be run as a program', async () => {
    expect(readFileSync(binary, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(await eseal('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('leaves no file, whole or partial, when there is no room for it', async () => {
    using bench = openBench();
    const invoice = bench.write('invoice.pdf', invoicePdf());
    const argv = [binary, 'seal', invoice, '--out', bench.path('out.pdf'), ...kit.key];
    // No file may become longer than 32 blocks of 512 bytes; the invoice alone is longer.
    const limited = ['-c', 'ulimit -f 32 && exec "$@"', 'sh', process.execPath, ...argv];
    const { code, stdout, stderr } = await runProgram('sh', limited);
    expect({ code, stdout }).toEqual({ code: 70, stdout: '' });
    expect(stderr).toBe(`eseal: OUTPUT_FAILED: ${bench.path('out.pdf')} cannot be written (EFBIG)\n`);
    expect(bench.list()).toEqual(['invoice.pdf']);
  });

  it('does not complain when nobody reads its output to the end', async () => {
    const pipe = '"$@" --help | head -c 1';
    const argv = ['-c', pipe, 'sh', process.execPath, binary, 'seal'];
    expect(await runProgram('sh', argv)).toEqual({ code: 0, stdout: 'U', stderr: '' });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'serves the testkit until %s, with standard input still open',
    async (signal) => {
      using bench = openBench();
      const argv = [binary, 'serve-testkit', '--dir', bench.path('kit'), '--until-eof'];
      const child = spawn(process.execPath, argv, { stdio: ['pipe', 'ignore', 'pipe'] });
      const [said] = await once(child.stderr, 'data');
      expect(String(said)).toContain('services.json');
      const services = JSON.parse(readFileSync(bench.path('kit/services.json'), 'utf8'));
      expect(Object.keys(services).sort()).toEqual([
        ...['anchors', 'certificates', 'crl', 'journalSigners', 'key', 'listJournal', 'listOfLists'],
        ...['listScheme', 'listSigners', 'ocsp', 'p12', 'pin', 'rssp', 'rsspConfig'],
        ...['rsspTestSecrets', 'rsspV2', 'trustedList', 'tsa'],
      ]);
      const { anchors, certificates, key, listSigners, p12 } = services;
      for (const file of [...anchors, ...listSigners, p12, key, certificates])
        expect(existsSync(file), file).toBe(true);
      for (const url of [services.trustedList, services.listOfLists])
        expect((await fetch(url)).status, url).toBe(200);
      for (const url of [services.tsa, services.ocsp, services.crl])
        expect((await fetch(url)).status, url).toBeLessThan(500);
      child.kill(signal);
      const [code] = await once(child, 'close');
      expect(code).toBe(0);
    },
  );

  it('serves the testkit until its standard input ends', async () => {
    using bench = openBench();
    const argv = [binary, 'serve-testkit', '--dir', bench.path('kit'), '--until-eof', '--quiet'];
    const child = spawn(process.execPath, argv, { stdio: ['pipe', 'ignore', 'inherit'] });
    child.stdin.end();
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
  });
});

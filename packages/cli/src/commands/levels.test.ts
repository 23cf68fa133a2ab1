/** Sealing and extending to the levels above B-T, and what becomes of it when services fail. */
import { ADES_LEVELS, type AdesLevel } from '@eseal/core';
import { parseContainer } from '@eseal/formats/detect';
import { createGoodWorld, invoiceXml, smallPdf, toPem, type WorldFaults } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from '../test-bench.ts';
import { type Kit, openKit } from '../test-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit[Symbol.asyncDispose]());

/** Arguments that raise to a level with the services of a kit. */
const raising = ({ services }: Kit, level: AdesLevel): readonly string[] => [
  ...['--level', level, '--tsa', services.tsa],
  ...['--trust', ...services.anchors, '--allow-host', '127.0.0.1'],
];

const judging = ({ services }: Kit): readonly string[] => [
  '--trust',
  ...services.anchors,
  '--allow-host',
  '127.0.0.1',
];

/** Runs a command that succeeds and gives what it printed as JSON. */
async function done(...argv: readonly string[]) {
  const { code, stdout, stderr } = await kit.run([...argv, '--json']);
  expect({ argv, code, stderr }).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

const inputs = (bench: Bench) => ({
  pades: bench.write('a.pdf', smallPdf()),
  xades: bench.write('a.xml', invoiceXml()),
  cades: bench.write('a.csv', 'a,b'),
});

describe('eseal seal --level', () => {
  it.each(
    ADES_LEVELS.slice(2).flatMap((level) =>
      (['pades', 'xades', 'cades'] as const).map((name) => [level, name] as const),
    ),
  )('%s makes %s seals that pass without network', async (level, name) => {
    using bench = openBench();
    const input = inputs(bench)[name];
    const out = bench.path('out');
    expect(await done('seal', input, '--out', out, ...kit.key, ...raising(kit, level))).toMatchObject({
      format: name,
      level,
      seals: 1,
    });
    const contents = name === 'cades' ? ['--content', input] : [];
    const report = await done('verify', out, ...contents, '--offline', ...judging(kit));
    expect(report.seals).toMatchObject([{ form: level, indication: 'TOTAL-PASSED' }]);
  });

  it('asks two authorities when two are named', async () => {
    using bench = openBench();
    const { tsa } = kit.services;
    const argv = ['--out', bench.path('out.p7s'), ...kit.key, '--level', 'B-T', '--tsa', tsa, '--tsa', tsa];
    await done('seal', inputs(bench).cades, ...argv);
    const { signatures } = await parseContainer(bench.read('out.p7s'));
    expect(signatures[0]?.timestamps.map(({ type }) => type)).toEqual(['signature', 'signature']);
  });

  it('needs to know whom to ask and whom to trust', async () => {
    const argv = ['seal', kit.pdf, '--out', kit.bench.path('out.pdf'), ...kit.key, '--level', 'B-LT'];
    for (const more of [[], ['--tsa', kit.services.tsa]])
      expect(await kit.run([...argv, ...more])).toMatchObject({
        code: 64,
        stderr: expect.stringContaining('USAGE'),
      });
  });

  it('refuses what no named anchor vouches for', async () => {
    using bench = openBench();
    const { root } = await createGoodWorld();
    const stranger = bench.write('stranger.pem', toPem('CERTIFICATE', root.certificate));
    const argv = ['seal', kit.pdf, '--out', bench.path('out.pdf'), ...kit.key, '--level', 'B-LT'];
    const services = ['--tsa', kit.services.tsa, '--allow-host', '127.0.0.1'];
    expect(await kit.run([...argv, ...services, '--trust', stranger])).toMatchObject({
      code: 77,
      stdout: '',
      stderr: expect.stringMatching(/^eseal: MATERIAL_UNTRUSTED: [^\n]+\n$/),
    });
    expect(bench.list()).toEqual(['stranger.pem']);
  });
});

describe('eseal seal --format asic-*', () => {
  it.each(['asic-s', 'asic-e'] as const)('puts documents and their seal into %s', async (format) => {
    using bench = openBench();
    const { cades: csv, xades: xml } = inputs(bench);
    for (const container of ['cades', 'xades']) {
      const out = bench.path(`${container}.zip`);
      const options = ['--format', format, '--container', container, '--content', xml];
      expect(
        await done('seal', csv, '--out', out, ...kit.key, ...options, ...raising(kit, 'B-LT')),
      ).toMatchObject({
        format,
        seals: 1,
      });
      const report = await done('verify', out, '--offline', ...judging(kit));
      expect(report).toMatchObject({ document: { format }, conclusion: { indication: 'TOTAL-PASSED' } });
    }
  });

  it('adds a seal to a container that is there', async () => {
    using bench = openBench();
    const { cades: csv } = inputs(bench);
    await done('seal', csv, '--out', bench.path('one.asice'), '--format', 'asic-e', ...kit.key);
    const again = await done('seal', bench.path('one.asice'), '--out-dir', bench.path('out'), ...kit.key);
    expect(again).toMatchObject({ format: 'asic-e', seals: 2, output: bench.path('out/one.asice') });
  });

  it('names the file by its kind, and takes further documents for one container only', async () => {
    using bench = openBench();
    const { cades: csv, pades: pdf } = inputs(bench);
    const argv = ['--out-dir', bench.path('out'), '--format', 'asic-s', ...kit.key];
    expect(await done('seal', csv, ...argv)).toMatchObject({ output: bench.path('out/a.csv.asics') });
    expect(await kit.run(['seal', csv, pdf, ...argv, '--content', csv])).toMatchObject({ code: 64 });
    expect(
      await kit.run(['seal', pdf, '--out', bench.path('x'), ...kit.key, '--content', csv]),
    ).toMatchObject({
      code: 64,
    });
  });
});

describe('eseal extend', () => {
  it.each(['pades', 'xades', 'cades'] as const)('raises %s from B-B to B-LTA step by step', async (name) => {
    using bench = openBench();
    const input = inputs(bench)[name];
    const contents = name === 'cades' ? ['--content', input] : [];
    await done('seal', input, '--out', bench.path('0'), ...kit.key);
    for (const [at, level] of ADES_LEVELS.slice(1).entries()) {
      const out = bench.path(String(at + 1));
      const result = await done(
        'extend',
        bench.path(String(at)),
        '--out',
        out,
        ...contents,
        ...raising(kit, level),
      );
      expect(result).toMatchObject({ output: out, format: name, level, seals: 1 });
    }
    const report = await done('verify', bench.path('3'), ...contents, '--offline', ...judging(kit));
    expect(report.seals).toMatchObject([{ form: 'B-LTA', indication: 'TOTAL-PASSED' }]);
  });

  it('raises the seals that are named, and renews what has its level', async () => {
    using bench = openBench();
    const { xades: xml } = inputs(bench);
    await done('seal', xml, '--out', bench.path('1.xml'), ...kit.key);
    await done('seal', bench.path('1.xml'), '--out', bench.path('2.xml'), ...kit.key);
    const { signatures } = await parseContainer(bench.read('2.xml'));
    const ids = signatures.map(({ id }) => id);
    const only = ['--only', ids[1] ?? '', '--out', bench.path('3.xml')];
    await done('extend', bench.path('2.xml'), ...only, ...raising(kit, 'B-T'));
    const raised = await parseContainer(bench.read('3.xml'));
    expect(raised.signatures.map(({ form }) => form)).toEqual(['B-B', 'B-T']);
    const none = await kit.run([
      'extend',
      bench.path('2.xml'),
      '--only',
      'x',
      '--out',
      bench.path('4.xml'),
      ...raising(kit, 'B-T'),
    ]);
    expect(none).toMatchObject({ code: 64, stderr: expect.stringContaining('INVALID_ARGUMENT') });
    expect(bench.list()).not.toContain('4.xml');
  });

  it('needs a level, a place for the result and a sealed document', async () => {
    using bench = openBench();
    const out = ['--out', bench.path('out')];
    const level = raising(kit, 'B-T');
    const csv = inputs(bench).cades;
    const outcomes = [
      await kit.run(['extend', kit.pdf, ...out, '--tsa', kit.services.tsa]),
      await kit.run(['extend', kit.pdf, ...level]),
      await kit.run(['extend', bench.path('absent'), ...out, ...level]),
      await kit.run(['extend', csv, ...out, ...level]),
      await kit.run(['extend', csv, '--out', csv, ...level]),
    ];
    expect(outcomes.map(({ code }) => code)).toEqual([64, 64, 66, 65, 64]);
    expect(bench.list()).not.toContain('out');
  });
});

describe('services that fail', () => {
  const HTML: WorldFaults['tsa'] = { kind: 'html-page' };
  const PRIVATE = { kind: 'redirect', location: 'http://10.0.0.1/' } as const;

  it.each<[string, WorldFaults, string]>([
    ['the authority is down', { tsa: { kind: 'no-answer', how: 'closed' } }, 'TIMESTAMP_UNAVAILABLE'],
    ['the authority answers with a page', { tsa: HTML }, 'TIMESTAMP_INVALID'],
    ['the authority redirects to a private address', { tsa: PRIVATE }, 'TIMESTAMP_UNAVAILABLE'],
    ['the authority closes half-way', { tsa: { kind: 'truncated' } }, 'TIMESTAMP_UNAVAILABLE'],
    [
      'responder and list are down',
      { ocsp: { kind: 'no-answer', how: 'closed' }, crl: { kind: 'http-status', status: 503 } },
      'MATERIAL_MISSING',
    ],
    [
      'responder and list answer with pages',
      { ocsp: { kind: 'html-page' }, crl: { kind: 'html-page' } },
      'MATERIAL_MISSING',
    ],
    ['responder and list redirect to private addresses', { ocsp: PRIVATE, crl: PRIVATE }, 'MATERIAL_MISSING'],
  ])('leave nothing behind when %s', async (_what, faults, error) => {
    await using failing = await openKit(faults);
    using bench = openBench();
    const argv = ['seal', failing.pdf, '--out', bench.path('out.pdf'), ...failing.key];
    const { code, stdout, stderr } = await failing.run([...argv, ...raising(failing, 'B-LTA')]);
    expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^eseal: ${error}: [^\\n]+\\n$`));
    expect(bench.list()).toEqual([]);
  });

  it('do not hold the command up longer than it was told to wait', async () => {
    await using failing = await openKit({ tsa: { kind: 'no-answer', how: 'hanging' } });
    using bench = openBench();
    const config = bench.write('tsa.json', JSON.stringify({ timeoutMs: 200 }));
    const argv = [
      'seal',
      failing.pdf,
      '--out',
      bench.path('out.pdf'),
      ...failing.key,
      '--tsa-config',
      config,
    ];
    expect(await failing.run([...argv, ...raising(failing, 'B-T')])).toMatchObject({
      code: 69,
      stderr: expect.stringContaining('TIMESTAMP_UNAVAILABLE'),
    });
    expect(bench.list()).toEqual(['tsa.json']);
  });

  it.each<[AdesLevel, WorldFaults, string]>([
    ['B-B', { tsa: HTML }, 'TIMESTAMP_INVALID'],
    ['B-T', { ocsp: { kind: 'html-page' }, crl: { kind: 'html-page' } }, 'MATERIAL_MISSING'],
  ])('let the result stay at %s only where that is accepted', async (level, faults, error) => {
    await using failing = await openKit(faults);
    using bench = openBench();
    const csv = bench.write('a.csv', 'a,b');
    const argv = ['seal', csv, '--out', bench.path('out.p7s'), ...failing.key, ...raising(failing, 'B-LTA')];
    const { code, stdout, stderr } = await failing.run([...argv, '--json', '--accept-lower-level']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ level, seals: 1 });
    expect(stderr).toContain(`eseal: warning: ${level} instead of B-LTA: ${error}: `);
    const { signatures } = await parseContainer(bench.read('out.p7s'));
    expect(signatures[0]?.form).toBe(level);
    expect((await failing.run([...argv, '--json', '--accept-lower-level', '--quiet'])).stderr).toBe('');
  });

  it('are replaced by further authorities of the configuration', async () => {
    await using failing = await openKit({ tsa: HTML });
    using bench = openBench();
    const config = bench.write('tsa.json', JSON.stringify({ fallbackUrls: [kit.services.tsa] }));
    const argv = [
      'seal',
      failing.pdf,
      '--out',
      bench.path('out.pdf'),
      ...failing.key,
      '--tsa-config',
      config,
    ];
    expect(await failing.run([...argv, ...raising(failing, 'B-T')])).toMatchObject({ code: 0 });
  });
});

import { utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { parseContainer } from '@eseal/formats/detect';
import { lockedPdf, smallPdf, USER_PASSWORD } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBench } from '../test-bench.ts';
import { type Kit, openKit } from '../test-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit[Symbol.asyncDispose]());

describe('eseal timestamp', () => {
  it('stamps any file beside it', async () => {
    using bench = openBench();
    const csv = bench.write('a.csv', 'a,b');
    const argv = ['timestamp', csv, '--out', bench.path('a.tst'), '--tsa', kit.services.tsa, '--json'];
    const { code, stdout } = await kit.run(argv);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      output: bench.path('a.tst'),
      format: 'tst',
      level: null,
      seals: 0,
    });
    const { tstInfo } = parseTimestampToken(bench.read('a.tst'));
    expect(tstInfo.imprint).toEqual(Uint8Array.from(await digestBytes('SHA-256', utf8('a,b'))));
  });

  it.each(['pades', 'asic-s', 'asic-e'] as const)('puts the timestamp into %s', async (format) => {
    using bench = openBench();
    const pdf = bench.write('a.pdf', smallPdf());
    const argv = [
      'timestamp',
      pdf,
      '--out',
      bench.path('out'),
      '--format',
      format,
      '--tsa',
      kit.services.tsa,
    ];
    expect(await kit.run(argv)).toMatchObject({
      code: 0,
      stdout: `${pdf} -> ${bench.path('out')} (${format})\n`,
    });
    const container = await parseContainer(bench.read('out'));
    expect(container).toMatchObject({ format, signatures: [], timestamps: [{}] });
  });

  it('stamps by two authorities where there is room for it', async () => {
    using bench = openBench();
    const pdf = bench.write('a.pdf', smallPdf());
    const { tsa } = kit.services;
    const stamp = (format: string) =>
      kit.run([
        'timestamp',
        pdf,
        '--out',
        bench.path(format),
        '--format',
        format,
        '--tsa',
        tsa,
        '--tsa',
        tsa,
      ]);
    for (const format of ['pades', 'asic-e']) {
      expect(await stamp(format)).toMatchObject({ code: 0 });
      expect((await parseContainer(bench.read(format))).timestamps).toHaveLength(2);
    }
    for (const format of ['tst', 'asic-s']) expect(await stamp(format)).toMatchObject({ code: 64 });
    expect(bench.list()).toEqual(['a.pdf', 'asic-e', 'pades']);
  });

  it('opens an encrypted PDF', async () => {
    using bench = openBench();
    const locked = bench.write('locked.pdf', lockedPdf());
    const argv = [
      'timestamp',
      locked,
      '--out',
      bench.path('out.pdf'),
      '--format',
      'pades',
      '--tsa',
      kit.services.tsa,
    ];
    expect(await kit.run(argv)).toMatchObject({
      code: 65,
      stderr: expect.stringContaining('PDF_PASSWORD_REQUIRED'),
    });
    const env = { PASSWORD: USER_PASSWORD };
    expect(await kit.run([...argv, '--password-env', 'PASSWORD'], { env })).toMatchObject({ code: 0 });
  });

  it('needs an authority, a place for the result and a file', async () => {
    using bench = openBench();
    const out = ['--out', bench.path('out')];
    const tsa = ['--tsa', kit.services.tsa];
    const outcomes = [
      await kit.run(['timestamp', kit.pdf, ...out]),
      await kit.run(['timestamp', kit.pdf, ...tsa]),
      await kit.run(['timestamp', bench.path('absent'), ...out, ...tsa]),
      await kit.run(['timestamp', bench.write('a.csv', ''), ...out, ...tsa, '--format', 'pades']),
      await kit.run(['timestamp', kit.pdf, ...out, '--tsa', 'http://127.0.0.1:9/']),
    ];
    expect(outcomes.map(({ code }) => code)).toEqual([64, 64, 66, 65, 69]);
    expect(bench.list()).toEqual(['a.csv']);
  });
});

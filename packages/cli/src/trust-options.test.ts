import { mkdirSync } from 'node:fs';
import { createGoodWorld, toPem } from '@eseal/testkit';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { captureIo, openBench } from './test-bench.ts';
import { addTrustOptions, judgementOptions, type TrustOptions } from './trust-options.ts';

const world = await createGoodWorld();
const [root = new Uint8Array()] = world.anchors;

async function judgement(...argv: readonly string[]) {
  const command = addTrustOptions(new Command('verify')).exitOverride();
  command.configureOutput({ writeErr: () => undefined }).parse([...argv], { from: 'user' });
  return judgementOptions(command.opts<TrustOptions>(), captureIo());
}

const sizeOf = ({ trust }: Awaited<ReturnType<typeof judgement>>) =>
  'size' in trust ? trust.size : trust.length;

describe('options of trust', () => {
  it('demand revocation and are strict by default, and trust nobody', async () => {
    const options = await judgement();
    expect(options).toMatchObject({ revocation: 'required', policy: 'strict', certificates: [] });
    expect(options).not.toHaveProperty('validationTime');
    expect(sizeOf(options)).toBe(0);
  });

  it('take anchors as PEM, DER and directories, where other files are passed over', async () => {
    using bench = openBench();
    mkdirSync(bench.path('dir'));
    bench.write('dir/a.pem', toPem('CERTIFICATE', root, world.issuingCa.certificate));
    bench.write('dir/key.pem', toPem('PRIVATE KEY', world.seal.pkcs8));
    bench.write('dir/notes.txt', '0'.repeat(300));
    const der = bench.write('root.der', root);
    expect(sizeOf(await judgement('--trust', der))).toBe(1);
    expect(sizeOf(await judgement('--trust', bench.path('dir')))).toBe(2);
    const { certificates } = await judgement('--certificates', der, bench.path('dir'));
    expect(certificates).toHaveLength(3);
    expect(certificates?.[0]).toEqual(root);
  });

  it('refuse files that are no certificates', async () => {
    using bench = openBench();
    const files = [
      bench.write('key.pem', toPem('PRIVATE KEY', world.seal.pkcs8)),
      bench.write('cut.der', root.subarray(0, 100)),
      bench.write('empty', ''),
    ];
    for (const file of files)
      await expect(judgement('--trust', file)).rejects.toMatchObject({
        code: 'INPUT_UNUSABLE',
        message: expect.stringContaining(file),
      });
    await expect(judgement('--certificates', bench.path('absent'))).rejects.toMatchObject({
      code: 'INPUT_NOT_FOUND',
    });
  });

  it('take a time, a policy and a mode of revocation', async () => {
    expect(
      await judgement('--at', '2026-11-01', '--policy', 'compat', '--revocation', 'if-available'),
    ).toMatchObject({
      validationTime: new Date('2026-11-01T00:00:00Z'),
      policy: 'compat',
      revocation: 'if-available',
    });
    await expect(judgement('--at', 'yesterday')).rejects.toMatchObject({ code: 'USAGE' });
  });
});

import { describe, expect, it } from 'vitest';
import { openBench } from '../../test-bench.ts';
import { openKit } from '../../test-kit.ts';
import { manyDocuments, runBatchCommand, sealedFiles } from './test-batch.ts';

const ON_HOLD = {
  kind: 'status',
  status: { kind: 'revoked', at: new Date('2026-01-01T00:00:00Z'), reason: 'certificateHold' },
} as const;
const REVOKED = {
  kind: 'status',
  status: { kind: 'revoked', at: new Date('2026-01-01T00:00:00Z') },
} as const;

describe('the certificate of a batch', () => {
  it.each([
    ['is good', {}, ['--allow-host', '127.0.0.1'], 0, 2, /^$/],
    [
      'was revoked',
      { ocsp: REVOKED },
      ['--allow-host', '127.0.0.1'],
      77,
      0,
      /^eseal: CERTIFICATE_REFUSED: .*REVOKED/m,
    ],
    ['is on hold', { ocsp: ON_HOLD }, ['--allow-host', '127.0.0.1'], 77, 0, /^eseal: CERTIFICATE_REFUSED: /m],
    ['is unknown to those who are asked', {}, [], 0, 2, /^eseal: warning: .*not known now$/m],
    ['was revoked, which nobody is asked', { ocsp: REVOKED }, ['--offline'], 0, 2, /^$/],
  ] as const)('%s', async (_, faults, options, code, sealed, stderr) => {
    await using kit = await openKit(faults);
    using bench = openBench();
    const trusting = ['--trust', ...kit.services.anchors, ...options];
    const argv = ['batch', manyDocuments(bench, 2), '--out-dir', bench.path('out'), ...kit.key, ...trusting];
    const outcome = await kit.run(argv);
    expect(outcome).toMatchObject({ code });
    expect(outcome.stderr.replaceAll(/^(freezing|sealing) .*\n/gm, '')).toMatch(stderr);
    expect(sealedFiles(bench)).toHaveLength(sealed);
  });

  it('is refused when none of those trusted vouches for it', async () => {
    await using kit = await openKit();
    await using stranger = await openKit();
    using bench = openBench();
    const trusting = ['--trust', ...stranger.services.anchors, '--allow-host', '127.0.0.1'];
    const outcome = await runBatchCommand(kit, bench, [manyDocuments(bench, 1), ...trusting]);
    expect(outcome).toMatchObject({
      code: 77,
      stderr: expect.stringContaining('NO_CERTIFICATE_CHAIN_FOUND'),
    });
    const { stderr } = await runBatchCommand(kit, bench, [bench.path('in'), ...trusting, '--json']);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'CERTIFICATE_REFUSED' } });
    expect(sealedFiles(bench)).toEqual([]);
  });
});

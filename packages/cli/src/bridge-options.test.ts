import { mkdirSync } from 'node:fs';
import {
  addDays,
  BRIDGED_NAMES,
  type BridgedWorld,
  createBridgedWorld,
  createCertificateHandler,
  toPem,
} from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBridge } from './bridge-options.ts';
import { type Bench, openBench, run } from './test-bench.ts';

const NOW = new Date('2026-11-01T00:00:00Z');

/** Writes what a world's bridge publishes, each thing in another form. */
async function writeBridge(bench: Bench, world: BridgedWorld): Promise<void> {
  mkdirSync(bench.path('bridge'));
  const der = (name: string): Uint8Array => world.entity(name).certificate;
  bench.write('bridge/root-to-bridge.cer', der('root-to-bridge'));
  bench.write('bridge/bridge-to-b.pem', toPem('CERTIFICATE', der('bridge-to-b')));
  const request = { method: 'GET', url: 'http://eseal.test/', headers: {} } as const;
  const bundle = await createCertificateHandler([der('c-to-b'), der('bridge2-to-d'), der('d-new-with-old')])(
    request,
  );
  bench.write('bridge/bundle.p7c', bundle.body);
  const entries = await world.directory.entries();
  const ofBridge = entries.find(({ name }) => name === BRIDGED_NAMES.bridge);
  const pairs = ofBridge?.attributes.crossCertificatePair ?? [];
  for (const [index, pair] of pairs.entries()) bench.write(`bridge/pair-${index}.der`, pair);
  for (const [index, { attributes }] of entries.entries()) {
    const lists = [
      ...(attributes.authorityRevocationList ?? []),
      ...(attributes.certificateRevocationList ?? []),
    ];
    bench.write(`bridge/lists-${index}.pem`, toPem('X509 CRL', ...lists));
  }
  bench.write('bridge/notes.txt', 'who certified whom');
}

async function verify(world: BridgedWorld, entity: string) {
  using bench = openBench();
  await writeBridge(bench, world);
  const [certificate = new Uint8Array(), ...others] = world.entity(entity).chain;
  const { code, stdout, stderr } = await run([
    'certificate',
    'verify',
    bench.write('seal.cer', certificate),
    ...['--trust', bench.write('root.cer', world.root.certificate)],
    ...['--certificates', bench.write('others.pem', toPem('CERTIFICATE', ...others))],
    ...['--bridge', bench.path('bridge')],
    ...['--at', NOW.toISOString(), '--offline', '--json'],
  ]);
  return { code, stderr, report: JSON.parse(stdout) };
}

const rolesOf = (report: { steps: readonly { role: string }[] }) => report.steps.map(({ role }) => role);

describe('--bridge', () => {
  let world: BridgedWorld;
  beforeAll(async () => {
    world = await createBridgedWorld({ now: NOW });
  });

  it('leads from the own authority into other domains, with certificates and lists in any form', async () => {
    const { code, report } = await verify(world, 'seal');
    expect([code, report.indication, report.trust.route]).toEqual([0, 'TOTAL-PASSED', 'bridge']);
    expect(rolesOf(report)).toEqual(['target', 'intermediate', 'cross', 'cross', 'anchor']);
    expect(report.policies).toEqual(['2.999.20.1']);
  });

  it('leads across two bridges and a change of keys', async () => {
    const { code, report } = await verify(world, 'd-seal');
    expect(code).toBe(0);
    expect(rolesOf(report)).toEqual([
      'target',
      'intermediate',
      'intermediate',
      'intermediate',
      'self-issued',
      'cross',
      'cross',
      'cross',
      'anchor',
    ]);
  });

  it('is not used inside the own domain', async () => {
    const { code, report } = await verify(world, 'own-seal');
    expect([code, report.trust.route]).toEqual([0, 'pinned']);
  });

  it('tells of the route that was closed, and takes another', async () => {
    const revocations = [{ entity: 'bridge-to-b', at: addDays(NOW, -1) }];
    const { code, report } = await verify(await createBridgedWorld({ now: NOW, revocations }), 'seal');
    expect([code, rolesOf(report)]).toEqual([
      0,
      ['target', 'intermediate', 'cross', 'cross', 'cross', 'anchor'],
    ]);
    const closed = report.attempts.find(({ reason }: { reason: { id: string } }) =>
      reason.id.includes('REVOKED'),
    );
    expect(rolesOf(closed)).toEqual(['target', 'intermediate', 'cross', 'cross', 'anchor']);
  });

  it('has to be a directory with a cross-certificate', async () => {
    using bench = openBench();
    bench.write('notes.txt', 'nothing here');
    await expect(readBridge(bench.path('.'))).rejects.toMatchObject({ code: 'INPUT_UNUSABLE' });
    await expect(readBridge(bench.path('absent'))).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' });
  });
});

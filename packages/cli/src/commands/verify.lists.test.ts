import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kit, openKit } from '../test-kit.ts';

let kit: Kit;
let sealed: string;
let listed: readonly string[];

beforeAll(async () => {
  kit = await openKit();
  sealed = kit.bench.path('sealed.pdf');
  const { listSigners, trustedList, tsa } = kit.services;
  const { host } = new URL(tsa);
  listed = ['--trusted-list', trustedList, '--list-signer', ...listSigners, '--allow-host', host];
  const stamped = ['--level', 'B-T', '--tsa', tsa];
  expect(await kit.run(['seal', kit.pdf, '--out', sealed, ...kit.key, ...stamped])).toMatchObject({
    code: 0,
  });
});
afterAll(() => kit[Symbol.asyncDispose]());

async function report(...argv: readonly string[]) {
  const { code, stdout, stderr } = await kit.run(['verify', sealed, ...argv, '--report', 'json']);
  return { code, stderr, json: JSON.parse(stdout) };
}

describe('eseal verify with trusted lists', () => {
  it('passes a seal by a listed authority, and names the route, the service and the determination', async () => {
    const { code, json, stderr } = await report(...listed);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(json.seals).toMatchObject([
      {
        indication: 'TOTAL-PASSED',
        trust: { route: 'trusted-list', routes: ['trusted-list'], service: expect.stringMatching(/./) },
        euQualification: expect.stringMatching(/./),
        determinations: { eu: { services: expect.any(Array) } },
      },
    ]);
  });

  it('tells a clerk what the lists make of it', async () => {
    const { stdout } = await kit.run(['verify', sealed, ...listed, '--lang', 'ja']);
    expect(stdout).toContain('信頼の根拠: トラストリスト');
    expect(stdout).toContain('EUにおける適格性');
  });

  it('takes lists and pinned anchors together, and names both routes of a key they share', async () => {
    const pinned = kit.bench.write('issuing-ca.der', kit.world.issuingCa.certificate);
    const { json } = await report(...listed, '--trust', pinned);
    expect(json.seals[0].trust).toMatchObject({ route: 'trusted-list', routes: ['trusted-list', 'pinned'] });
  });

  it('K24: passes nothing by a list of another signer, and reports the list as an error', async () => {
    const { code, json } = await report(
      '--trusted-list',
      kit.services.trustedList,
      '--list-signer',
      ...kit.services.anchors,
    );
    expect(code).toBe(2);
    expect(json.conclusion.indication).toBe('INDETERMINATE');
    const errors = json.findings.filter(({ severity }: { severity: string }) => severity === 'error');
    expect(errors.length).toBeGreaterThan(1);
  });

  it('raises a seal to B-LT with material for a listed authority', async () => {
    const out = kit.bench.path('kept.pdf');
    const argv = ['extend', sealed, '--level', 'B-LT', '--out', out, '--tsa', kit.services.tsa, ...listed];
    expect(await kit.run(argv)).toMatchObject({ code: 0 });
    const { code } = await kit.run(['verify', out, ...listed]);
    expect(code).toBe(0);
  });
});

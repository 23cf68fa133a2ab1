import { encodeTimestampRequest } from '@eseal/core/timestamp';
import { createGoodWorld, SAMPLE_POLICIES, toPem } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kit, openKit } from '../test-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit[Symbol.asyncDispose]());

async function inspect(file: string): Promise<unknown> {
  const { code, stdout, stderr } = await kit.run(['inspect', file, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('eseal inspect', () => {
  it('tells of the seals of a document and judges nothing', async () => {
    const file = kit.bench.path('sealed.pdf');
    const argv = ['--level', 'B-T', '--tsa', kit.services.tsa, '--field', 'Seal', '--certify', '1'];
    await kit.run(['seal', kit.pdf, '--out', file, ...kit.key, ...argv]);
    const facts = await inspect(file);
    expect(facts).toMatchObject({
      kind: 'pades',
      seals: [
        {
          format: 'PAdES',
          form: 'B-T',
          field: 'Seal',
          permission: 1,
          algorithm: 'ecdsa-sha256',
          structure: 'valid',
          timestamps: [{ type: 'signature', time: expect.stringMatching(/Z$/) }],
        },
      ],
    });
    const { stdout } = await kit.run(['inspect', file]);
    expect(stdout).toContain('seal:\n  id: ');
    expect(stdout).toContain('株式会社サンプル');
    expect(JSON.stringify(facts) + stdout).not.toMatch(/PASSED|FAILED|INDETERMINATE/);
  });

  it('tells that a PDF has no seal', async () => {
    expect(await inspect(kit.pdf)).toMatchObject({ kind: 'pades', seals: [], timestamps: [] });
  });

  it('tells of certificates', async () => {
    expect(await inspect(kit.services.certificates)).toMatchObject({
      kind: 'certificates',
      certificates: [
        { key: 'ec 256', keyUsage: 'digitalSignature, nonRepudiation' },
        { subject: expect.stringContaining('eSeal Test Issuing CA'), keyUsage: 'keyCertSign, cRLSign' },
      ],
    });
  });

  it('shows names without what a terminal would obey', async () => {
    const subject = [{ CN: 'A\u001b[2J\u202eB\nC' }];
    const profile = { kind: 'seal', policies: SAMPLE_POLICIES } as const;
    const validity = { notBefore: kit.world.now, notAfter: kit.world.now };
    const world = await createGoodWorld({
      entities: [{ name: 'odd', issuer: 'issuing-ca', subject, profile, ...validity }],
    });
    const der = kit.bench.write('odd.der', world.entity('odd').certificate);
    const { stdout } = await kit.run(['inspect', der]);
    expect(stdout).toContain('subject: CN=A');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u202e');
    expect(stdout.split('\n')[2]).toMatch(/B.*C/);
  });

  it('tells of the answer of a time-stamping authority', async () => {
    const digest = new Uint8Array(32);
    const body = encodeTimestampRequest({ digestAlgorithm: 'SHA-256', digest, nonce: Uint8Array.of(1) });
    const headers = { 'content-type': 'application/timestamp-query' };
    const answer = await fetch(kit.services.tsa, { method: 'POST', headers, body: Uint8Array.from(body) });
    const file = kit.bench.write('answer.tsr', new Uint8Array(await answer.arrayBuffer()));
    expect(await inspect(file)).toMatchObject({
      kind: 'timestamp response',
      status: 'granted',
      policy: '2.999.2.1',
    });
  });

  it('refuses what it does not know', async () => {
    const key = kit.bench.write('key.pem', toPem('PRIVATE KEY', kit.world.seal.pkcs8));
    for (const file of [key, kit.bench.write('text', 'hello'), kit.bench.write('empty', '')])
      expect(await kit.run(['inspect', file])).toMatchObject({
        code: 65,
        stdout: '',
        stderr: expect.stringMatching(/^eseal: INPUT_UNUSABLE: /),
      });
  });
});

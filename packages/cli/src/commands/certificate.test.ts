import { createHostileWorld, toPem } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kit, openKit } from '../test-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit[Symbol.asyncDispose]());

const ROWS = Array.from({ length: 24 }, (_, at) => `F-${String(at + 1).padStart(2, '0')}`);

describe('eseal certificate check', () => {
  it('goes through the profile row by row', async () => {
    const issuer = kit.bench.write('ca.pem', toPem('CERTIFICATE', kit.world.issuingCa.certificate));
    const argv = ['certificate', 'check', kit.services.certificates, '--issuer', issuer];
    const { code, stdout } = await kit.run([...argv, '--report', 'json']);
    expect(code).toBe(0);
    const { rows, conforms, assuranceLevel } = JSON.parse(stdout);
    expect({ conforms, assuranceLevel }).toEqual({ conforms: true, assuranceLevel: 2 });
    expect(rows.map(({ id }: { id: string }) => id)).toEqual(ROWS);
    const text = await kit.run([...argv, '--lang', 'ja', '--level', '1']);
    expect(text.stdout).toMatch(/^F-01 {2}ok .*[ぁ-ん]/);
    expect(text.stdout).toMatch(/\n適合\n$/);
  });

  it('ends with 1 for a certificate of another profile', async () => {
    const der = kit.bench.write('tsa.der', kit.world.tsa.certificate);
    const { code, stdout } = await kit.run(['certificate', 'check', der]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/\ndoes not conform\n$/);
  });
});

describe('eseal certificate verify', () => {
  it('finds the path to an anchor, with the fields of the contract', async () => {
    const ca = kit.bench.write('issuing.der', kit.world.issuingCa.certificate);
    const argv = ['certificate', 'verify', kit.services.certificates, '--certificates', ca, ...kit.trust];
    const { code, stdout } = await kit.run([...argv, '--report', 'json']);
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', subIndication: null, attempts: [] });
    expect(report.chain).toHaveLength(3);
    for (const name of ['certificate', 'policies', 'validationTime', 'findings'])
      expect(report).toHaveProperty(name);
    expect((await kit.run(argv)).stdout).toContain('Verdict: valid');
  });

  it('is undecided without a path, and without revocation data', async () => {
    const { certificates, anchors } = kit.services;
    const ca = kit.bench.write('issuing.der', kit.world.issuingCa.certificate);
    expect(await kit.run(['certificate', 'verify', certificates, '--revocation', 'none'])).toMatchObject({
      code: 2,
    });
    const unknown = ['certificate', 'verify', certificates, '--certificates', ca, '--trust', ...anchors];
    expect(await kit.run(unknown)).toMatchObject({ code: 2 });
  });

  it('does not pass what must not be accepted, and says why', async () => {
    const world = await createHostileWorld();
    const root = kit.bench.write('hostile-root.der', world.anchors[0] ?? '');
    const outcomes: unknown[] = [];
    for (const name of ['expired', 'broken-signature', 'unknown-critical-extension']) {
      const chain = kit.bench.write(`${name}.pem`, toPem('CERTIFICATE', ...world.entity(name).chain));
      const argv = ['--certificates', chain, '--trust', root, '--revocation', 'none', '--report', 'json'];
      const { code, stdout } = await kit.run(['certificate', 'verify', chain, ...argv]);
      const { subIndication, attempts } = JSON.parse(stdout);
      const reasons = attempts.map(({ reason }: { readonly reason: { readonly id: string } }) => reason.id);
      outcomes.push([name, code, subIndication, ...reasons]);
    }
    expect(outcomes).toEqual([
      ['expired', 2, 'OUT_OF_BOUNDS_NO_POE', 'CERTIFICATE_VALID_AT_TIME'],
      ['broken-signature', 2, 'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'PATH_SIGNATURE_INVALID'],
      [
        'unknown-critical-extension',
        2,
        'CERTIFICATE_CHAIN_GENERAL_FAILURE',
        'PATH_CRITICAL_EXTENSION_UNKNOWN',
      ],
    ]);
  });

  it('hands policies and purposes to path validation', async () => {
    const ca = kit.bench.write('issuing.der', kit.world.issuingCa.certificate);
    const verify = async (...options: readonly string[]) => {
      const argv = ['certificate', 'verify', kit.services.certificates, '--certificates', ca, ...kit.trust];
      const { code, stdout } = await kit.run([...argv, '--report', 'json', ...options]);
      return { code, report: stdout === '' ? undefined : JSON.parse(stdout) };
    };
    const { report } = await verify('--explicit-policy');
    const [policy] = report.policies;
    expect(policy).toMatch(/^2\.999\./);
    expect(report.policyInformation[0]).toMatchObject({ policy });
    expect((await verify('--initial-policy', policy, '--explicit-policy')).report.policies).toEqual([policy]);
    const refused = await verify('--initial-policy', '2.999.5.5', '--explicit-policy');
    expect(refused).toMatchObject({ code: 2, report: { policies: null } });
    expect(refused.report.findings.map(({ id }: { id: string }) => id)).toContain('PATH_POLICY_NOT_ACCEPTED');
    expect((await verify('--initial-policy', 'any', '--inhibit-mapping')).code).toBe(0);
    const inhibited = await verify('--explicit-policy', '--inhibit-any-policy');
    expect(inhibited).toMatchObject({ code: 2, report: { findings: [{ id: 'PATH_POLICY_REQUIRED' }] } });
    expect((await verify('--purpose', 'timestamps')).code).toBe(64);
    expect((await verify('--initial-policy', 'my policy')).code).toBe(64);
  });

  it('judges the purposes that are asked for', async () => {
    const [tsa, ca] = [kit.world.tsa, kit.world.issuingCa].map(({ name, certificate }) =>
      kit.bench.write(`${name}.der`, certificate),
    );
    const verify = (purpose: string) =>
      kit.run([
        'certificate',
        'verify',
        tsa ?? '',
        '--certificates',
        ca ?? '',
        ...kit.trust,
        '--purpose',
        purpose,
      ]);
    expect((await verify('1.3.6.1.5.5.7.3.8')).code).toBe(0);
    expect((await verify('1.3.6.1.5.5.7.3.1')).code).toBe(2);
  });

  it('reports on a certificate that cannot be read', async () => {
    const der = kit.world.issuingCa.certificate.slice();
    der[4] = 0x31;
    const broken = kit.bench.write('broken.der', der);
    const argv = ['certificate', 'verify', broken, ...kit.trust, '--report', 'json'];
    const { code, stdout } = await kit.run(argv);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ certificate: null, subIndication: 'FORMAT_FAILURE' });
  });

  it('refuses a file without a certificate', async () => {
    for (const command of ['check', 'verify'])
      expect(await kit.run(['certificate', command, kit.pdf])).toMatchObject({ code: 65 });
  });
});

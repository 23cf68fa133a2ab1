/** OpenSC's pkcs11-tool reads what we put on a token and signs with it; we sign with what it put there. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeName } from '@eseal/core/x509';
import {
  createCertificationRequest,
  generateTokenKey,
  importTokenKey,
  installCertificates,
  openPkcs11Module,
  openPkcs11Signer,
  openPkcs11Token,
  type Pkcs11Module,
} from '@eseal/signer-pkcs11';
import { createGoodWorld, toPem } from '@eseal/testkit';
import { openSoftHsm, type SoftHsm } from '@eseal/testkit/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requireJudge, suiteFor } from '../judges.ts';
import { certifySeal } from '../lib/certify-seal.ts';
import { createWorkbench } from '../lib/workbench.ts';

suiteFor(['softhsm2', 'opensc', 'openssl', 'pkcs11js'], 'pkcs11-tool', () => {
  const bench = createWorkbench();
  const data = bench.write('data', 'the bytes to be signed');
  let hsm: SoftHsm;
  let module: Pkcs11Module;
  beforeAll(async () => {
    hsm = openSoftHsm();
    module = await openPkcs11Module(hsm.module);
  });
  afterAll(() => {
    module[Symbol.dispose]();
    hsm[Symbol.dispose]();
    bench[Symbol.dispose]();
  });

  const openToken = () => openPkcs11Token({ module, token: hsm.token, pin: () => hsm.token.pin });
  const tool = (...args: readonly string[]) => {
    const login = [
      '--module',
      hsm.module,
      '--token-label',
      hsm.token.label,
      '--login',
      '--pin',
      hsm.token.pin,
    ];
    const { status, stdout, stderr } = spawnSync(requireJudge('opensc'), [...login, ...args], {
      cwd: bench.folder,
      encoding: 'utf8',
      env: { ...process.env, ...hsm.environment },
    });
    return { ok: status === 0, output: `${stdout}${stderr}` };
  };
  const openssl = (...args: readonly string[]) =>
    spawnSync(requireJudge('openssl'), args, { cwd: bench.folder, encoding: 'utf8' }).stdout;

  it.each([
    ['rsa-2048', 'SHA256-RSA-PKCS', ['-sha256']],
    ['p256', 'ECDSA-SHA256', ['-sha256']],
  ] as const)(
    'finds a %s key of ours sensitive and never extractable, and signs with it',
    async (kind, mechanism, digest) => {
      await using token = await openToken();
      const key = await generateTokenKey(token, { label: kind, kind });
      const [certificate, ...issuers] = await certifySeal(await createGoodWorld(), key.publicKey);
      await installCertificates(token, { label: kind }, [certificate, ...issuers]);

      const { output } = tool('--list-objects', '--type', 'privkey');
      const listed = output
        .split('Private Key Object')
        .find((object) => object.includes(`label:      ${kind}`));
      expect(listed).toMatch(/Access:\s+sensitive, always sensitive, never extractable, local/);
      expect(listed).toMatch(/Usage:\s+sign\n/);

      const id = Buffer.from(key.id).toString('hex');
      expect(tool('--read-object', '--type', 'cert', '--id', id, '-o', `${kind}.der`).ok).toBe(true);
      expect(Uint8Array.from(readFileSync(join(bench.folder, `${kind}.der`)))).toEqual(certificate);

      bench.write(`${kind}.pem`, toPem('CERTIFICATE', certificate));
      bench.write(`${kind}.pub`, openssl('x509', '-in', `${kind}.pem`, '-noout', '-pubkey'));
      const how =
        kind === 'p256' && !tool('--list-mechanisms').output.includes(mechanism) ? 'ECDSA' : mechanism;
      const digested = how === 'ECDSA' ? bench.write('digest', digestOf(data)) : data;
      const sign = ['--sign', '--id', id, '--mechanism', how, '--input-file', digested];
      expect(tool(...sign, '--signature-format', 'openssl', '-o', `${kind}.sig`)).toMatchObject({ ok: true });
      const verify = ['dgst', ...digest, '-verify', `${kind}.pub`, '-signature', `${kind}.sig`];
      expect(openssl(...verify, data)).toContain('Verified OK');
      expect(openssl(...verify, bench.write('other', 'other bytes'))).toContain('failure');
    },
  );

  it('finds a key that a CA made and we brought not to be extractable either', async () => {
    const world = await createGoodWorld({ key: 'rsa-3072' });
    await using token = await openToken();
    const delivered = Uint8Array.from(world.seal.pkcs8);
    const { id } = await importTokenKey(token, delivered, { label: 'delivered' });
    await installCertificates(token, { id }, world.chain);
    const { output } = tool('--list-objects', '--type', 'privkey');
    const listed = output
      .split('Private Key Object')
      .find((object) => object.includes('label:      delivered'));
    expect(listed).toMatch(/Access:\s+sensitive\n/);
    expect(delivered.every((byte) => byte === 0)).toBe(true);
    await using signer = await openPkcs11Signer({
      module,
      token: hsm.token,
      key: { label: 'delivered' },
      pin: () => hsm.token.pin,
    });
    expect(signer.certificates[0].raw).toEqual(world.chain[0]);
  });

  it('makes keys that we sign with', async () => {
    const made = tool('--keypairgen', '--key-type', 'EC:secp384r1', '--label', 'foreign', '--id', '0a0b');
    expect(made.ok).toBe(true);
    const id = Uint8Array.of(0x0a, 0x0b);
    await using token = await openToken();
    const subject = encodeName([[{ type: '2.5.4.10', value: 'Sample' }]]);
    bench.write('foreign.csr', await createCertificationRequest(token, { id }, { subject }));
    const request = ['req', '-in', 'foreign.csr', '-inform', 'DER', '-verify', '-noout'];
    bench.write('foreign.pub', openssl(...request, '-pubkey'));
    openssl('pkey', '-pubin', '-in', 'foreign.pub', '-outform', 'DER', '-out', 'foreign.spki');
    const publicKey = Uint8Array.from(readFileSync(join(bench.folder, 'foreign.spki')));
    await using signer = await openPkcs11Signer({
      module,
      token: hsm.token,
      key: { id },
      certificates: await certifySeal(await createGoodWorld(), publicKey),
      pin: () => hsm.token.pin,
    });
    const dataToBeSigned = Uint8Array.from(readFileSync(data));
    const [value = new Uint8Array()] = await signer.sign([{ dataToBeSigned, algorithm: 'ecdsa-sha384' }]);
    bench.write('foreign.sig', value);
    const verify = ['dgst', '-sha384', '-verify', 'foreign.pub', '-signature', 'foreign.sig', data];
    expect(openssl(...verify)).toContain('Verified OK');
  });
});

/** SHA-256 of a file, for tokens that only sign digests. */
function digestOf(path: string): Uint8Array {
  const { stdout } = spawnSync(requireJudge('openssl'), ['dgst', '-sha256', '-binary', path]);
  return Uint8Array.from(stdout);
}

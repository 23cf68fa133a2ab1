import { createPrivateKey, createPublicKey } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { expect, it } from 'vitest';
import { describeWithOpenssl, openBench } from '../test/openssl.ts';
import { encryptPkcs8 } from './password-encryption.ts';
import { toPem } from './pem.ts';
import { createPfx } from './pfx.ts';
import { createGoodWorld } from './pki/worlds/good.ts';
import { flipBit, indexOfBytes } from './tamper.ts';

const PASSWORD = '合言葉 pässwörd';

describeWithOpenssl('PKCS #12 files before openssl', () => {
  it.each(['p256', 'rsa-2048', 'ed25519'] as const)(
    'open with a %s key, its name and its chain',
    async (key) => {
      const { seal, chain } = await createGoodWorld({ keyOf: { seal: key } });
      using bench = openBench();
      const content = { pkcs8: seal.pkcs8, certificates: chain, friendlyName: '電子印' };
      bench.write('seal.p12', await createPfx(content, PASSWORD));
      const { output } = bench.openssl(
        'pkcs12',
        '-in',
        'seal.p12',
        '-passin',
        `pass:${PASSWORD}`,
        '-nodes',
        '-info',
      );
      expect(output).toContain('MAC: sha256, Iteration 2048');
      expect(output).toMatch(/PBES2, PBKDF2, AES-256-CBC, Iteration 2048, PRF hmacWithSHA256/);
      expect(output.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
      expect(output).toMatch(/friendlyName: /);
      const [pem = ''] = output.match(/-----BEGIN PRIVATE KEY-----[\s\S]+-----END PRIVATE KEY-----/) ?? [];
      const opened = createPublicKey(createPrivateKey(pem)).export({ type: 'spki', format: 'der' });
      expect(Uint8Array.from(opened)).toEqual(seal.key.publicKey);
    },
  );

  it('do not open with another password, nor with one bit changed', async () => {
    const { seal, chain } = await createGoodWorld();
    using bench = openBench();
    const file = await createPfx({ pkcs8: seal.pkcs8, certificates: chain }, PASSWORD, { iterations: 1 });
    bench.write('seal.p12', file);
    expect(bench.openssl('pkcs12', '-in', 'seal.p12', '-passin', 'pass:x', '-nodes').output).toContain(
      'invalid password',
    );
    bench.write('changed.p12', flipBit(file));
    expect(bench.openssl('pkcs12', '-in', 'changed.p12', '-passin', `pass:${PASSWORD}`, '-nodes').ok).toBe(
      false,
    );
  });

  it('serve as the identity of a TLS server', async () => {
    const { seal, chain } = await createGoodWorld();
    const pfx = Buffer.from(await createPfx({ pkcs8: seal.pkcs8, certificates: chain }, 'p'));
    expect(() => createSecureContext({ pfx, passphrase: 'p' })).not.toThrow();
    expect(() => createSecureContext({ pfx, passphrase: 'q' })).toThrow();
  });
});

it.each([128, 192, 256] as const)('encrypts PKCS #8 with AES of %i bits', async (keyLength) => {
  const { seal } = await createGoodWorld();
  const encrypted = await encryptPkcs8(seal.pkcs8, PASSWORD, { keyLength, iterations: 10 });
  expect(indexOfBytes(encrypted, seal.pkcs8.subarray(40))).toBe(-1);
  const opened = createPrivateKey({
    key: toPem('ENCRYPTED PRIVATE KEY', encrypted),
    passphrase: Buffer.from(PASSWORD),
  });
  const publicKey = createPublicKey(opened).export({ type: 'spki', format: 'der' });
  expect(Uint8Array.from(publicKey)).toEqual(seal.key.publicKey);
});

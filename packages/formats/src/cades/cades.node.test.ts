/**
 * CAdES seals judged by openssl.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Signer, utf8 } from '@eseal/core';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { openFile } from '@eseal/core/node';
import { parseCertificate } from '@eseal/core/x509';
import { createPkcs8Signer } from '@eseal/signer-webcrypto';
import { createMockSigner, flipBit, indexOfBytes, type KeyKind } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCades } from './parse.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;
if (!hasOpenssl) console.warn('openssl is missing: CAdES seals are not judged by it');

const DOCUMENT = utf8('請求書 T1234567890123\n'.repeat(100));

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'eseal-cades-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const path = (name: string) => join(directory, name);

/** What `openssl cms -verify -cades` says of a seal; trusted is the world's root. */
function judge({ world }: TestSealer, sealed: Uint8Array, document?: Uint8Array): string {
  writeFileSync(path('seal.p7s'), sealed);
  writeFileSync(path('root.pem'), pem(world.root.certificate));
  if (document !== undefined) writeFileSync(path('document'), document);
  const content = document === undefined ? [] : ['-content', path('document')];
  const trust = ['-CAfile', path('root.pem'), '-purpose', 'any'];
  const input = ['-inform', 'DER', '-in', path('seal.p7s'), '-binary', '-out', path('out')];
  const { status, stderr } = spawnSync(
    'openssl',
    ['cms', '-verify', '-cades', ...input, ...content, ...trust],
    { encoding: 'utf8' },
  );
  return status === 0 ? 'accepted' : `refused: ${stderr}`;
}

function pem(certificate: Uint8Array, label = 'CERTIFICATE'): string {
  const body = Buffer.from(certificate).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
}

const CASES: readonly (readonly [KeyKind, SignatureAlgorithm])[] = [
  ['rsa-2048', 'rsa-sha256'],
  ['rsa-3072', 'rsa-sha512'],
  ['rsa-2048', 'rsa-pss-sha256'],
  ['rsa-pss-3072', 'rsa-pss-sha384'],
  ['p256', 'ecdsa-sha256'],
  ['p384', 'ecdsa-sha384'],
  ['p521', 'ecdsa-sha512'],
];

describe.skipIf(!hasOpenssl)('a CAdES seal before openssl', () => {
  describe.each(CASES)('with a key of %s and %s', (key, algorithm) => {
    let sealer: TestSealer;
    let signer: Signer;
    beforeAll(async () => {
      sealer = await createTestSealer({ keyOf: { seal: key } });
      const { pkcs8: privateKey, chain } = sealer.world.seal;
      signer = await createPkcs8Signer({ privateKey, certificates: [...chain], algorithms: [algorithm] });
    });

    it.each(['B-B', 'B-T'] as const)(
      'detached at %s is accepted, and refused with a bit changed',
      async (adesLevel) => {
        const sealed = await sealer.sealed(DOCUMENT, {}, { adesLevel, signer });
        expect(judge(sealer, sealed, DOCUMENT)).toBe('accepted');
        expect(judge(sealer, sealed, flipBit(DOCUMENT))).toMatch(/verify_content/);
        const [seal] = (await parseCades(sealed)).signatures;
        const value = indexOfBytes(sealed, seal?.signature.value ?? new Uint8Array(1));
        expect(judge(sealer, flipBit(sealed, value + 40), DOCUMENT)).toMatch(/refused/);
      },
    );

    it('attached is accepted, and refused with a bit changed', async () => {
      const sealed = await sealer.sealed(DOCUMENT, { packaging: 'attached' }, { signer });
      expect(judge(sealer, sealed)).toBe('accepted');
      expect(judge(sealer, flipBit(sealed, indexOfBytes(sealed, DOCUMENT) + 9))).toMatch(/verify_content/);
    });
  });

  it('with Ed25519 has a value that it verifies over the signed attributes', async () => {
    // OpenSSL 3.0 has no EdDSA in CMS (RFC 8419), so that it is asked about the value alone.
    const sealer = await createTestSealer({ keyOf: { seal: 'ed25519' } });
    const [seal] = (await parseCades(await sealer.sealed(DOCUMENT))).signatures;
    const input = seal?.signature.signedBytes;
    if (seal === undefined || input?.kind !== 'bytes') throw new TypeError('no signed bytes');
    const verify = (value: Uint8Array): number | null => {
      const { raw } = parseCertificate(sealer.world.chain[0]).publicKey;
      writeFileSync(path('key.pem'), pem(raw, 'PUBLIC KEY'));
      writeFileSync(path('attributes'), input.pieces[0] ?? new Uint8Array());
      writeFileSync(path('value'), value);
      const files = [
        '-pubin',
        '-inkey',
        path('key.pem'),
        '-rawin',
        '-in',
        path('attributes'),
        '-sigfile',
        path('value'),
      ];
      return spawnSync('openssl', ['pkeyutl', '-verify', ...files]).status;
    };
    expect(verify(seal.signature.value)).toBe(0);
    expect(verify(flipBit(seal.signature.value))).not.toBe(0);
  });

  it('by two organisations side by side is accepted, and refused when one does not hold', async () => {
    const sealer = await createTestSealer({ keyOf: { seal: 'rsa-2048' } });
    const first = await sealer.sealed(DOCUMENT);
    const both = await sealer.sealed(DOCUMENT, { parallelTo: first, mimeType: 'text/plain' });
    expect(judge(sealer, both, DOCUMENT)).toBe('accepted');
    const { signatures } = await parseCades(both);
    for (const { signature } of signatures) {
      const broken = flipBit(both, indexOfBytes(both, signature.value) + 20);
      expect(judge(sealer, broken, DOCUMENT)).toMatch(/refused/);
    }
  });

  it('with every statement of the sealer is accepted', async () => {
    const sealer = await createTestSealer({ keyOf: { seal: 'p256' } });
    const sealed = await sealer.sealed(DOCUMENT, {
      mimeType: 'text/plain',
      commitmentTypes: ['1.2.840.113549.1.9.16.6.1'],
      signerLocation: { country: 'JP', locality: '東京都', postalAddress: ['千代田区'] },
      signaturePolicy: {
        oid: '1.2.392.1',
        digest: { algorithm: 'SHA-256', value: new Uint8Array(32) },
        uri: 'https://example.jp/policy.pdf',
      },
    });
    expect(judge(sealer, sealed, DOCUMENT)).toBe('accepted');
  });

  it('of a file, sealed from the disk, is accepted', async () => {
    const sealer = await createTestSealer({ keyOf: { seal: 'p256' } });
    const big = new Uint8Array(5_000_000).map((_, at) => at % 253);
    writeFileSync(path('big'), big);
    const file = await openFile(path('big'));
    const signer = createMockSigner(sealer.world.seal);
    const detached = await sealer.sealed(file, {}, { signer });
    const attached = await sealer.sealed(file, { packaging: 'attached' }, { signer });
    await file.close();
    expect(judge(sealer, detached, big)).toBe('accepted');
    expect(judge(sealer, attached)).toBe('accepted');
  });
});

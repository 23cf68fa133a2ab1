/** Certification requests against OpenSSL, both ways. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithPrograms } from '@eseal/testkit/server';
import { afterAll, describe, expect, it } from 'vitest';
import * as OID from '../asn1/oids.ts';
import { signatureRow } from '../crypto/algorithms.ts';
import { encodeSealSubject } from '../identity/seal-subject.ts';
import {
  encodeCertificationRequest,
  encodeCertificationRequestInfo,
  parseCertificationRequest,
  verifyCertificationRequest,
} from './certification-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'eseal-request-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string): string => join(folder, name);
const openssl = (...args: readonly string[]): string =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const subject = encodeSealSubject({
  organizationName: '株式会社サンプル',
  organizationIdentifier: { scheme: 'NTR', country: 'JP', reference: '1555666777888' },
});

const KEYS = [
  ['rsa-sha256', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']],
  ['ecdsa-sha384', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384']],
  ['ed25519', ['-algorithm', 'ED25519']],
] as const;

describeWithPrograms(['openssl'], 'certification requests and OpenSSL', { describe, it }, () => {
  it.each(KEYS)('agree on one made by us with %s', (algorithm, kind) => {
    openssl('genpkey', ...kind, '-out', 'key.pem');
    const key = createPrivateKey(readFileSync(path('key.pem')));
    const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
    const extensions = [{ oid: OID.keyUsage, critical: true, value: Uint8Array.of(3, 2, 6, 0xc0) }];
    const info = encodeCertificationRequestInfo({ subject, publicKey, extensions });
    const digest = algorithm === 'ed25519' ? null : signatureRow(algorithm).digest;
    const request = encodeCertificationRequest(info, algorithm, sign(digest, info, key));
    writeFileSync(path('request.der'), request);
    const read = ['req', '-in', 'request.der', '-inform', 'DER', '-noout'];
    expect(spawnSync('openssl', [...read, '-verify'], { cwd: folder, encoding: 'utf8' }).stderr).toContain(
      'verify OK',
    );
    const text = openssl(...read, '-text', '-nameopt', 'utf8,sep_comma_plus');
    expect(text).toContain('organizationIdentifier=NTRJP-1555666777888');
    expect(text).toContain('株式会社サンプル');
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature, Non Repudiation/);
  });

  it.each(KEYS)('agree on one made by OpenSSL with %s', async (_, kind) => {
    openssl('genpkey', ...kind, '-out', 'key.pem');
    openssl(
      'req',
      '-new',
      '-key',
      'key.pem',
      '-subj',
      '/C=JP/O=Sample',
      '-outform',
      'DER',
      '-out',
      'made.der',
    );
    const parsed = parseCertificationRequest(readFileSync(path('made.der')));
    expect(await verifyCertificationRequest(parsed)).toBe(true);
  });
});

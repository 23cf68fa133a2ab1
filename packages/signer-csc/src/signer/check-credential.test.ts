import { parseCertificate } from '@eseal/core/x509';
import { createGoodWorld } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import type { Credential } from '../model/credential.ts';
import { assertUsableCredential } from './check-credential.ts';

const now = new Date('2026-11-01T00:00:00Z');
const world = await createGoodWorld({ key: 'p256', now });
const [leaf, issuer, root] = world.chain.map(parseCertificate);
const certificates = [leaf, issuer, root].filter((certificate) => certificate !== undefined);

function credential(changes: Partial<Credential> = {}, key: Partial<Credential['key']> = {}): Credential {
  return {
    id: 'seal',
    description: undefined,
    signatureQualifier: undefined,
    key: { isEnabled: true, algorithms: [], length: 256, curve: '1.2.840.10045.3.1.7', ...key },
    certificateStatus: 'valid',
    certificates,
    authorization: { mode: 'implicit' },
    soleControlLevel: 1,
    maxSignatures: 1,
    ...changes,
  };
}

const check = (given: Credential, at = now, marginMs = 60_000) => assertUsableCredential(given, at, marginMs);
const end = leaf?.notAfter ?? now;

describe('assertUsableCredential', () => {
  it('orders the chain by issuance, whatever follows the first certificate', () => {
    const mixed = [leaf, root, issuer].filter((one) => one !== undefined);
    expect(check(credential({ certificates: mixed }))).toEqual(certificates.slice(0, world.chain.length));
  });

  it('takes a service that says nothing of the key and its certificate', () => {
    const silent = credential({ certificateStatus: undefined }, { length: undefined, curve: undefined });
    expect(check(silent)[0]).toBe(leaf);
  });

  it('counts the bits of P-521 as services do', async () => {
    const { chain } = await createGoodWorld({ key: 'p521', now });
    const own = { certificates: chain.map(parseCertificate) };
    for (const length of [521, 528]) check(credential(own, { length, curve: '1.3.132.0.35' }));
    expect(() => check(credential(own, { length: 512, curve: '1.3.132.0.35' }))).toThrow('512 bits');
  });

  it.each<[string, Credential, string]>([
    ['a disabled key', credential({}, { isEnabled: false }), 'SIGNER_KEY_UNUSABLE'],
    ['a revoked certificate', credential({ certificateStatus: 'revoked' }), 'SIGNER_KEY_UNUSABLE'],
    ['a suspended certificate', credential({ certificateStatus: 'suspended' }), 'SIGNER_KEY_UNUSABLE'],
    ['no certificate', credential({ certificates: [] }), 'SIGNER_KEY_UNUSABLE'],
    [
      'a chain that begins with an authority',
      credential({ certificates: certificates.toReversed() }),
      'SIGNER_KEY_UNUSABLE',
    ],
    ['another curve', credential({}, { curve: '1.3.132.0.34' }), 'CERTIFICATE_KEY_MISMATCH'],
    ['another length', credential({}, { length: 2048 }), 'CERTIFICATE_KEY_MISMATCH'],
  ])('refuses %s', (_name, given, code) => {
    expect(() => check(given)).toThrow(expect.objectContaining({ code, outcome: 'not-sent' }));
  });

  it('refuses a certificate that is about to end, by the margin', () => {
    expect(check(credential(), new Date(end.getTime() - 60_000))).toHaveLength(certificates.length);
    for (const at of [end.getTime() - 59_999, end.getTime() + 1, 0])
      expect(() => check(credential(), new Date(at))).toThrow(
        expect.objectContaining({ code: 'CERTIFICATE_NOT_VALID_NOW' }),
      );
  });
});

import { parseCertificate } from '@eseal/core/x509';
import { createPki } from '@eseal/testkit';
import { describe, expect, it, vi } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { createCertificateVerifier } from './signature-cache.ts';

describe('createCertificateVerifier', () => {
  it('tells valid signatures from others', async () => {
    const { seal, issuingCa, root } = await goodWorld();
    const verify = createCertificateVerifier(10);
    expect(await verify(certificateOf(seal), certificateOf(issuingCa).publicKey)).toBe('valid');
    expect(await verify(certificateOf(seal), certificateOf(root).publicKey)).toBe('invalid');
  });

  it('verifies each signature once', async () => {
    const world = await goodWorld();
    const [seal, issuer] = [certificateOf(world.seal), certificateOf(world.issuingCa)];
    const spy = vi.spyOn(issuer.publicKey, 'verify');
    const verify = createCertificateVerifier(1);
    expect(await verify(seal, issuer.publicKey)).toBe('valid');
    expect(await verify(seal, issuer.publicKey)).toBe('valid');
    expect(spy).toHaveBeenCalledTimes(1);
  });

  it('refuses to verify more than its budget', async () => {
    const world = await goodWorld();
    const verify = createCertificateVerifier(1);
    await verify(certificateOf(world.seal), certificateOf(world.issuingCa).publicKey);
    const again = async () => verify(certificateOf(world.tsa), certificateOf(world.issuingCa).publicKey);
    await expect(again()).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
  });

  it('says so when the algorithm is not known', async () => {
    const unknown = Uint8Array.of(0x30, 0x03, 0x06, 0x01, 0x2a);
    const pki = await createPki({
      entities: [
        {
          name: 'root',
          subject: [{ CN: 'root' }],
          profile: { kind: 'ca' },
          notBefore: new Date('2020-01-01T00:00:00Z'),
          notAfter: new Date('2040-01-01T00:00:00Z'),
        },
      ],
    });
    const root = parseCertificate(pki.entity('root').certificate);
    const odd = { ...root, signatureAlgorithm: { oid: '1.2', parameters: undefined, raw: unknown } };
    expect(await createCertificateVerifier(1)(odd, root.publicKey)).toBe('algorithm-unknown');
  });
});

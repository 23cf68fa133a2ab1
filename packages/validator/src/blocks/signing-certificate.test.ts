import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import type { SigningCertificateFacts } from '../facts/signing-certificate.ts';
import { policyOf } from '../policy/presets.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import { identifyCertificate } from './signing-certificate.ts';

const REFERENCE = { present: true, unique: true, digestMatch: true, issuerSerialMatch: true };

async function facts(changes: Partial<SigningCertificateFacts> = {}): Promise<SigningCertificateFacts> {
  const identified = certificateOf((await goodWorld()).seal);
  return { identified, hinted: undefined, reference: REFERENCE, ...changes };
}

describe('identifyCertificate', () => {
  it('passes the certificate whose digest is signed', async () => {
    const found = await facts();
    const result = identifyCertificate(found, policyOf('strict'));
    expect(result.conclusion.indication).toBe('PASSED');
    expect(result.certificate).toBe(found.identified);
  });

  it('only warns of another issuer and serial number beside the digest', async () => {
    const reference = { ...REFERENCE, issuerSerialMatch: false };
    const result = identifyCertificate(await facts({ reference }), policyOf('strict'));
    expect(result.conclusion.indication).toBe('PASSED');
    expect(result.checks.at(-1)).toMatchObject({ status: 'warned' });
  });

  it.each(['strict', 'compat'] as const)(
    'never takes a certificate that the reference does not name (%s)',
    async (preset) => {
      const { identified } = await facts();
      const reference = { ...REFERENCE, digestMatch: false };
      const result = identifyCertificate(
        { identified: undefined, hinted: identified, reference },
        policyOf(preset),
      );
      expect(subIndicationOf(result.conclusion)).toBe('NO_SIGNING_CERTIFICATE_FOUND');
      expect(result.certificate).toBeUndefined();
    },
  );

  it('takes a certificate by its identifier only where the policy allows a missing reference', async () => {
    const { identified: hinted } = await facts();
    const reference = { present: false, unique: false, digestMatch: false, issuerSerialMatch: null };
    const found = { identified: undefined, hinted, reference };
    const strict = identifyCertificate(found, policyOf('strict'));
    expect(subIndicationOf(strict.conclusion)).toBe('NO_SIGNING_CERTIFICATE_FOUND');
    expect(strict.certificate).toBeUndefined();
    expect(identifyCertificate(found, policyOf('compat')).certificate).toBe(hinted);
    const nothing = identifyCertificate({ ...found, hinted: undefined }, policyOf('compat'));
    expect(subIndicationOf(nothing.conclusion)).toBe('NO_SIGNING_CERTIFICATE_FOUND');
  });
});

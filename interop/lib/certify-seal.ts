/**
 * Certificates for keys whose private half is not here.
 *
 * @module
 */
import { addDays, type Entity, SAMPLE_ORGANIZATION, SAMPLE_POLICIES, type World } from '@eseal/testkit';

/** Has a seal's key certified in a world: the certificate, then its issuers. */
export function certifySeal({ pki, clock }: World, publicKey: Uint8Array): Promise<Entity['chain']> {
  const now = clock.now();
  return pki.certify(
    {
      name: 'certified-seal',
      issuer: 'issuing-ca',
      subject: SAMPLE_ORGANIZATION,
      profile: { kind: 'seal', policies: SAMPLE_POLICIES },
      notBefore: addDays(now, -1),
      notAfter: addDays(now, 365),
    },
    publicKey,
  );
}

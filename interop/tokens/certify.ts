/**
 * Certificates for keys that a token keeps.
 *
 * @module
 */
import { addDays, createGoodWorld, SAMPLE_ORGANIZATION, SAMPLE_POLICIES } from '@eseal/testkit';

/** A certificate for a key, and its issuers without the root. */
export async function certify(publicKey: Uint8Array): Promise<readonly [Uint8Array, ...Uint8Array[]]> {
  const { now, pki } = await createGoodWorld();
  return pki.certify(
    {
      name: 'on-token',
      issuer: 'issuing-ca',
      subject: SAMPLE_ORGANIZATION,
      profile: { kind: 'seal', policies: SAMPLE_POLICIES },
      notBefore: addDays(now, -1),
      notAfter: addDays(now, 100),
    },
    publicKey,
  );
}

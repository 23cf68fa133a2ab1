/**
 * A second organisation in a test PKI, with a P-256 key.
 *
 * @module
 */
import type { Signer } from '@eseal/core';
import { createWebCryptoSigner } from '@eseal/signer-webcrypto';
import { addDays, type EntityDefinition, type World } from '@eseal/testkit';

const NAME = 'other-seal';

/** Its certificate, issued by the CA of the first. */
export function otherSeal(): EntityDefinition {
  const now = new Date();
  return {
    name: NAME,
    issuer: 'issuing-ca',
    subject: [
      { C: 'JP' },
      { O: '見本商事株式会社' },
      { organizationIdentifier: 'NTRJP-1555666777888' },
      { CN: '見本商事株式会社 電子印' },
    ],
    profile: { kind: 'seal', policies: [{ oid: '2.999.1.1' }] },
    key: 'p256',
    notBefore: addDays(now, -10),
    notAfter: addDays(now, 700),
  };
}

/** Its Signer in a world that has it. */
export function otherSigner(world: World): Promise<Signer> {
  const { privateKey, chain } = world.entity(NAME);
  return createWebCryptoSigner({ key: privateKey, certificates: [...chain] });
}

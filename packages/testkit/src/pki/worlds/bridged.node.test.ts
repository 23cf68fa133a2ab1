import { X509Certificate } from 'node:crypto';
import { findRevoked, parseCrl } from '@eseal/core/revocation';
import { parseCertificate, parseCrossCertificatePair } from '@eseal/core/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../clock.ts';
import { type BridgedWorld, createBridgedWorld } from './bridged.ts';

const NOW = new Date('2026-11-01T00:00:00Z');
let world: BridgedWorld;

beforeAll(async () => {
  world = await createBridgedWorld({
    now: NOW,
    revocations: [{ entity: 'bridge-to-b', at: addDays(NOW, -1) }],
  });
});

const subjectOf = (name: string) => parseCertificate(world.entity(name).certificate).subject;

describe('the bridged world', () => {
  it('has certificates that their issuers signed, cross-certificates with the keys of others among them', () => {
    for (const { name, certificate, issuer } of world.pki.entities) {
      const key = new X509Certificate(issuer?.certificate ?? certificate).publicKey;
      expect([name, new X509Certificate(certificate).verify(key)]).toEqual([name, true]);
    }
    const cross = new X509Certificate(world.entity('bridge-to-b').certificate);
    const own = new X509Certificate(world.entity('b-root').certificate);
    expect(cross.subject).toBe(own.subject);
    expect(cross.publicKey.equals(own.publicKey)).toBe(true);
  });

  it('publishes a list for authorities and one for others, and pairs of cross-certificates', async () => {
    const bridge = subjectOf('bridge');
    const [authorities = new Uint8Array()] = await world.directory.lookUp(bridge, 'authorityRevocationList');
    const [others = new Uint8Array()] = await world.directory.lookUp(bridge, 'certificateRevocationList');
    expect(parseCrl(authorities).issuingDistributionPoint?.onlyContainsCACerts).toBe(true);
    expect(parseCrl(others).issuingDistributionPoint?.onlyContainsUserCerts).toBe(true);
    const { serialNumber } = world.entity('bridge-to-b');
    expect(findRevoked(parseCrl(authorities), serialNumber, bridge).entry).toBeDefined();
    expect(findRevoked(parseCrl(others), serialNumber, bridge).entry).toBeUndefined();
    const pairs = (await world.directory.lookUp(bridge, 'crossCertificatePair')).map(
      parseCrossCertificatePair,
    );
    expect(
      pairs.filter(({ issuedToThisCa, issuedByThisCa }) => issuedToThisCa && issuedByThisCa),
    ).toHaveLength(4);
    expect(await world.directory.lookUp({ raw: new Uint8Array() }, 'cACertificate')).toEqual([]);
  });
});

import { parseCertificate } from '@eseal/core/x509';
import { createPki, flipBit, type World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '../../test/japanese-scheme.ts';
import { certificateOf, goodWorld, judging } from '../../test/judging.ts';
import { identityOf, listed, listOf, worldList } from '../../test/listing.ts';
import { validateCertificatePath } from '../blocks/certificate-validation.ts';
import type { AuthenticatedList } from '../lists/list.ts';
import { createListTrust } from '../lists/trust-source.ts';
import { indeterminate } from '../report/conclusion.ts';
import { findingOf } from '../report/finding.ts';
import { combineTrust } from '../trust/combine.ts';
import { createPinnedTrust } from '../trust/pinned.ts';
import { findingsOfLists, matchServices } from './matched-services.ts';

const YEARS = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2040-01-01T00:00:00Z') };

let world: World;
beforeAll(async () => {
  world = await goodWorld();
});

/** The depths at which services of a list are found on the seal's path, which ends at what is pinned. */
async function depths(
  pinned: Uint8Array,
  ...lists: readonly AuthenticatedList[]
): Promise<readonly number[]> {
  const trust = combineTrust(createPinnedTrust([pinned]), createListTrust(lists));
  const context = { ...judging(world, [world.seal]), trust };
  const path = await validateCertificatePath(certificateOf(world.seal), 'seal', context);
  return (await matchServices(path, context)).services.map(({ depth }) => depth);
}

describe('matchServices', () => {
  it('finds services by the certificates of a path, with the depth of each', async () => {
    const { issuingCa, root, seal } = world;
    // What is withdrawn is no anchor any more, and still what the certificate is.
    const ended = [stateOf({ status: 'ended' })];
    const list = listOf([listed(root, ended), listed(seal, ended)]);
    expect(await depths(root.certificate, list)).toEqual([0, 2]);
    expect(await depths(root.certificate, listOf([listed(issuingCa)]))).toEqual([1]);
  });

  it('finds the service above a pinned authority by its key', async () => {
    expect(await depths(world.issuingCa.certificate, listOf([listed(world.root)]))).toEqual([2]);
    const { root } = await goodWorld({ key: 'p384' });
    expect(await depths(world.issuingCa.certificate, listOf([listed(root)]))).toEqual([]);
  });

  it('finds the service that signed where no anchor was reached', async () => {
    const bare = { ...identityOf(certificateOf(world.issuingCa)), certificate: undefined };
    const ended = { identities: [bare], states: [stateOf({ status: 'ended' })] };
    const context = { ...judging(world, []), trust: createListTrust([withService(ended)]) };
    const path = await validateCertificatePath(certificateOf(world.seal), 'seal', context);
    expect(path.anchor).toBeUndefined();
    expect((await matchServices(path, context)).services.map(({ depth }) => depth)).toEqual([1]);
  });

  it('K27: finds no service by a certificate that was forged in the name of its authority', async () => {
    const forged = parseCertificate(flipBit(world.seal.certificate, world.seal.certificate.length - 1));
    const context = { ...judging(world, [world.seal]), trust: createListTrust([worldList(world)]) };
    const path = await validateCertificatePath(forged, 'seal', context);
    expect(path.anchor?.route).toBe('trusted-list');
    expect(path.conclusion).toEqual(indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE'));
    expect(await matchServices(path, context)).toEqual({ certificates: [forged], services: [] });
  });

  it('K1: K27: finds no service above a certificate that is no authority, though its holder signed with it', async () => {
    const pki = await createPki({
      entities: [
        { name: 'ca', subject: [{ CN: 'CA' }], profile: { kind: 'ca' }, ...YEARS },
        { name: 'holder', issuer: 'ca', subject: [{ CN: 'holder' }], profile: { kind: 'bare' }, ...YEARS },
        {
          name: 'claimed',
          issuer: 'holder',
          subject: [{ CN: 'claimed' }],
          profile: { kind: 'bare' },
          ...YEARS,
        },
      ],
    });
    const trust = createListTrust([listOf([listed(pki.entity('ca'))])]);
    const matched = async (name: string) => {
      const context = { ...judging(world, [pki.entity('holder')]), trust };
      const path = await validateCertificatePath(certificateOf(pki.entity(name)), 'seal', context);
      expect(path.chain).toHaveLength(name === 'holder' ? 1 : 2);
      return (await matchServices(path, context)).services.map(({ depth }) => depth);
    };
    expect(await matched('holder')).toEqual([1]);
    expect(await matched('claimed')).toEqual([]);
  });

  it('finds no service that issued a certificate which is trusted by itself', async () => {
    // Nobody asked whether it was revoked.
    expect(await depths(world.seal.certificate, listOf([listed(world.root)]))).toEqual([]);
    const trust = combineTrust(
      createPinnedTrust([world.seal.certificate]),
      createListTrust([listOf([listed(world.issuingCa)])]),
    );
    const context = { ...judging(world, [world.seal]), trust };
    const path = await validateCertificatePath(certificateOf(world.seal), 'seal', context);
    expect(path.conclusion.indication).toBe('PASSED');
    expect((await matchServices(path, context)).services).toEqual([]);
  });

  it('finds nothing without a path', async () => {
    const context = judging(world, []);
    expect(await matchServices(undefined, context)).toEqual({ certificates: [], services: [] });
  });

  /** A list with this service beside one that nobody here looks for. */
  function withService(service: Parameters<typeof listOf>[0][number]): AuthenticatedList {
    return listOf([listed(world.tsa), service]);
  }
});

describe('findingsOfLists', () => {
  it('are said once for each list', async () => {
    const rule = { id: 'AGED', citation: '-', message: { ja: '古い', en: 'aged' } };
    const list = listOf([listed(world.issuingCa), listed(world.root)], {
      findings: [findingOf(rule, 'warning')],
    });
    const services = await createListTrust([list]).servicesNamed?.(certificateOf(world.root).subject);
    const [service] = services ?? [];
    if (service === undefined) throw new TypeError('the service is not found');
    const copy = { ...service, list: { ...service.list } };
    const twice = [service, copy].map((one, depth) => ({ service: one, depth }));
    expect(findingsOfLists(twice).map(({ id }) => id)).toEqual(['AGED']);
  });
});

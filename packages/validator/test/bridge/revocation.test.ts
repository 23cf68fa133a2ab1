/** Lists across a bridge: for authorities and for others, by whom, and out of directories (RFC 5280 §6.3). */
import {
  addDays,
  BRIDGED_NAMES,
  type BridgedWorld,
  bridgedTerms,
  type CrlTemplate,
  type DistinguishedName,
  type Entity,
  issueCrl,
  issuingDistributionPoint,
} from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { createOnlineRevocation } from '../../src/retrieval/online-revocation.ts';
import type { RevocationProvider } from '../../src/revocation/provider.ts';
import { addition, ISSUING_B, P } from '../bridged-additions.ts';
import { bridgedWorld, failed, judgeBridged, total } from '../bridging.ts';
import { NOW } from '../judging.ts';

let world: BridgedWorld;

beforeAll(async () => {
  world = await bridgedWorld();
});

/** Asks a directory that holds this list alone in place of all its own. */
function onlyList({ directory }: BridgedWorld, list: Uint8Array): RevocationProvider {
  return createOnlineRevocation({
    resolveDirectory: async (name, attribute) =>
      attribute === 'certificateRevocationList' ? [list] : directory.lookUp(name, attribute),
  });
}

/** A list by somebody, newer than every other. */
function currentList(issuer: Entity, revocations: CrlTemplate['revocations']): Promise<Uint8Array> {
  return issueCrl({ issuer, revocations, thisUpdate: NOW, nextUpdate: addDays(NOW, 7), number: 9 });
}

describe('revocation across a bridge', () => {
  it('B-10: asks the list for authorities about authorities, and the one for others about others', async () => {
    const report = await judgeBridged(world, 'seal');
    expect(report.path.revocation.map(({ source, status }) => [source, status])).toEqual(
      Array(4).fill(['crl', 'good']),
    );
    const confused = createOnlineRevocation({
      transport: world.transport,
      resolveDirectory: (name) => world.directory.lookUp(name, 'certificateRevocationList'),
    });
    const without = await judgeBridged(world, 'seal', { revocationProvider: confused });
    expect(without.path.revocation.map(({ status }) => status)).toEqual([
      'good',
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(failed(without)).toBe('REVOCATION_CHECKED');
  });

  it('B-10: does not believe a list of another distribution point', async () => {
    const listAt = (directory: DistinguishedName) =>
      issueCrl({
        issuer: world.issuingCa,
        revocations: [],
        thisUpdate: NOW,
        nextUpdate: addDays(NOW, 7),
        number: 1,
        extensions: [issuingDistributionPoint({ only: 'user', directory })],
      });
    const statusBy = async (directory: DistinguishedName) => {
      const list = await listAt(directory);
      const revocationProvider = onlyList(world, list);
      const report = await judgeBridged(world, 'seal', { revocationProvider });
      return report.path.revocation[0]?.status;
    };
    expect(await statusBy(ISSUING_B)).toBe('good');
    expect(await statusBy([...ISSUING_B, { CN: 'another list' }])).toBe('unknown');
  });

  it('K12: B-11: believes no list of an authority that only has the same name', async () => {
    const impostor = await bridgedWorld({
      entities: [addition({ name: 'impostor', subject: ISSUING_B, profile: { kind: 'ca' } })],
    });
    const forged = await currentList(impostor.entity('impostor'), [
      { serialNumber: impostor.seal.serialNumber, at: addDays(NOW, -1) },
    ]);
    const only = onlyList(impostor, forged);
    const alone = await judgeBridged(impostor, 'seal', { revocationProvider: only });
    expect(alone.path.revocation[0]?.status).toBe('unknown');
    expect(failed(alone)).toBe('REVOCATION_CHECKED');
    const both = createOnlineRevocation({
      resolveDirectory: async (name, attribute) => [
        forged,
        ...(await impostor.directory.lookUp(name, attribute)),
      ],
    });
    expect(total(await judgeBridged(impostor, 'seal', { revocationProvider: both }))).toBe('TOTAL-PASSED');
  });

  it('K12: B-11: believes no list by a namesake that another domain of the bridge certified', async () => {
    const entities = [
      addition({
        name: 'namesake',
        issuer: 'c-root',
        subject: ISSUING_B,
        profile: { kind: 'ca' },
        quirks: bridgedTerms(BRIDGED_NAMES.c, { policies: [P.c] }),
      }),
    ];
    const impostor = await bridgedWorld({ entities });
    const borrowed = await currentList(impostor.entity('namesake'), []);
    const revocationProvider = onlyList(impostor, borrowed);
    const report = await judgeBridged(impostor, 'seal', {
      revocationProvider,
      certificates: [...impostor.seal.chain, impostor.entity('namesake').certificate],
    });
    expect(report.path.revocation[0]?.status).toBe('unknown');
  });

  it('B-12: finds lists by the names of directory entries, and knows nothing without a directory', async () => {
    const without = await judgeBridged(world, 'seal', { revocationProvider: createOnlineRevocation() });
    expect(failed(without)).toBe('REVOCATION_CHECKED');
    expect(without.retrieval.map(({ outcome, url }) => [outcome, url])).toContainEqual([
      'no-resolver',
      'OU=発行認証局, O=例示認証株式会社, C=JP',
    ]);
    const revoked = await bridgedWorld({ revocations: [{ entity: 'seal', at: addDays(NOW, -2) }] });
    expect(total(await judgeBridged(revoked, 'seal'))).toBe('INDETERMINATE REVOKED_NO_POE');
  });
});

/** Services that lie: whatever they say, no material comes of it. */
import type { MaterialSubject } from '@eseal/core';
import {
  addDays,
  type CrlFault,
  createWorld,
  type EntityDefinition,
  goodEntities,
  type OcspFault,
  type World,
} from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, NOW } from '../../test/judging.ts';
import { createOnlineRevocation } from '../retrieval/online-revocation.ts';
import { createMemoryStore } from '../retrieval/store.ts';
import { createMaterialSource } from './material-source.ts';

/** The good world with an authority of the issuer's name and another key, and responders that nobody appointed. */
async function hostileWorld(): Promise<World> {
  const entities = (now: Date): readonly EntityDefinition[] => {
    const good = goodEntities(now);
    const named = (name: string): EntityDefinition => {
      const found = good.find((one) => one.name === name);
      if (found === undefined) throw new TypeError(`no ${name}`);
      return found;
    };
    return [
      ...good,
      { ...named('root'), name: 'other-root', subject: [{ CN: 'Other Root' }] },
      { ...named('issuing-ca'), name: 'namesake', issuer: 'other-root' },
      { ...named('ocsp'), name: 'appointed-by-namesake', issuer: 'namesake' },
      { ...named('ocsp'), name: 'without-purpose', profile: { kind: 'seal', policies: [] } },
      { ...named('ocsp'), name: 'expired', notBefore: addDays(now, -9), notAfter: addDays(now, -2) },
    ];
  };
  return createWorld(entities, { now: NOW });
}

function collect(world: World, time = NOW) {
  const subject: MaterialSubject = { role: 'seal', certificate: certificateOf(world.seal), time };
  const { chain: certificates, anchors, transport } = world;
  const source = createMaterialSource({ trust: anchors, transport, now: () => NOW });
  return source.collect({ subjects: [subject], present: { certificates, crls: [], ocspResponses: [] } });
}

const HTTP_DOWN = { kind: 'http-status', status: 503 } as const;

describe('answers that count for nothing', () => {
  it.each<[string, (world: World) => OcspFault]>([
    ['K6 about a certificate of another number', () => ({ kind: 'wrong-certificate' })],
    ['K7 by a responder that a namesake appointed', (world) => by(world, 'appointed-by-namesake')],
    ['K7 by a certificate that is for no responder', (world) => by(world, 'without-purpose')],
    ['K7 by the namesake itself', (world) => by(world, 'namesake')],
    ['K7 by a responder whose certificate is over', (world) => by(world, 'expired')],
    ['K7 by the seal itself', (world) => by(world, 'seal')],
    ['K8 of last week', () => ({ kind: 'stale', age: 7 * 86_400_000 })],
    ['K8 with another nonce', () => ({ kind: 'wrong-nonce' })],
    ['K9 that do not know the certificate', () => ({ kind: 'status', status: { kind: 'unknown' } })],
    ['K9 that say to come again', () => ({ kind: 'error', error: 'tryLater' })],
    ['K9 that say that nobody may ask', () => ({ kind: 'error', error: 'unauthorized' })],
    ['with a broken signature', () => ({ kind: 'broken-signature' })],
  ])('%s', async (_, faultOf) => {
    const world = await hostileWorld();
    const hostile = world.withFaults({ ocsp: faultOf(world), crl: HTTP_DOWN });
    await expect(collect(hostile)).rejects.toMatchObject({ code: 'MATERIAL_MISSING' });
    // The lists are honest: nothing else is wrong.
    const { crls } = await collect(world.withFaults({ ocsp: faultOf(world) }));
    expect(crls).toHaveLength(2);
  });
});

describe('lists that count for nothing', () => {
  it.each<[string, (world: World) => CrlFault]>([
    [
      'K12 of an issuer with the same name and another key',
      (world) => ({ kind: 'other-signer', signer: world.entity('namesake') }),
    ],
    ['K12 of another issuer', (world) => ({ kind: 'other-signer', signer: world.entity('other-root') })],
    ['K13 whose time is over', () => ({ kind: 'stale-list', age: 30 * 86_400_000 })],
    ['with a broken signature', () => ({ kind: 'broken-list' })],
  ])('%s', async (_, faultOf) => {
    const world = await hostileWorld();
    const hostile = world.withFaults({ crl: faultOf(world), ocsp: HTTP_DOWN });
    await expect(collect(hostile)).rejects.toMatchObject({ code: 'MATERIAL_MISSING' });
    const { ocspResponses } = await collect(world.withFaults({ crl: faultOf(world) }));
    expect(ocspResponses).toHaveLength(2);
  });
});

describe('Z13: a poisoned cache', () => {
  it('counts for nothing, and does not keep the service from being asked', async () => {
    const world = await hostileWorld();
    const store = createMemoryStore();
    const sourceOf = (of: World) => {
      const revocationProvider = createOnlineRevocation({ transport: of.transport, store, now: () => NOW });
      return createMaterialSource({ trust: world.anchors, revocationProvider, now: () => NOW });
    };
    const subject: MaterialSubject = { role: 'seal', certificate: certificateOf(world.seal), time: NOW };
    const present = { certificates: world.chain, crls: [], ocspResponses: [] };
    const poisoned = world.withFaults({ ocsp: by(world, 'namesake'), crl: HTTP_DOWN });
    const request = { subjects: [subject], present };
    await expect(sourceOf(poisoned).collect(request)).rejects.toMatchObject({ code: 'MATERIAL_MISSING' });
    expect((await sourceOf(world).collect(request)).ocspResponses).toHaveLength(2);
  });
});

function by(world: World, name: string): OcspFault {
  return { kind: 'wrong-responder', responder: world.entity(name) };
}

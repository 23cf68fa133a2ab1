/**
 * One test PKI with two seal certificates, of an RSA and of a P-256 key, so that one anchor serves for both.
 *
 * @module
 */
import type { Signer } from '@eseal/core';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { createGoodWorld, systemClock } from '@eseal/testkit';
import type { SealedFile } from '../judges/verdict.ts';
import { algorithmNamed } from './algorithms.ts';
import { otherSeal, otherSigner } from './other-seal.ts';
import { trustIn } from './sealing-world.ts';
import type { Workbench } from './workbench.ts';

/** What two organisations seal with. */
export interface TwoSealsWorld {
  readonly rsa: Signer;
  readonly p256: Signer;
  readonly timestamps: TimestampSource;
  readonly trust: SealedFile['trust'];
}

/** Makes the world; its services are in this process. */
export async function createTwoSealsWorld(bench: Workbench): Promise<TwoSealsWorld> {
  const keyOf = { seal: 'rsa-2048' } as const;
  const world = await createGoodWorld({ now: systemClock, keyOf, entities: [otherSeal()] });
  return {
    rsa: await algorithmNamed('RSA-2048').signer(world.seal),
    p256: await otherSigner(world),
    timestamps: createTimestampClient({ url: world.urls.tsa, transport: world.transport }),
    trust: trustIn(world, bench, 'two-seals'),
  };
}

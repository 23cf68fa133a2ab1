/**
 * A test PKI with the Signer of one algorithm.
 *
 * @module
 */
import type { MaterialSource, Signer } from '@eseal/core';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { createGoodWorld, systemClock, toPem, type World } from '@eseal/testkit';
import { createMaterialSource, createOnlineRevocation } from '@eseal/validator';
import type { SealedFile } from '../judges/verdict.ts';
import type { AlgorithmCase } from './algorithms.ts';
import type { Workbench } from './workbench.ts';

/** What a seal is made with. */
export interface SealingWorld {
  readonly signer: Signer;
  readonly timestamps: TimestampSource;
  readonly material: MaterialSource;
  readonly trust: SealedFile['trust'];
}

/** A world whose seal certificate has a key for the algorithm. Its services are in this process. */
export async function createSealingWorld(algorithm: AlgorithmCase, bench: Workbench): Promise<SealingWorld> {
  const world = await createGoodWorld({ now: systemClock, keyOf: { seal: algorithm.key() } });
  return sealingWorldOf(world, await algorithm.signer(world.seal), bench, algorithm.name);
}

/** What seals are made with in a world, by a Signer whose certificate is of it. */
export function sealingWorldOf(world: World, signer: Signer, bench: Workbench, name: string): SealingWorld {
  return {
    signer,
    timestamps: createTimestampClient({ url: world.urls.tsa, transport: world.transport }),
    // pyHanko 0.38 asks for revocation data of an anchor that signs OCSP answers itself.
    material: materialOf(world, 'crl-first'),
    trust: trustIn(world, bench, name),
  };
}

/** What proves the chains of a world's seals, from its services. */
export function materialOf(
  { anchors, clock, transport }: World,
  preference: 'ocsp-first' | 'crl-first' = 'ocsp-first',
): MaterialSource {
  const now = clock.now;
  const revocationProvider = createOnlineRevocation({ transport, preference, now });
  return createMaterialSource({ trust: anchors, transport, revocationProvider, now });
}

/** The world's anchor as a file. */
export function trustIn(world: World, bench: Workbench, name: string): SealedFile['trust'] {
  const path = bench.write(`${name.replaceAll(' ', '-')}/root.pem`, toPem('CERTIFICATE', ...world.anchors));
  return { path, certificate: world.root.certificate };
}

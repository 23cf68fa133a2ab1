/**
 * A test PKI with the Signer of one algorithm.
 *
 * @module
 */
import type { Signer } from '@eseal/core';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { createGoodWorld, systemClock, toPem, type World } from '@eseal/testkit';
import type { SealedFile } from '../judges/verdict.ts';
import type { AlgorithmCase } from './algorithms.ts';
import type { Workbench } from './workbench.ts';

/** What a seal is made with. */
export interface SealingWorld {
  readonly signer: Signer;
  readonly timestamps: TimestampSource;
  readonly trust: SealedFile['trust'];
}

/** A world whose seal certificate has a key for the algorithm. Its services are in this process. */
export async function createSealingWorld(algorithm: AlgorithmCase, bench: Workbench): Promise<SealingWorld> {
  const world = await createGoodWorld({ now: systemClock, keyOf: { seal: algorithm.key() } });
  return {
    signer: await algorithm.signer(world.seal),
    timestamps: createTimestampClient({ url: world.urls.tsa, transport: world.transport }),
    trust: trustIn(world, bench, algorithm.name),
  };
}

/** The world's anchor as a file. */
export function trustIn(world: World, bench: Workbench, name: string): SealedFile['trust'] {
  const path = bench.write(`${name.replaceAll(' ', '-')}/root.pem`, toPem('CERTIFICATE', ...world.anchors));
  return { path, certificate: world.root.certificate };
}

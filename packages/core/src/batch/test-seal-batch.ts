/** Batches of the toy format, for tests of sealing many documents. */
import { createGoodWorld, createMockSigner } from '@eseal/testkit';
import { toyFormat } from '../../test/toy-format.ts';
import { utf8 } from '../util/bytes.ts';
import { sealMany } from './seal-many.ts';
import type { BatchDocument, BatchOutcome, SealManyOptions } from './seal-many-options.ts';

/** The time at which the seal's certificate is valid. */
export const NOW: Date = new Date('2026-11-01T09:00:00Z');

/** A clock that stands still there. */
export const now = (): Date => NOW;

/** Keys and certificates. */
export const world: Awaited<ReturnType<typeof createGoodWorld>> = await createGoodWorld({ now: NOW });

/** A document that is in memory. */
export interface ToyDocument {
  readonly id: string;
  readonly document: Uint8Array;
}

/** Documents `0`, `1`… with a text of their own each. */
export function documents(count: number): readonly ToyDocument[] {
  return Array.from({ length: count }, (_, at) => ({ id: `${at}`, document: utf8(`document ${at}`) }));
}

/** All outcomes of a batch. */
export async function collect(batch: AsyncIterable<BatchOutcome>): Promise<readonly BatchOutcome[]> {
  const outcomes: BatchOutcome[] = [];
  for await (const outcome of batch) outcomes.push(outcome);
  return outcomes;
}

/** Seals a batch with the mock signer, unless another is given. */
export function sealAll(
  batch: Iterable<BatchDocument> | AsyncIterable<BatchDocument>,
  options: Partial<SealManyOptions> = {},
): Promise<readonly BatchOutcome[]> {
  return collect(
    sealMany(batch, { signer: createMockSigner(world.seal), format: toyFormat(), now, ...options }),
  );
}

/** Outcomes as texts: id, kind, and the code of an error. */
export function summary(outcomes: readonly BatchOutcome[]): readonly string[] {
  return outcomes.map(
    (outcome) => `${outcome.id} ${outcome.kind}${'error' in outcome ? ` ${outcome.error.code}` : ''}`,
  );
}

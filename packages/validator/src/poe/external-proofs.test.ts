import { utf8 } from '@eseal/core';
import { type DigestAlgorithm, digestBytes } from '@eseal/core/crypto';
import { addDays } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { NOW } from '../../test/judging.ts';
import type { EvidenceGraph } from './evidence-graph.ts';
import { initialProofs } from './external-proofs.ts';
import type { ExternalProof } from './proof-of-existence.ts';
import { earliestProof } from './proofs.ts';

const [VALUE, OUTER, INNER, LIST, DOCUMENT] = ['value', 'outer', 'inner', 'list', 'document'].map(utf8) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

/** A token inside of another, as the certificates of its authority may be. */
const GRAPH: EvidenceGraph = {
  signatures: new Map([['S-1', VALUE]]),
  timestamps: new Map([
    ['T-1', [OUTER, INNER]],
    ['T-2', [INNER, LIST]],
  ]),
  material: [],
  unsound: new Set(),
};

const vouch = async (object: Uint8Array, days: number, digestAlgorithm: DigestAlgorithm = 'SHA-256') => ({
  digestAlgorithm,
  digest: await digestBytes(digestAlgorithm, object),
  time: addDays(NOW, days),
});

/** What is known of each object: days before the control time, and how. */
async function known(external: readonly ExternalProof[]): Promise<Readonly<Record<string, string>>> {
  const whole = await digestBytes('SHA-256', DOCUMENT);
  const documentDigest = (algorithm: DigestAlgorithm) => (algorithm === 'SHA-256' ? whole : undefined);
  const proofs = await initialProofs({ time: NOW, external, graph: GRAPH, documentDigest });
  const entries = Object.entries({ VALUE, OUTER, INNER, LIST }).map(async ([name, object]) => {
    const { time, kind } = await earliestProof(proofs, object);
    return [name, `${(time.getTime() - NOW.getTime()) / 86_400_000} ${kind}`] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

const NOTHING = { VALUE: '0 now', OUTER: '0 now', INNER: '0 now', LIST: '0 now' };

describe('what a validation knows when it begins', () => {
  it('is that everything exists now', async () => {
    expect(await known([])).toEqual(NOTHING);
  });

  it('is what the caller vouches for: that object and what is in it, nothing beside or around it', async () => {
    expect(await known([await vouch(VALUE, -2)])).toEqual({ ...NOTHING, VALUE: '-2 external' });
    expect(await known([await vouch(INNER, -2)])).toEqual({
      ...NOTHING,
      INNER: '-2 external',
      LIST: '-2 external',
    });
  });

  it('goes through tokens inside of tokens, each with its earliest time', async () => {
    expect(await known([await vouch(OUTER, -3), await vouch(INNER, -1), await vouch(LIST, -5)])).toEqual({
      VALUE: '0 now',
      OUTER: '-3 external',
      INNER: '-3 external',
      LIST: '-5 external',
    });
  });

  it('is everything in a document that is vouched for, by the digest that was computed', async () => {
    const all = '-4 external';
    expect(await known([await vouch(DOCUMENT, -4)])).toEqual({
      VALUE: all,
      OUTER: all,
      INNER: all,
      LIST: all,
    });
    expect(await known([await vouch(DOCUMENT, -4, 'SHA-512')])).toEqual(NOTHING);
  });

  it('is nothing for another digest, another algorithm, or a time to come', async () => {
    const proof = await vouch(VALUE, -2);
    const flipped = proof.digest.map((byte, at) => (at === 0 ? byte ^ 1 : byte));
    expect(await known([{ ...proof, digest: flipped }])).toEqual(NOTHING);
    expect(await known([{ ...proof, digestAlgorithm: 'SHA3-256' }])).toEqual(NOTHING);
    expect(await known([{ ...proof, digest: proof.digest.subarray(0, 16) }])).toEqual(NOTHING);
    expect(await known([await vouch(VALUE, 2), await vouch(DOCUMENT, 2)])).toEqual(NOTHING);
  });
});

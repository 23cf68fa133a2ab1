import { utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { addDays } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { NOW } from '../../test/judging.ts';
import type { EvidenceGraph } from './evidence-graph.ts';
import { initialProofs } from './external-proofs.ts';
import { type ExternalProof, vouchedFor } from './proof-of-existence.ts';
import { earliestProof, withProof } from './proofs.ts';

const [SEAL, TOKEN, INSIDE, LIST] = ['a value', 'a token', 'in the token', 'a list'].map(utf8) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

const GRAPH: EvidenceGraph = {
  signatures: new Map([['S-1', SEAL]]),
  timestamps: new Map([['T-1', [TOKEN, INSIDE]]]),
  material: [LIST],
  unsound: new Set(),
};

async function vouch(
  object: Uint8Array,
  days: number,
  digestAlgorithm: ExternalProof['digestAlgorithm'] = 'SHA-256',
): Promise<ExternalProof> {
  return { digestAlgorithm, digest: await digestBytes(digestAlgorithm, object), time: addDays(NOW, days) };
}

const DOCUMENT = utf8('the document');

async function daysOf(external: readonly ExternalProof[]): Promise<readonly number[]> {
  const digest = await digestBytes('SHA-512', DOCUMENT);
  const documentDigest = (algorithm: string) => (algorithm === 'SHA-512' ? digest : undefined);
  const proofs = await initialProofs({ time: NOW, external, graph: GRAPH, documentDigest });
  const times = [SEAL, TOKEN, INSIDE, LIST].map(async (one) => (await earliestProof(proofs, one)).time);
  return (await Promise.all(times)).map((time) => (time.getTime() - NOW.getTime()) / 86_400_000);
}

describe('proofs of existence', () => {
  it('begin with everything existing now', async () => {
    expect(await daysOf([])).toEqual([0, 0, 0, 0]);
  });

  it('are what the caller vouches for, by any digest, the earliest of several', async () => {
    expect(await daysOf([await vouch(SEAL, -2), await vouch(SEAL, -3, 'SHA-384')])).toEqual([-3, 0, 0, 0]);
    expect(await daysOf([await vouch(LIST, 5)])).toEqual([0, 0, 0, 0]);
    expect(await daysOf([await vouch(utf8('another'), -5)])).toEqual([0, 0, 0, 0]);
  });

  it('hold for everything inside of a token and of a document', async () => {
    expect(await daysOf([await vouch(TOKEN, -2)])).toEqual([0, -2, -2, 0]);
    const ofDocument = await vouch(DOCUMENT, -4, 'SHA-512');
    expect(await daysOf([ofDocument, await vouch(LIST, -6)])).toEqual([-4, -4, -4, -6]);
  });

  it('leave what was known as it was when one is added', async () => {
    const documentDigest = () => undefined;
    const before = await initialProofs({ time: NOW, external: [], graph: GRAPH, documentDigest });
    const after = await withProof(before, [SEAL], vouchedFor(await vouch(SEAL, -1)));
    const later = await withProof(after, [SEAL], vouchedFor(await vouch(SEAL, -0.5)));
    expect((await earliestProof(before, SEAL)).kind).toBe('now');
    expect((await earliestProof(later, Uint8Array.from(SEAL))).time).toEqual(addDays(NOW, -1));
  });
});

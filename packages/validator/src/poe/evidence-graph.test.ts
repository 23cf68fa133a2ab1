import { utf8 } from '@eseal/core';
import type { ContainerMaterial, ParsedContainer } from '@eseal/core/container';
import type { World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { goodWorld } from '../../test/judging.ts';
import { parsedSeal, timestampOver } from '../../test/parsed-seal.ts';
import { readTimestamp } from '../facts/timestamp-facts.ts';
import { evidenceGraph, materialOfTokens, unsoundTimestamps, wholeDocument } from './evidence-graph.ts';

const [LIST, ANSWER, STORED] = ['a list', 'an answer', 'a certificate of the store'].map(utf8) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];
const MATERIAL: ContainerMaterial = { certificates: [STORED], crls: [], ocspResponses: [] };

let world: World;
beforeAll(async () => {
  world = await goodWorld();
});

/** A document with a stamped seal, another seal, and a token that cannot be read. */
async function document() {
  const stamp = await timestampOver(world, utf8('value'));
  const damaged = { ...stamp, id: 'T-2', token: stamp.token.subarray(0, 40) };
  const first = await parsedSeal(world.seal, { crls: [LIST], timestamps: [stamp] });
  const second = await parsedSeal(world.seal, { id: 'S-2', ocspResponses: [ANSWER], timestamps: [damaged] });
  const container: ParsedContainer = {
    format: 'pades',
    signatures: [first, second],
    timestamps: [],
    findings: [],
    material: MATERIAL,
  };
  const tokens = new Map([stamp, damaged].map((one) => [one, readTimestamp(one)]));
  return { container, tokens, stamp, damaged, first, second };
}

describe('the graph of a document', () => {
  it('has each signature value, each token with all in it, and what stands beside them', async () => {
    const { container, tokens, stamp, damaged, first, second } = await document();
    const graph = evidenceGraph(container, tokens, new Set(['T-2']));
    expect(graph).toEqual({
      signatures: new Map([
        ['S-1', first.signature.value],
        ['S-2', second.signature.value],
      ]),
      timestamps: new Map([
        ['T-1', [stamp.token, ...world.tsa.chain]],
        ['T-2', [damaged.token]],
      ]),
      material: [...world.seal.chain, LIST, ...world.seal.chain, ANSWER, STORED],
      unsound: new Set(['T-2']),
    });
    expect(wholeDocument(graph)).toEqual([
      first.signature.value,
      second.signature.value,
      stamp.token,
      ...world.tsa.chain,
      damaged.token,
      ...graph.material,
    ]);
  });

  it('does without a store', async () => {
    const { container, tokens } = await document();
    const { material: _, ...without } = container;
    expect(evidenceGraph(without, tokens, new Set()).material).not.toContain(STORED);
  });
});

describe('unsoundTimestamps', () => {
  it('are those of a signature that is not binding, and of no other', async () => {
    const { first, second } = await document();
    const unsound = (broken: string) => unsoundTimestamps([first, second], ({ id }) => id !== broken);
    expect(unsound('S-1')).toEqual(new Set(['T-1']));
    expect(unsound('S-2')).toEqual(new Set(['T-2']));
    expect(unsound('S-3')).toEqual(new Set());
  });
});

describe('the material of tokens', () => {
  it('is what each token that can be read carries', async () => {
    const { tokens, damaged } = await document();
    const material = materialOfTokens(tokens);
    expect(material.map(({ certificates }) => certificates)).toEqual([world.tsa.chain]);
    expect(material.flatMap(({ crls, ocspResponses }) => [...crls, ...ocspResponses])).toEqual([]);
    expect(materialOfTokens(new Map([[damaged, readTimestamp(damaged)]]))).toEqual([]);
  });
});

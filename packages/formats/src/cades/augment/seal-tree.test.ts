import { augment, utf8 } from '@eseal/core';
import { parseSignedData } from '@eseal/core/cms';
import { beforeAll, describe, expect, it } from 'vitest';
import { cades } from '../cades.ts';
import { parseCades } from '../parse.ts';
import { createTestMaterialSource } from '../test-material.ts';
import { createTestSealer, type TestSealer } from '../test-seals.ts';
import { choosePositions, readSealTree, type SealNode, withCounterSignatures } from './seal-tree.ts';

let sealer: TestSealer;
let sealed: Uint8Array;
let seals: readonly SealNode[];
beforeAll(async () => {
  sealer = await createTestSealer();
  const first = await sealer.sealed(utf8('合意書'), { packaging: 'attached' });
  const both = await sealer.sealed(first, { parallelTo: 'document' });
  sealed = await countersign(await countersign(both, 0), 1);
  seals = await treeOf(sealed);
});

async function countersign(cms: Uint8Array, at: number): Promise<Uint8Array> {
  const { signatures } = await parseCades(cms);
  return sealer.sealed(cms, { counterSignatureOf: signatures[at]?.id ?? '' });
}

const treeOf = (cms: Uint8Array): Promise<readonly SealNode[]> =>
  readSealTree({ signedData: parseSignedData(cms), packaging: 'attached', contents: [] });

/** How many counter-signatures lie in each other, one number for each seal. */
const depthOf = ({ counterSignatures }: SealNode): number =>
  Math.max(0, ...counterSignatures.map((one) => 1 + depthOf(one)));

const idsOf = (nodes: readonly SealNode[]) => nodes.map(({ signature }) => signature.id);

describe('the tree of seals', () => {
  it('has the seals at the top, and each counter-signature under what it countersigns', () => {
    expect(seals.map(depthOf).sort()).toEqual([0, 2]);
    for (const seal of seals) {
      expect(seal.signature.counterSignatureOf).toBeNull();
      for (const one of seal.counterSignatures)
        expect(one.signature.counterSignatureOf).toBe(seal.signature.id);
    }
  });

  it('is listed from a seal down to the last counter-signature on it, without the other seals', () => {
    const lists = seals.map(withCounterSignatures);
    expect(lists.map(({ length }) => length).sort()).toEqual([1, 3]);
    expect(new Set(lists.flatMap(idsOf)).size).toBe(4);
  });

  it('says which archive timestamps cover a counter-signature, also a nested one, and that none did before', async () => {
    const { timestamps, world } = sealer;
    const material = createTestMaterialSource(world);
    const options = { format: cades(), adesLevel: 'B-LTA', timestamps, material } as const;
    const after = await treeOf(await (await augment(sealed, options)).toBytes());
    const covering = (nodes: readonly SealNode[]) =>
      nodes.flatMap(withCounterSignatures).map(({ coveredBy }) => coveredBy.map(({ type }) => type));
    expect(covering(seals)).toEqual([[], [], [], []]);
    expect(covering(after).toSorted((a, b) => a.length - b.length)).toEqual([
      [],
      [],
      ['archive'],
      ['archive'],
    ]);
    for (const { coveredBy } of after) expect(coveredBy).toEqual([]);
  });
});

describe('the seals that are meant', () => {
  it('are all without names, and otherwise those that are named', () => {
    const [, second = ''] = idsOf(seals);
    expect(choosePositions(seals, undefined)).toEqual(new Set([0, 1]));
    expect(choosePositions(seals, [second, second])).toEqual(new Set([1]));
    expect(choosePositions(seals, [])).toEqual(new Set());
  });

  it('are no counter-signatures, and nothing that is not there', () => {
    const [counterSignature = ''] = idsOf(seals.flatMap((seal) => seal.counterSignatures));
    expect(counterSignature).not.toBe('');
    for (const id of [counterSignature, 'S-unknown'])
      expect(() => choosePositions(seals, [id])).toThrow(
        expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
      );
  });
});

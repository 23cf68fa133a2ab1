/**
 * The files of the matrix, each made once.
 *
 * @module
 */
import { type AdesLevel, includesLevel } from '@eseal/core';
import type { SealedFile } from '../judges/verdict.ts';
import type { AlgorithmCase } from '../lib/algorithms.ts';
import type { Specimens } from '../lib/expect-verdicts.ts';
import { changeContent, changeValue, placeSealedFile, type SealedBytes } from '../lib/sealed-bytes.ts';
import { createSealingWorld, type SealingWorld } from '../lib/sealing-world.ts';
import type { Workbench } from '../lib/workbench.ts';
import { type MatrixCase, makeSeal, nameOf } from './cases.ts';

/**
 * Makes specimens, or hands out those that were made before.
 *
 * @param openWorld - makes the world of an algorithm, once
 */
export function createSpecimenMaker(
  bench: Workbench,
  openWorld: (algorithm: AlgorithmCase, bench: Workbench) => Promise<SealingWorld> = createSealingWorld,
): (wanted: MatrixCase) => Promise<Specimens> {
  const worlds = new Map<string, Promise<SealingWorld>>();
  const made = new Map<MatrixCase, Promise<Specimens>>();
  const worldOf = ({ algorithm }: MatrixCase): Promise<SealingWorld> => {
    const world = worlds.get(algorithm.name) ?? openWorld(algorithm, bench);
    worlds.set(algorithm.name, world);
    return world;
  };
  return (wanted) => {
    const specimens = made.get(wanted) ?? worldOf(wanted).then((world) => make(wanted, world, bench));
    made.set(wanted, specimens);
    return specimens;
  };
}

async function make(wanted: MatrixCase, world: SealingWorld, bench: Workbench): Promise<Specimens> {
  const selfContained = includesLevel(wanted.adesLevel, 'B-LT');
  const sealed: SealedBytes = { ...(await makeSeal(wanted, world)), selfContained };
  const folder = nameOf(wanted).replaceAll(/[ ,]+/g, '-');
  const place = (name: string, bytes = sealed): SealedFile =>
    placeSealedFile(bench, `${folder}/${name}`, bytes, world.trust);
  return {
    intact: place('intact'),
    seals: 1,
    levels: [wanted.adesLevel],
    changed: [place('changed', CHANGES[wanted.adesLevel](sealed, wanted.packaging.marker))],
  };
}

/** One change at each level, so that every judge sees both kinds of every packaging and algorithm. */
const CHANGES: Readonly<Record<AdesLevel, (sealed: SealedBytes, marker: Uint8Array) => SealedBytes>> = {
  'B-B': changeContent,
  'B-T': changeValue,
  'B-LT': changeContent,
  'B-LTA': changeValue,
};

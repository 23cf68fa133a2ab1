import { utf8 } from '@eseal/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestMaterialSource } from '../cades/test-material.ts';
import { sealHolds } from '../cades/test-seals.ts';
import { openAsicContainer } from './parse/container.ts';
import { openRaisableFiles, type RaisableFile } from './raisable-files.ts';
import { stampAsic } from './stamp.ts';
import { createTestSealer, KINDS, type TestSealer } from './test-containers.ts';
import { rebuildArchive } from './zip/test-archives.ts';

const DOCUMENT = utf8('請求書: 十万円');

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

async function onlyFileOf(container: Uint8Array): Promise<RaisableFile> {
  const [file, ...others] = openRaisableFiles(await openAsicContainer(container));
  if (file === undefined || others.length > 0) throw new Error('there is not one file with seals');
  return file;
}

/** The form of the seals of a container once its file was raised to B-LTA. */
async function raisedForm(container: Uint8Array): Promise<string | undefined> {
  const file = await onlyFileOf(container);
  const material = createTestMaterialSource(sealer.world);
  const raised = await file.augment({ adesLevel: 'B-LTA', timestamps: [sealer.timestamps], material });
  const content = await raised.toBytes();
  const written = await rebuildArchive(container, (files) => files.set(file.name, content));
  return (await (await onlyFileOf(written)).parse()).signatures[0]?.form;
}

describe.each(KINDS)('the file with the seal in $type with $container', (kind) => {
  const sealed = () => sealer.sealed(DOCUMENT, { ...kind, name: 'a.txt' });

  it('is read with what its seal is over, and does not hold without', async () => {
    const holds = async (container: Uint8Array): Promise<readonly boolean[]> => {
      const { signatures } = await (await onlyFileOf(container)).parse();
      return Promise.all(signatures.map(sealHolds));
    };
    const container = await sealed();
    expect(await holds(container)).toEqual([true]);
    const covered =
      kind.type === 'asic-e' && kind.container === 'cades' ? 'META-INF/ASiCManifest.xml' : 'a.txt';
    const other = await rebuildArchive(container, (files) => files.set(covered, 'other'));
    expect(await holds(other)).toEqual([false]);
  });

  it('is raised as far as it carries its own archive timestamps', async () => {
    // CMS seals of ASiC-E are archived by a manifest beside them (EN 319 162-1 §4.4.4).
    const isArchivedOutside = kind.type === 'asic-e' && kind.container === 'cades';
    expect(await raisedForm(await sealed())).toBe(isArchivedOutside ? 'B-LT' : 'B-LTA');
  });
});

describe('a container with timestamps only', () => {
  it('has no file with seals', async () => {
    const documents = [{ name: 'a.txt', source: DOCUMENT }] as const;
    const stamped = await (await stampAsic(documents, sealer.timestamps, { type: 'asic-e' })).toBytes();
    expect(openRaisableFiles(await openAsicContainer(stamped))).toEqual([]);
  });
});

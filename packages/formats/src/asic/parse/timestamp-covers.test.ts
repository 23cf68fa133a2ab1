import { type AdesLevel, augment, utf8 } from '@eseal/core';
import type { ParsedTimestamp } from '@eseal/core/container';
import { flipBit } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { isCovered, keyOf, listedIn, summarizeCovers } from '../../cades/covered/test-covers.ts';
import { createTestMaterialSource } from '../../cades/test-material.ts';
import { asic } from '../asic.ts';
import { stampAsic } from '../stamp.ts';
import { createTestSealer, type TestSealer } from '../test-containers.ts';
import { rebuildArchive, type TestFiles } from '../zip/test-archives.ts';
import { parseAsic } from './parse.ts';

const SEAL = 'META-INF/signature001.p7s';
const SEAL_MANIFEST = 'META-INF/ASiCManifest.xml';
const OLDER = 'META-INF/ASiCArchiveManifest001.xml';
const format = asic({ type: 'asic-e', container: 'cades', parallelTo: 'document' });

let sealer: TestSealer;
let atLta: Uint8Array;
/** The same, archived once more. */
let twice: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  const sealed = await sealer.sealed(utf8('請求書'), { type: 'asic-e', container: 'cades', name: 'a.txt' });
  atLta = await raise(sealed, 'B-LTA');
  twice = await raise(atLta, 'B-LTA');
});

async function raise(container: Uint8Array, adesLevel: AdesLevel): Promise<Uint8Array> {
  const { timestamps, world } = sealer;
  const material = createTestMaterialSource(world);
  return (await augment(container, { format, adesLevel, timestamps, material })).toBytes();
}

/** A container once its files were changed, and its own timestamps by their files. */
async function parse(bytes: Uint8Array, change: (files: TestFiles) => void = () => undefined) {
  const container = await parseAsic(await rebuildArchive(bytes, change));
  const stamps = new Map(container.timestamps.map((one) => [one.file, one]));
  const stamp = (file: string): ParsedTimestamp => {
    const found = stamps.get(`META-INF/${file}`);
    if (found === undefined) throw new Error(`there is no ${file}: ${[...stamps.keys()].join(' ')}`);
    return found;
  };
  return { container, stamp };
}

/** Changes one bit in a file. */
const damage = (name: string) => (files: TestFiles) => {
  const content = files.get(name);
  if (!(content instanceof Uint8Array)) throw new Error(`there is no ${name}`);
  files.set(name, flipBit(content, content.length - 1));
};

describe('the timestamp of an archive manifest', () => {
  it('covers everything in the file of the seal, through the digest of the manifest', async () => {
    const { container, stamp } = await parse(atLta);
    const [seal] = container.signatures;
    const timestamp = stamp('timestamp001.tst');
    if (seal === undefined) throw new Error('there is no seal');
    const all = [...seal.certificates, ...seal.crls, ...seal.ocspResponses];
    expect([seal.certificates, seal.crls, seal.ocspResponses].map((list) => list.length)).toEqual([3, 1, 2]);
    expect(all.every((encoding) => isCovered(timestamp, encoding))).toBe(true);
    const ids = [seal.id, ...seal.timestamps.map(({ id }) => id)];
    expect(ids.every((id) => isCovered(timestamp, id))).toBe(true);
    expect(new Set(timestamp.covers?.flatMap(({ through }) => through?.join() ?? ''))).toEqual(
      new Set(['SHA-256']),
    );
    const listed = listedIn(container);
    expect(timestamp.covers?.map(keyOf).filter((key) => !listed.has(key))).toEqual([]);
  });

  it('covers nothing in a file that is not what the manifest says', async () => {
    const { stamp } = await parse(atLta, damage(SEAL));
    expect(stamp('timestamp001.tst').covers).toEqual([]);
  });

  it('covers the timestamp before it, which does not cover it', async () => {
    const { stamp } = await parse(twice);
    const [first, second] = [stamp('timestamp001.tst'), stamp('timestamp002.tst')];
    expect([isCovered(second, first.id), isCovered(first, second.id)]).toEqual([true, false]);
    expect(isCovered(second, second.id)).toBe(false);
  });

  it('covers through both manifests what only the one before names', async () => {
    const dropped = (files: TestFiles) => {
      const manifest = files.get('META-INF/ASiCArchiveManifest.xml');
      if (!(manifest instanceof Uint8Array)) throw new Error('there is no manifest');
      const text = new TextDecoder().decode(manifest);
      const reference = new RegExp(
        `<asic:DataObjectReference[^>]*URI="${SEAL}"[^]*?</asic:DataObjectReference>`,
        's',
      );
      expect(text).toMatch(reference);
      files.set('META-INF/ASiCArchiveManifest.xml', text.replace(reference, ''));
    };
    const { container, stamp } = await parse(twice, dropped);
    expect(isCovered(stamp('timestamp002.tst'), container.signatures[0]?.id ?? '')).toBe(true);
    const broken = await parse(twice, (files) => {
      dropped(files);
      damage(OLDER)(files);
    });
    expect(isCovered(broken.stamp('timestamp002.tst'), broken.container.signatures[0]?.id ?? '')).toBe(false);
  });

  it('covers nothing without its manifest', async () => {
    const { stamp } = await parse(atLta, (files) => files.delete('META-INF/ASiCArchiveManifest.xml'));
    expect(stamp('timestamp001.tst').covers).toEqual([]);
  });
});

describe('a timestamp of documents', () => {
  it.each(['asic-s', 'asic-e'] as const)('covers no seal in %s', async (type) => {
    const document = { name: 'a.txt', source: utf8('a') };
    const { container } = await parse(
      await (await stampAsic([document], sealer.timestamps, { type })).toBytes(),
    );
    expect(container.timestamps.map(summarizeCovers)).toEqual([[]]);
  });
});

describe('a file of seals that stands there twice', () => {
  it('has seals of two names, and each timestamp covers its own', async () => {
    const { container } = await parse(atLta, (files) => {
      for (const [from, to] of [
        [SEAL, 'META-INF/signature2.p7s'],
        [SEAL_MANIFEST, 'META-INF/ASiCManifest2.xml'],
      ] as const) {
        const content = files.get(from);
        if (content === undefined) throw new Error(`there is no ${from}`);
        files.set(to, content);
      }
    });
    const [first, second] = container.signatures;
    expect(second?.id).toBe(`${first?.id}-2`);
    for (const seal of [first, second]) {
      const [timestamp] = seal?.timestamps ?? [];
      expect(timestamp && isCovered(timestamp, seal?.id ?? '')).toBe(true);
    }
  });
});

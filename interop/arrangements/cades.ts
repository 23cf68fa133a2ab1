/**
 * CAdES by several signers, and in two halves.
 *
 * @module
 */
import { seal, utf8 } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import type { SealedBytes } from '../lib/sealed-bytes.ts';
import type { Arrangement, Workshop } from './arrangement.ts';
import { sealInTwoHalves } from './two-halves.ts';

const text = utf8('覚書 0042: 甲と乙は、次のとおり合意する。');

async function parallelDetached({ world }: Workshop): Promise<SealedBytes> {
  const first = await seal(text, { signer: world.rsa, format: cades() });
  const format = cades({ parallelTo: await first.toBytes() });
  const both = await seal(text, {
    signer: world.p256,
    format,
    adesLevel: 'B-T',
    timestamps: world.timestamps,
  });
  return { kind: 'cms', bytes: await both.toBytes(), content: text };
}

async function parallelAttached({ world }: Workshop): Promise<SealedBytes> {
  const { timestamps } = world;
  const alone = cades({ packaging: 'attached' });
  const first = await seal(text, { signer: world.p256, format: alone, adesLevel: 'B-T', timestamps });
  const format = cades({ parallelTo: 'document' });
  const second = await seal(await first.toBytes(), { signer: world.rsa, format });
  return { kind: 'cms', bytes: await second.toBytes() };
}

async function twiceByOne({ world: { p256: signer } }: Workshop): Promise<SealedBytes> {
  const first = await seal(text, { signer, format: cades({ packaging: 'attached' }) });
  const both = await seal(await first.toBytes(), { signer, format: cades({ parallelTo: 'document' }) });
  return { kind: 'cms', bytes: await both.toBytes() };
}

/** All of CAdES. pyHanko reads one SignerInfo only. */
export const cadesArrangements: readonly Arrangement[] = [
  {
    name: 'CAdES detached by two signers side by side',
    kind: 'cms',
    seals: 2,
    without: ['pyHanko'],
    marker: text,
    make: parallelDetached,
  },
  {
    name: 'CAdES attached by two signers side by side',
    kind: 'cms',
    seals: 2,
    without: ['pyHanko'],
    marker: text,
    make: parallelAttached,
  },
  {
    name: 'CAdES attached by one signer twice',
    kind: 'cms',
    seals: 2,
    // DSS finds a SignerInfo by its certificate, and so judges the first of these two twice.
    without: ['pyHanko', 'DSS'],
    marker: text,
    make: twiceByOne,
  },
  {
    name: 'CAdES detached in two halves',
    kind: 'cms',
    seals: 1,
    marker: text,
    make: async (workshop) => ({
      kind: 'cms',
      bytes: await sealInTwoHalves(text, () => cades(), workshop),
      content: text,
    }),
  },
  {
    name: 'CAdES attached in two halves',
    kind: 'cms',
    seals: 1,
    marker: text,
    make: async (workshop) => ({
      kind: 'cms',
      bytes: await sealInTwoHalves(text, () => cades({ packaging: 'attached' }), workshop),
    }),
  },
];

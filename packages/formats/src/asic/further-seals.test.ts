import { completeSeal, prepareSeal, type SealedDocument, utf8 } from '@eseal/core';
import { createMockSigner, flipBit, indexOfBytes } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { asic } from './asic.ts';
import type { AsicOptions } from './options.ts';
import { openAsicContainer } from './parse/container.ts';
import { stampAsic } from './stamp.ts';
import {
  checkContainer,
  createTestSealer,
  FURTHER,
  KINDS,
  namesIn,
  type TestSealer,
} from './test-containers.ts';

const DOCUMENT = utf8('請求書: 十万円');

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

/** Adds a seal, one second later each time. */
async function addSeal(container: Uint8Array, options: AsicOptions, second = 1): Promise<SealedDocument> {
  const signingTime = new Date(sealer.world.now.getTime() + second * 1000);
  return sealer.seal(container, { ...options, parallelTo: 'document' }, { signingTime });
}

describe.each(KINDS)('a further seal in $type with $container', (kind) => {
  const contents = kind.type === 'asic-e' ? FURTHER : [];
  const options: AsicOptions = { ...kind, name: 'a.txt', contents };

  it('stands beside those that are there', async () => {
    let container = await sealer.sealed(DOCUMENT, options);
    for (const seals of [2, 3]) {
      container = await (await addSeal(container, kind, seals)).toBytes();
      expect(await checkContainer(container)).toEqual({ seals, holds: true });
    }
  });

  it('leaves every byte before it as it was', async () => {
    const before = await sealer.sealed(DOCUMENT, options);
    const after = await (await addSeal(before, kind)).toBytes();
    const { archive } = await openAsicContainer(before);
    const kept = kind.type === 'asic-e' ? archive.entries : archive.entries.slice(0, -1);
    const end = kept.at(-1)?.local.end ?? 0;
    expect(after.subarray(0, end)).toEqual(before.subarray(0, end));
  });

  it('is completed from a stored state, and not for another container', async () => {
    const signer = createMockSigner(sealer.world.seal);
    const format = asic({ ...kind, parallelTo: 'document' });
    const stateKey = new Uint8Array(32).fill(1);
    const container = await sealer.sealed(DOCUMENT, options);
    const now = (): Date => sealer.world.now;
    const { state, ...request } = await prepareSeal(container, { signer, format, stateKey, now });
    const [value = new Uint8Array()] = await signer.sign([request]);
    const completing = { format, certificates: signer.certificates, stateKey };
    const sealed = await completeSeal(container, state, value, completing);
    expect(await checkContainer(await sealed.toBytes())).toEqual({ seals: 2, holds: true });
    const other = await sealer.sealed(utf8('見積書'), options);
    await expect(completeSeal(other, state, value, completing)).rejects.toMatchObject({
      code: 'DOCUMENT_CHANGED',
    });
  });

  it('is refused in a container of another type or with seals of another kind', async () => {
    const container = await sealer.sealed(DOCUMENT, options);
    for (const other of KINDS) {
      if (other.type === kind.type && other.container === kind.container) continue;
      await expect(addSeal(container, other)).rejects.toMatchObject({ code: 'ASIC_CHANGE_FORBIDDEN' });
    }
  });

  it('is refused in what is no container', async () => {
    await expect(addSeal(DOCUMENT, kind)).rejects.toMatchObject({ code: 'ZIP_UNREADABLE' });
  });

  it('is refused when a document was damaged', async () => {
    const container = await sealer.sealed(DOCUMENT, options);
    const damaged = flipBit(container, indexOfBytes(container, DOCUMENT));
    await expect(addSeal(damaged, kind)).rejects.toMatchObject({ code: 'ZIP_ENTRY_BROKEN' });
  });
});

describe('a seal in a container that has timestamps only', () => {
  const documents = [{ name: 'a.txt', source: DOCUMENT }] as const;

  it('is beside them in ASiC-E', async () => {
    const stamped = await stampAsic(documents, sealer.timestamps, { type: 'asic-e' });
    const sealed = await addSeal(await stamped.toBytes(), { type: 'asic-e', container: 'cades' });
    const bytes = await sealed.toBytes();
    expect(await checkContainer(bytes)).toEqual({ seals: 1, holds: true });
    expect((await namesIn(bytes)).slice(-2)).toEqual([
      'META-INF/ASiCManifest002.xml',
      'META-INF/signature001.p7s',
    ]);
  });

  it('is refused in ASiC-S, where there is one of either (EN 319 162-1 §4.3.3.2)', async () => {
    const stamped = await stampAsic(documents, sealer.timestamps, { type: 'asic-s' });
    await expect(
      addSeal(await stamped.toBytes(), { type: 'asic-s', container: 'cades' }),
    ).rejects.toMatchObject({ code: 'ASIC_CHANGE_FORBIDDEN' });
  });
});

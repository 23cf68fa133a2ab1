import { type AdesLevel, type AugmentOptions, augment, createSealedDocument, seal, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { createMockSigner, flipBit } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { cades } from '../cades/cades.ts';
import { createTestMaterialSource, type TestMaterialSource } from '../cades/test-material.ts';
import { xadesInFile } from '../xades/xades.ts';
import { addArchiveManifest } from './archive.ts';
import { asic } from './asic.ts';
import { buildAsicManifest, EMPTY_XADES_SIGNATURES } from './manifest.ts';
import { openAsicContainer } from './parse/container.ts';
import { parseAsic } from './parse/parse.ts';
import { stampAsic } from './stamp.ts';
import {
  checkContainer,
  createTestSealer,
  FURTHER,
  KINDS,
  namesIn,
  type TestSealer,
} from './test-containers.ts';
import { readEntry } from './zip/content.ts';
import { storedMember, updateZip, writeZip, type ZipMember } from './zip/write.ts';

const DOCUMENT = utf8('請求書: 十万円');

let sealer: TestSealer;
let material: TestMaterialSource;
beforeAll(async () => {
  sealer = await createTestSealer();
  material = createTestMaterialSource(sealer.world);
});

const format = asic({ type: 'asic-e', container: 'cades', parallelTo: 'document' });

async function raise(
  container: Uint8Array,
  adesLevel: AdesLevel,
  options: Partial<AugmentOptions> = {},
): Promise<Uint8Array> {
  const { timestamps } = sealer;
  return (await augment(container, { format, timestamps, material, adesLevel, ...options })).toBytes();
}

/** Forms of the seals of a container, file after file. */
async function formsOf(bytes: Uint8Array): Promise<readonly string[]> {
  return (await parseAsic(bytes)).signatures.map(({ form }) => form);
}

/** Bytes of every entry by name. */
async function contentsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const { archive } = await openAsicContainer(bytes);
  const contents = archive.entries.map(
    async (entry) => [entry.name, await readEntry(archive, entry)] as const,
  );
  return new Map(await Promise.all(contents));
}

/** A container with an entry exchanged, its checksum as it should be. */
async function exchange(bytes: Uint8Array, name: string, content: Uint8Array): Promise<Uint8Array> {
  const { archive } = await openAsicContainer(bytes);
  const parts = await updateZip(archive, { removed: new Set([name]), added: [storedMember(name, content)] });
  return createSealedDocument('application/zip', parts).toBytes();
}

describe.each(KINDS)('raising $type with $container', (kind) => {
  const options = { ...kind, name: 'a.txt', contents: kind.type === 'asic-e' ? FURTHER : [] };

  it('goes from B-B to every level', async () => {
    const sealed = await sealer.sealed(DOCUMENT, options);
    for (const level of ['B-T', 'B-LT', 'B-LTA'] as const) {
      const raised = await raise(sealed, level);
      expect(await checkContainer(raised)).toEqual({ seals: 1, holds: true });
      expect(await formsOf(raised)).toEqual([level]);
    }
  });

  it('is reached by sealing too', async () => {
    const sealed = await sealer.sealed(DOCUMENT, options, { adesLevel: 'B-LTA', material });
    expect(await checkContainer(sealed)).toEqual({ seals: 1, holds: true });
  });

  it('gives a container back in which nothing is missing', async () => {
    const stamped = await sealer.sealed(DOCUMENT, options, { adesLevel: 'B-T' });
    expect(await raise(stamped, 'B-T')).toEqual(stamped);
    const longTerm = await raise(stamped, 'B-LT');
    expect(await raise(longTerm, 'B-LT')).toEqual(longTerm);
  });

  it('renews as often as wanted, each time with one more timestamp', async () => {
    let container = await raise(await sealer.sealed(DOCUMENT, options), 'B-LTA');
    for (let times = 0; times < 3; times++) {
      const before = container;
      container = await raise(before, 'B-LTA');
      expect(await checkContainer(container)).toEqual({ seals: 1, holds: true });
      expect(container.length).toBeGreaterThan(before.length);
    }
  });

  it('keeps the local records of everything else', async () => {
    const sealed = await sealer.sealed(DOCUMENT, options);
    const { archive, signatures } = await openAsicContainer(sealed);
    const raised = await raise(sealed, 'B-LTA');
    const end = signatures[0]?.entry.local.start ?? 0;
    expect(archive.entries.at(-1)?.local.start).toBe(end);
    expect(raised.subarray(0, end)).toEqual(sealed.subarray(0, end));
  });

  it('raises the seals that are chosen alone', async () => {
    const first = await sealer.sealed(DOCUMENT, options);
    const later = new Date(sealer.world.now.getTime() + 1000);
    const both = await sealer.sealed(first, { ...kind, parallelTo: 'document' }, { signingTime: later });
    const ids = (await parseAsic(both)).signatures.map(({ id }) => id);
    const raised = await raise(both, 'B-T', { only: ids.slice(1) });
    expect(await formsOf(raised)).toEqual(['B-B', 'B-T']);
    await expect(raise(both, 'B-T', { only: ['nobody'] })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });

  it('refuses what is broken with SEAL_BROKEN', async () => {
    const sealed = await sealer.sealed(DOCUMENT, options, { adesLevel: 'B-T' });
    const changed = await exchange(sealed, 'a.txt', utf8('請求書: 九万円'));
    await expect(raise(changed, 'B-LTA')).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
  });

  it('needs sources for what it adds', async () => {
    const sealed = await sealer.sealed(DOCUMENT, options);
    const bare = (adesLevel: AdesLevel, timestamps = false) =>
      augment(sealed, { format, adesLevel, ...(timestamps && { timestamps: sealer.timestamps }) });
    await expect(bare('B-T')).rejects.toMatchObject({ code: 'TIMESTAMP_SOURCE_MISSING' });
    await expect(bare('B-LT', true)).rejects.toMatchObject({ code: 'MATERIAL_SOURCE_MISSING' });
  });
});

describe('an archive manifest', () => {
  const options = { type: 'asic-e', container: 'cades', name: 'a.txt' } as const;
  const NEWEST = 'META-INF/ASiCArchiveManifest.xml';
  const FORMER = 'META-INF/ASiCArchiveManifest001.xml';

  it('names everything in the container but its media type', async () => {
    const archived = await raise(await sealer.sealed(DOCUMENT, options), 'B-LTA');
    const { manifests } = await openAsicContainer(archived);
    const newest = manifests.find(({ entry }) => entry.name === NEWEST)?.manifest;
    expect(newest?.sigReference).toEqual({
      uri: 'META-INF/timestamp001.tst',
      mimeType: 'application/vnd.etsi.timestamp-token',
    });
    expect(newest?.references.map(({ uri, rootfile }) => [uri, rootfile])).toEqual([
      ['a.txt', false],
      ['META-INF/ASiCManifest.xml', false],
      ['META-INF/signature001.p7s', false],
    ]);
  });

  it('is renamed when a newer one names it, and keeps its bytes', async () => {
    const first = await raise(await sealer.sealed(DOCUMENT, options), 'B-LTA');
    const second = await raise(first, 'B-LTA');
    const [before, after] = [await contentsOf(first), await contentsOf(second)];
    expect(after.get(FORMER)).toEqual(before.get(NEWEST));
    const { manifests } = await openAsicContainer(second);
    const newest = manifests.find(({ entry }) => entry.name === NEWEST)?.manifest;
    const roots = newest?.references.filter(({ rootfile }) => rootfile);
    expect(roots?.map(({ uri }) => uri)).toEqual([FORMER]);
    expect(newest?.references.map(({ uri }) => uri)).toContain('META-INF/timestamp001.tst');
    for (const name of ['a.txt', 'META-INF/ASiCManifest.xml', 'META-INF/signature001.p7s'])
      expect(after.get(name)).toEqual(before.get(name));
  });

  it('follows material for the authority of the one before, inside its token', async () => {
    const first = await raise(await sealer.sealed(DOCUMENT, options), 'B-LTA');
    const other = await createTestSealer();
    const sources = createTestMaterialSource(sealer.world, other.world);
    const second = await raise(first, 'B-LTA', { timestamps: other.timestamps, material: sources });
    const third = await raise(second, 'B-LTA', { material: sources });
    const token = parseTimestampToken((await contentsOf(third)).get('META-INF/timestamp002.tst') ?? DOCUMENT);
    expect(token.signedData.otherRevocationInfos.length).toBeGreaterThan(0);
    const unproven = parseTimestampToken(
      (await contentsOf(second)).get('META-INF/timestamp002.tst') ?? DOCUMENT,
    );
    expect(unproven.signedData.otherRevocationInfos).toHaveLength(0);
    expect(await checkContainer(third)).toEqual({ seals: 1, holds: true });
  });

  it('is made once for each authority', async () => {
    const sealed = await sealer.sealed(DOCUMENT, options);
    const other = await createTestSealer();
    const archived = await raise(sealed, 'B-LTA', {
      timestamps: [sealer.timestamps, other.timestamps],
      material: createTestMaterialSource(sealer.world, other.world),
    });
    expect((await namesIn(archived)).filter((name) => name.includes('Archive'))).toEqual([FORMER, NEWEST]);
    expect(await checkContainer(archived)).toEqual({ seals: 1, holds: true });
  });

  it('freezes the seals that it names', async () => {
    const archived = await raise(await sealer.sealed(DOCUMENT, options), 'B-LTA');
    const renewed = await raise(archived, 'B-LTA');
    const name = 'META-INF/signature001.p7s';
    expect((await contentsOf(renewed)).get(name)).toEqual((await contentsOf(archived)).get(name));
  });

  it('refuses to raise a seal under it that has no timestamp of its own', async () => {
    const stamped = await stampAsic([{ name: 'a.txt', source: DOCUMENT }], sealer.timestamps, {
      type: 'asic-e',
    });
    const sealed = await sealer.sealed(await stamped.toBytes(), {
      type: 'asic-e',
      container: 'cades',
      parallelTo: 'document',
    });
    const container = await openAsicContainer(sealed);
    const changes = await addArchiveManifest(container, sealer.timestamps, {});
    const parts = await updateZip(container.archive, changes);
    const archived = await createSealedDocument('application/zip', parts).toBytes();
    expect(await checkContainer(archived)).toEqual({ seals: 1, holds: true });
    await expect(raise(archived, 'B-T')).rejects.toMatchObject({ code: 'ASIC_CHANGE_FORBIDDEN' });
  });

  it('is refused over a file that another manifest does not match', async () => {
    const archived = await raise(await sealer.sealed(DOCUMENT, options), 'B-LTA');
    const former = await exchange(archived, 'META-INF/timestamp001.tst', utf8('x'));
    await expect(raise(former, 'B-LTA')).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
    const changed = await exchange(archived, 'a.txt', utf8('x'));
    await expect(raise(changed, 'B-LTA')).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
  });
});

describe('a container with timestamps only', () => {
  const documents = [{ name: 'a.txt', source: DOCUMENT }] as const;

  it.each(['asic-s', 'asic-e'] as const)('is renewed by archive manifests in %s', async (type) => {
    let container = await (await stampAsic(documents, sealer.timestamps, { type })).toBytes();
    expect(await raise(container, 'B-T')).toEqual(container);
    const longTerm = await raise(container, 'B-LT');
    expect(await namesIn(longTerm)).toHaveLength((await namesIn(container)).length);
    expect(await raise(longTerm, 'B-LT')).toEqual(longTerm);
    for (const archives of [1, 2, 3]) {
      container = await raise(container, 'B-LTA');
      const names = await namesIn(container);
      expect(names.filter((name) => name.includes('Archive'))).toHaveLength(archives);
      expect(await checkContainer(container)).toEqual({ seals: 0, holds: true });
    }
  });

  it('is refused when its document was exchanged', async () => {
    const stamped = await stampAsic(documents, sealer.timestamps, { type: 'asic-e' });
    const changed = await exchange(await stamped.toBytes(), 'a.txt', utf8('x'));
    await expect(raise(changed, 'B-LTA')).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
    const simple = await stampAsic(documents, sealer.timestamps, { type: 'asic-s' });
    const other = await exchange(await simple.toBytes(), 'a.txt', utf8('x'));
    await expect(raise(other, 'B-LTA')).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
  });
});

describe('a seal over the file of another seal', () => {
  it.each(['cades', 'xades'] as const)('keeps that one as it is, with %s', async (container) => {
    const name = container === 'cades' ? 'META-INF/signature001.p7s' : 'META-INF/signatures001.xml';
    const first = await sealer.sealed(DOCUMENT, { type: 'asic-e', container, name: 'a.txt' });
    const { archive, signatures } = await openAsicContainer(first);
    const source = signatures[0]?.bytes ?? DOCUMENT;
    const over =
      container === 'cades' ? await sealOverManifest(name, source) : await sealByName(name, source);
    const parts = await updateZip(archive, { added: over });
    const both = await createSealedDocument('application/zip', parts).toBytes();
    expect(await checkContainer(both)).toEqual({ seals: 2, holds: true });
    await expect(raise(both, 'B-T')).rejects.toMatchObject({ code: 'ASIC_CHANGE_FORBIDDEN' });
    const ids = (await parseAsic(both)).signatures.map(({ id }) => id);
    const raised = await raise(both, 'B-T', { only: ids.slice(1) });
    expect(await formsOf(raised)).toEqual(['B-B', 'B-T']);
    expect(await checkContainer(raised)).toEqual({ seals: 2, holds: true });
  });

  async function sealByName(name: string, source: Uint8Array): Promise<readonly ZipMember[]> {
    const holder = { signer: createMockSigner(sealer.world.seal), now: () => sealer.world.now };
    const sealed = await seal(source, { ...holder, format: xadesInFile({ name }, EMPTY_XADES_SIGNATURES) });
    return [storedMember('META-INF/signatures002.xml', await sealed.toBytes())];
  }

  async function sealOverManifest(name: string, source: Uint8Array): Promise<readonly ZipMember[]> {
    const manifest = buildAsicManifest({
      seal: { name: 'META-INF/signature002.p7s', mimeType: 'application/pkcs7-signature' },
      digestAlgorithm: 'SHA-256',
      references: [{ name, mimeType: undefined, digest: await digestBytes('SHA-256', source) }],
    });
    const holder = { signer: createMockSigner(sealer.world.seal), now: () => sealer.world.now };
    const sealed = await seal(manifest, { ...holder, format: cades() });
    return [
      storedMember('META-INF/ASiCManifest002.xml', manifest),
      storedMember('META-INF/signature002.p7s', await sealed.toBytes()),
    ];
  }
});

describe('raising a container', () => {
  it('refuses one without seals and timestamps with ASIC_NOT_SEALED', async () => {
    const sealed = await sealer.sealed(DOCUMENT, { type: 'asic-e', container: 'cades', name: 'a.txt' });
    const { archive } = await openAsicContainer(sealed);
    const removed = new Set(['META-INF/signature001.p7s']);
    const empty = storedMember('META-INF/signatures.xml', EMPTY_XADES_SIGNATURES);
    for (const added of [[], [empty]]) {
      const parts = await updateZip(archive, { removed, added });
      const bare = await createSealedDocument('application/zip', parts).toBytes();
      await expect(raise(bare, 'B-T')).rejects.toMatchObject({ code: 'ASIC_NOT_SEALED' });
    }
  });

  it('refuses what is no container, and what is damaged', async () => {
    const sealed = await sealer.sealed(DOCUMENT, { type: 'asic-e', container: 'cades', name: 'a.txt' });
    await expect(raise(DOCUMENT, 'B-T')).rejects.toMatchObject({ code: 'ZIP_UNREADABLE' });
    const bare = createSealedDocument('application/zip', writeZip([storedMember('a.txt', DOCUMENT)]));
    await expect(raise(await bare.toBytes(), 'B-T')).rejects.toMatchObject({
      code: 'ASIC_STRUCTURE_INVALID',
    });
    const damaged = flipBit(sealed, sealed.length - 30);
    await expect(raise(damaged, 'B-T')).rejects.toMatchObject({ code: expect.stringMatching(/^ZIP_/) });
  });
});

import { utf8 } from '@eseal/core';
import { createMockSigner, invoiceXml } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestMaterialSource } from '../cades/test-material.ts';
import { parseXades } from './parse/parse.ts';
import { checkSeals, createTestSealer, type TestSealer, textOf } from './test-seals.ts';
import { xades, xadesInFile } from './xades.ts';

const INVOICE = invoiceXml();
const SECOND = utf8('二');
const OPTIONS = {
  packaging: 'detached',
  name: 'a.xml',
  contents: [{ name: '二', source: SECOND }],
} as const;
const CONTENTS = [{ name: 'a.xml', source: INVOICE }, ...OPTIONS.contents];

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

describe('a seal over a manifest', () => {
  it.each(['exc-c14n', 'c14n', 'c14n11'] as const)(
    'covers the digests of documents, in %s',
    async (canonicalization) => {
      const sealed = await sealer.sealed(INVOICE, { ...OPTIONS, manifest: true, canonicalization });
      const [signature] = (await parseXades(sealed, { contents: CONTENTS })).signatures;
      expect(signature).toMatchObject({ form: 'B-B', structure: { valid: true, messages: [] } });
      expect(
        signature?.references.map(({ kind, uri }) => [kind, uri?.replace(/seal-[0-9a-f]+/, '')]),
      ).toEqual([
        ['manifest', '#-manifest'],
        ['signed-properties', '#-properties'],
        ['manifest-entry', 'a.xml'],
        ['manifest-entry', '%E4%BA%8C'],
      ]);
      expect(await checkSeals(sealed, CONTENTS)).toEqual([true]);
      const changed = textOf(sealed).replace(
        /(<ds:Manifest.*?<ds:DigestValue>)(.)/s,
        (_, before, letter) => `${before}${letter === 'A' ? 'B' : 'A'}`,
      );
      expect(await checkSeals(changed, CONTENTS)).toEqual([false]);
    },
  );

  it('tells of an entry that differs, while the seal itself holds', async () => {
    const sealed = await sealer.sealed(INVOICE, { ...OPTIONS, manifest: true });
    const contents = [{ name: 'a.xml', source: utf8('<other/>') }, ...OPTIONS.contents];
    expect(await checkSeals(sealed, contents)).toEqual([false]);
    const [signature] = (await parseXades(sealed, { contents })).signatures;
    expect(signature?.scope.coversWholeDocument).toBe(false);
  });

  it('needs no document to be archived', async () => {
    const material = createTestMaterialSource(sealer.world);
    const source = { algorithm: 'SHA-256', digest: new Uint8Array(32) } as const;
    const options = { ...OPTIONS, manifest: true, contents: [{ name: '二', source }] };
    const sealed = await sealer.sealed(INVOICE, options, { adesLevel: 'B-LTA', material });
    const [signature] = (await parseXades(sealed)).signatures;
    expect(signature?.form).toBe('B-LTA');
    const [, archive] = signature?.timestamps ?? [];
    expect(archive?.input).toBeDefined();
  });

  it('becomes the same bytes as in one go when it is interrupted', async () => {
    const { certificates, sign } = createMockSigner(sealer.world.seal);
    const algorithm = 'ecdsa-sha256';
    const context = {
      certificates,
      adesLevel: 'B-B',
      signingTime: sealer.world.now,
      timestampSize: 0,
    } as const;
    const format = xades({ ...OPTIONS, manifest: true });
    const prepared = await format.prepare(INVOICE, { ...context, algorithm });
    const [value = new Uint8Array()] = await sign([{ dataToBeSigned: prepared.dataToBeSigned, algorithm }]);
    const restored = await format.restore(format.store(prepared), INVOICE);
    const bytes = async (from: typeof prepared) =>
      (await format.assemble(from, value, { adesLevel: 'B-B' })).toBytes();
    expect(await bytes(restored)).toEqual(await bytes(prepared));
    expect(restored.detachedContents?.map(({ name }) => name)).toEqual(['a.xml', '二']);
  });

  it('is for detached seals', () => {
    expect(() => xades({ manifest: true })).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });
});

describe('a detached seal in a file that holds seals', () => {
  const HOLDER = utf8('\uFEFF<?xml version="1.0"?><h:Seals xmlns:h="urn:holder" xml:lang="ja"></h:Seals>');
  const { packaging: _, ...options } = OPTIONS;

  const sealedIn = async (holder: Uint8Array, canonicalization: 'exc-c14n' | 'c14n'): Promise<Uint8Array> => {
    const signer = createMockSigner(sealer.world.seal);
    const context = {
      certificates: signer.certificates,
      adesLevel: 'B-B',
      algorithm: 'ecdsa-sha256',
      signingTime: sealer.world.now,
      timestampSize: 0,
    } as const;
    const format = xadesInFile({ ...options, canonicalization }, holder);
    const prepared = await format.restore(format.store(await format.prepare(INVOICE, context)), INVOICE);
    const request = { dataToBeSigned: prepared.dataToBeSigned, algorithm: context.algorithm };
    const [value = new Uint8Array()] = await signer.sign([request]);
    return (await format.assemble(prepared, value, { adesLevel: 'B-B' })).toBytes();
  };

  it('stands beside the seals that are there', async () => {
    const one = await sealedIn(HOLDER, 'c14n');
    const two = await sealedIn(one, 'exc-c14n');
    expect(await checkSeals(two, CONTENTS)).toEqual([true, true]);
    expect(textOf(two).startsWith(textOf(one).slice(0, -'</h:Seals>'.length))).toBe(true);
    expect(
      (await parseXades(two, { contents: CONTENTS })).signatures.map(
        ({ scope }) => scope.coversWholeDocument,
      ),
    ).toEqual([true, true]);
  });

  it('is refused for a file that changed in between, or whose seals would break', async () => {
    const format = xadesInFile(options, HOLDER);
    const { certificates } = createMockSigner(sealer.world.seal);
    const prepared = await format.prepare(INVOICE, {
      certificates,
      adesLevel: 'B-B',
      algorithm: 'ecdsa-sha256',
      signingTime: sealer.world.now,
      timestampSize: 0,
    });
    const other = xadesInFile(options, await sealedIn(HOLDER, 'exc-c14n'));
    await expect(other.restore(format.store(prepared), INVOICE)).rejects.toMatchObject({
      code: 'DOCUMENT_CHANGED',
    });
    const covered = await sealer.sealed(HOLDER, { coverEarlierSeals: true });
    await expect(sealedIn(covered, 'exc-c14n')).rejects.toMatchObject({ code: 'XML_CHANGE_FORBIDDEN' });
    await expect(sealedIn(utf8('<a>'), 'exc-c14n')).rejects.toMatchObject({ code: 'XML_SYNTAX' });
  });
});

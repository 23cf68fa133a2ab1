import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSealedDocument } from '../document/sealed-document.ts';
import { utf8 } from '../util/bytes.ts';
import { createFolderStore } from './folder-store.ts';

const SHA256_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const abc = createSealedDocument('text/plain', [utf8('a'), new Blob(['bc'])]);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'eseal-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a folder as a store', () => {
  it('holds what is staged beside its place, and publishes it whole', async () => {
    const store = createFolderStore(folder);
    expect(await store.look('2026/請求書.pdf')).toEqual({});
    expect(await store.stage('2026/請求書.pdf', abc)).toBe(SHA256_OF_ABC);
    expect(readdirSync(join(folder, '2026'))).toEqual(['.請求書.pdf.staged']);
    expect(await store.look('2026/請求書.pdf')).toEqual({ staged: SHA256_OF_ABC });
    await store.publish('2026/請求書.pdf');
    expect(await store.look('2026/請求書.pdf')).toEqual({ published: SHA256_OF_ABC });
    expect(readFileSync(join(folder, '2026', '請求書.pdf'), 'utf8')).toBe('abc');
  });

  it('replaces what was staged and published before', async () => {
    const store = createFolderStore(folder);
    for (const content of ['longer than the next', 'abc']) {
      await store.stage('a', createSealedDocument('text/plain', [utf8(content)]));
    }
    await store.publish('a');
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('abc');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('puts a document where the caller wants it, and nowhere else', async () => {
    const places = new Map([['INV-1', 'a/b/1.pdf']]);
    const store = createFolderStore(folder, { pathOf: (id) => places.get(id) ?? `../${id}` });
    await store.stage('INV-1', abc);
    await store.publish('INV-1');
    expect(readFileSync(join(folder, 'a', 'b', '1.pdf'), 'utf8')).toBe('abc');
    await expect(store.stage('INV-2', abc)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('takes many documents at once', async () => {
    const store = createFolderStore(folder);
    const ids = Array.from({ length: 40 }, (_, at) => `${at % 3}/${at}`);
    await Promise.all(ids.map((id) => store.stage(id, abc)));
    await Promise.all(ids.map((id) => store.publish(id)));
    for (const id of ids) expect(await store.look(id)).toEqual({ published: SHA256_OF_ABC });
  });

  it('mixes no two documents that are put in one place', async () => {
    const store = createFolderStore(folder, { pathOf: () => 'one.pdf' });
    const other = createSealedDocument('text/plain', [utf8('another document')]);
    const [first, second] = await Promise.allSettled([store.stage('a', abc), store.stage('b', other)]);
    expect(first).toMatchObject({ value: SHA256_OF_ABC });
    expect(second).toMatchObject({ reason: { code: 'INVALID_ARGUMENT' } });
    await store.publish('a');
    expect(await store.look('a')).toEqual({ published: SHA256_OF_ABC });
  });

  it('takes no document under the name that another is staged under', async () => {
    const store = createFolderStore(folder);
    await expect(store.stage('2026/.a.pdf.staged', abc)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await store.stage('a', abc);
    await expect(store.publish('.a.staged')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('publishes nothing that is not staged', async () => {
    await expect(createFolderStore(folder).publish('a')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each(['../a', '/etc/passwd', 'a//b', 'a/./b', '..\\a', 'C:a', '', 'a\0b'])(
    'refuses the id %j, which leads elsewhere',
    async (id) => {
      const store = createFolderStore(folder);
      await expect(store.stage(id, abc)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
      await expect(store.look(id)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});

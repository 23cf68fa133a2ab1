import { describe, expect, it } from 'vitest';
import { digestBytes } from '../crypto/digest.ts';
import { toHex, utf8 } from '../util/bytes.ts';
import { freezeManifest, type ManifestDocument } from './freeze-manifest.ts';

const one = { id: 'a', document: utf8('a') };
const digest = toHex(await digestBytes('SHA-256', one.document));

describe('freezeManifest', () => {
  it('digests documents of every kind', async () => {
    const sha256 = { algorithm: 'SHA-256', digest: await digestBytes('SHA-256', utf8('a')) } as const;
    const kinds: readonly ManifestDocument['document'][] = [
      utf8('a'),
      new Blob(['a']),
      new Blob(['a']).stream(),
      { size: 1, read: async () => utf8('a') },
      sha256,
      async () => utf8('a'),
    ];
    const { entries } = await freezeManifest(kinds.map((document, at) => ({ id: `${at}`, document })));
    expect(entries).toEqual(kinds.map((_, at) => ({ id: `${at}`, digest })));
  });

  it('gives what nobody can change', async () => {
    const manifest = await freezeManifest([one]);
    expect(Object.isFrozen(manifest) && Object.isFrozen(manifest.entries)).toBe(true);
    expect(manifest.entries.every(Object.isFrozen)).toBe(true);
  });

  it('takes a document when the one before it is done', async () => {
    const events: string[] = [];
    const source = async function* () {
      for (const id of ['a', 'b']) {
        events.push(`given ${id}`);
        const document = async () => {
          events.push(`read ${id}`);
          return utf8(id);
        };
        yield { id, document };
        events.push(`done ${id}`);
      }
    };
    await freezeManifest(source());
    expect(events).toEqual(['given a', 'read a', 'done a', 'given b', 'read b', 'done b']);
  });

  it('keeps two documents with the same contents apart', async () => {
    const { entries } = await freezeManifest([one, { ...one, id: 'b' }]);
    expect(entries.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it.each<[string, readonly ManifestDocument[], string]>([
    ['one id twice', [one, { ...one, document: utf8('b') }], 'INVALID_ARGUMENT'],
    ['an empty id', [{ ...one, id: '' }], 'INVALID_ARGUMENT'],
    ['a name that moves the cursor', [{ ...one, name: 'a\u001b[2Jb' }], 'INVALID_ARGUMENT'],
    ['another digest than it is said to have', [{ ...one, digest: 'b'.repeat(64) }], 'DOCUMENT_CHANGED'],
    [
      'a digest that lists do not hold',
      [{ id: 'a', document: { algorithm: 'SHA-512', digest: new Uint8Array(64) } }],
      'INVALID_ARGUMENT',
    ],
  ])('refuses %s', async (_, given, code) => {
    await expect(freezeManifest(given)).rejects.toMatchObject({ code });
  });

  it('accepts the digest that it is said to have', async () => {
    expect(await freezeManifest([{ ...one, digest }])).toEqual(await freezeManifest([one]));
  });

  it('ends at its limit, when it is told to, and with what reading throws', async () => {
    const two = [one, { ...one, id: 'b' }];
    await expect(freezeManifest(two, { maxDocuments: 1 })).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
    await expect(freezeManifest(two, { maxDocuments: Number.NaN })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    const signal = AbortSignal.abort();
    await expect(freezeManifest(two, { signal })).rejects.toMatchObject({ code: 'ABORTED' });
    const unreadable = { id: 'a', document: () => Promise.reject(new Error('EIO')) };
    await expect(freezeManifest([unreadable])).rejects.toThrow('EIO');
  });
});

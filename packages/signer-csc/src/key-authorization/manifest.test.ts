import { describe, expect, it } from 'vitest';
import { hashesOf } from '../test-steps.ts';
import { createAuthorizationManifest, describeManifest, manifestDigest } from './manifest.ts';

const DOCUMENTS = [{ id: 'a', name: 'a.pdf' }, undefined];

describe('createAuthorizationManifest', () => {
  it('is what its digest says, whatever becomes of the arrays it was made from', async () => {
    const list = await hashesOf(['one', 'two']);
    const manifest = await createAuthorizationManifest(list, DOCUMENTS);
    list.hashes[0]?.fill(0);
    const { digest, ...parts } = manifest;
    expect(await manifestDigest(parts)).toBe(digest);
    expect(
      Object.isFrozen(manifest) && Object.isFrozen(manifest.items) && Object.isFrozen(manifest.hashes),
    ).toBe(true);
    expect(describeManifest(manifest)).toContain(digest);
  });

  it('has another digest for another order, document, hash or count', async () => {
    const list = await hashesOf(['one', 'two']);
    const manifests = await Promise.all([
      createAuthorizationManifest(list, DOCUMENTS),
      createAuthorizationManifest({ ...list, hashes: [...list.hashes].reverse() }, DOCUMENTS),
      createAuthorizationManifest(list, [{ id: 'a', name: 'b.pdf' }, undefined]),
      createAuthorizationManifest(list, [undefined, { id: 'a', name: 'a.pdf' }]),
      createAuthorizationManifest(list, DOCUMENTS, { dependents: 1 }),
      createAuthorizationManifest({ ...list, digestAlgorithm: 'SHA-512' }, DOCUMENTS),
    ]);
    expect(new Set(manifests.map(({ digest }) => digest)).size).toBe(manifests.length);
  });

  it('refuses hashes without a place for their documents', async () => {
    const list = await hashesOf(['one', 'two']);
    for (const documents of [[], [undefined], [undefined, undefined, undefined]]) {
      await expect(createAuthorizationManifest(list, documents)).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
      });
    }
  });
});

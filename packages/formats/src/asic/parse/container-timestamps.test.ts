import { utf8 } from '@eseal/core';
import type { ParsedTimestamp } from '@eseal/core/container';
import { beforeAll, describe, expect, it } from 'vitest';
import { createIdentifiers } from '../../cades/identifiers.ts';
import { stampAsic } from '../stamp.ts';
import { createTestSealer, type TestSealer } from '../test-containers.ts';
import { rebuildArchive, type TestFiles } from '../zip/test-archives.ts';
import { openAsicContainer } from './container.ts';
import { parseContainerTimestamp } from './container-timestamps.ts';
import { openFileLookup } from './file-lookup.ts';

const DOCUMENT = { name: 'a.txt', source: utf8('a') };
const MANIFEST = 'META-INF/ASiCManifest.xml';

let sealer: TestSealer;
/** The same document under a timestamp in either kind of container. */
let simple: Uint8Array;
let extended: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  const stamp = async (type: 'asic-s' | 'asic-e') =>
    (await stampAsic([DOCUMENT], sealer.timestamps, { type })).toBytes();
  simple = await stamp('asic-s');
  extended = await stamp('asic-e');
});

/** The timestamps of a container once its files were changed. */
async function timestampsIn(
  bytes: Uint8Array,
  change: (files: TestFiles) => void = () => undefined,
): Promise<readonly ParsedTimestamp[]> {
  const container = await openAsicContainer(await rebuildArchive(bytes, change));
  const lookup = openFileLookup(container.archive);
  const identifiers = createIdentifiers();
  return Promise.all(
    container.timestamps.map((one) => parseContainerTimestamp(one, container, lookup, identifiers)),
  );
}

describe('a timestamp of ASiC-S', () => {
  it('is over the document in the root, and names no files', async () => {
    const [timestamp] = await timestampsIn(simple, (files) => files.set('folder/b.txt', 'b'));
    expect(timestamp).toMatchObject({ type: 'container', file: 'META-INF/timestamp.tst' });
    expect(timestamp?.input).toMatchObject({ kind: 'document', source: { size: 1 } });
    expect(timestamp).not.toHaveProperty('references');
  });

  it('is over nothing when there is no document', async () => {
    const [timestamp] = await timestampsIn(simple, (files) => files.delete('a.txt'));
    expect(timestamp).toMatchObject({ input: undefined });
  });
});

describe('a timestamp of ASiC-E', () => {
  it('is over the manifest that names it, and what that names', async () => {
    const [timestamp] = await timestampsIn(extended);
    expect(timestamp?.references).toMatchObject([{ uri: 'a.txt', input: { kind: 'document' } }]);
  });

  it('is over one of two manifests that name it: the one it has the digest of', async () => {
    const [timestamp] = await timestampsIn(extended, (files) => {
      const manifest = files.get(MANIFEST);
      if (!(manifest instanceof Uint8Array)) throw new Error('there is no manifest');
      const other = new TextDecoder().decode(manifest).replace('URI="a.txt"', 'URI="b.txt"');
      files.delete(MANIFEST);
      files.set('META-INF/ASiCManifest000.xml', other);
      files.set(MANIFEST, manifest);
    });
    expect(timestamp?.references?.map(({ uri }) => uri)).toEqual(['a.txt']);
  });

  it('has a reference without content to a file that is gone', async () => {
    const [timestamp] = await timestampsIn(extended, (files) => files.delete('a.txt'));
    expect(timestamp?.references).toMatchObject([{ uri: 'a.txt', input: undefined, required: true }]);
  });

  it('is over nothing without a manifest that names it, though the document is there', async () => {
    const [timestamp] = await timestampsIn(extended, (files) => files.delete(MANIFEST));
    expect(timestamp).toMatchObject({ input: undefined });
    expect(timestamp).not.toHaveProperty('references');
  });
});

describe('a file that is no timestamp', () => {
  it('is kept as it is, for whoever validates it', async () => {
    const [timestamp] = await timestampsIn(simple, (files) => files.set('META-INF/timestamp.tst', 'none'));
    expect(timestamp?.token).toEqual(utf8('none'));
  });
});

describe('timestamps with the same bytes', () => {
  it('have different ids', async () => {
    const ids = (
      await timestampsIn(extended, (files) => {
        const token = files.get('META-INF/timestamp001.tst');
        if (token !== undefined) files.set('META-INF/timestamp002.tst', token);
      })
    ).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });
});

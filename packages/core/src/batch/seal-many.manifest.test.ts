import { createMockSigner } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { parseToySeal, toyFormat } from '../../test/toy-format.ts';
import { utf8 } from '../util/bytes.ts';
import { freezeManifest } from './freeze-manifest.ts';
import { documents, sealAll, summary, world } from './test-seal-batch.ts';

describe('a batch with a frozen list', () => {
  it('seals what is on it, in any order', async () => {
    const manifest = await freezeManifest(documents(4));
    const outcomes = await sealAll([...documents(4)].reverse(), { manifest });
    expect(summary(outcomes)).toEqual(['3 sealed', '2 sealed', '1 sealed', '0 sealed']);
  });

  it('names to the signer what each value is for', async () => {
    const given = documents(2).map((one) => ({ ...one, name: `${one.id}.txt`, mediaType: 'text/plain' }));
    const manifest = await freezeManifest(given);
    const signer = createMockSigner(world.seal);
    await sealAll(documents(2), { manifest, signer });
    expect(signer.calls.flat().map(({ document }) => document)).toEqual(manifest.entries);
    await sealAll(documents(1), { signer });
    expect(signer.calls.at(-1)?.map(({ document }) => document)).toEqual([{ id: '0' }]);
  });

  it('seals nothing else, and tells of what did not come', async () => {
    const signer = createMockSigner(world.seal);
    const manifest = await freezeManifest(documents(5));
    const changed = { id: '1', document: utf8('document 1, changed') };
    const added = { id: 'added', document: utf8('document 2') };
    const [zero, , two] = documents(3);
    if (zero === undefined || two === undefined) throw new TypeError('documents are missing');
    const outcomes = await sealAll([zero, changed, added, two, two], { manifest, signer });
    expect(summary(outcomes)).toEqual([
      '0 sealed',
      '1 failed DOCUMENT_CHANGED',
      'added failed DOCUMENT_NOT_IN_MANIFEST',
      '2 sealed',
      '2 failed INVALID_ARGUMENT',
      '3 failed DOCUMENT_MISSING',
      '4 failed DOCUMENT_MISSING',
    ]);
    expect(signer.calls.flat().map(({ document }) => document?.id)).toEqual(['0', '2']);
  });

  it('misses nothing in a part of the list', async () => {
    const manifest = await freezeManifest(documents(5));
    const outcomes = await sealAll(documents(5).slice(1, 3), { manifest, partOfManifest: true });
    expect(summary(outcomes)).toEqual(['1 sealed', '2 sealed']);
  });

  it('misses nothing when it was stopped', async () => {
    const manifest = await freezeManifest(documents(3));
    const signer = createMockSigner(world.seal, { fault: { kind: 'throws', code: 'SIGNER_PIN_LOCKED' } });
    const outcomes = await sealAll(documents(1), { manifest, signer });
    expect(summary(outcomes)).toEqual(['0 stopped SIGNER_PIN_LOCKED']);
  });

  it('counts two documents with the same contents as two', async () => {
    const twins = ['a', 'b'].map((id) => ({ id, document: utf8('the same') }));
    const outcomes = await sealAll(twins, { manifest: await freezeManifest(twins) });
    expect(summary(outcomes)).toEqual(['a sealed', 'b sealed']);
  });

  it('compares digests of documents that are elsewhere', async () => {
    const digest = { algorithm: 'SHA-256', digest: new Uint8Array(32) } as const;
    const elsewhere = { id: 'a', document: digest };
    const manifest = await freezeManifest([elsewhere]);
    const given: unknown[] = [];
    const toy = toyFormat();
    const format: typeof toy = {
      ...toy,
      prepare(document, context) {
        given.push(document);
        return toy.prepare(utf8('a'), context);
      },
    };
    expect(summary(await sealAll([elsewhere], { manifest, format }))).toEqual(['a sealed']);
    expect(given).toEqual([digest]);
    const others = [
      { algorithm: 'SHA-256', digest: new Uint8Array(32).fill(1) },
      { algorithm: 'SHA-512', digest: new Uint8Array(64) },
    ] as const;
    for (const [at, code] of ['DOCUMENT_CHANGED', 'INVALID_ARGUMENT'].entries()) {
      const { [at]: document } = others;
      if (document === undefined) throw new TypeError('a digest is missing');
      expect(summary(await sealAll([{ id: 'a', document }], { manifest, format }))).toEqual([
        `a failed ${code}`,
      ]);
    }
  });

  it('seals what it compared, also when the file becomes another in between', async () => {
    let reads = 0;
    const fickle = {
      id: 'a',
      document: { size: 4, read: async () => utf8(reads++ === 0 ? 'good' : 'evil') },
    };
    const manifest = await freezeManifest([{ id: 'a', document: utf8('good') }]);
    const [outcome] = await sealAll([fickle], { manifest });
    if (outcome?.kind !== 'sealed') throw new TypeError('it was not sealed');
    expect(parseToySeal(await outcome.document.toBytes()).document).toBe('good');
  });
});

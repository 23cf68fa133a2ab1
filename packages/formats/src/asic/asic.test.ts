import { createSealedDocument, readAll, seal, utf8 } from '@eseal/core';
import { createMockSigner, flipBit, testFormat } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseXades } from '../xades/parse/parse.ts';
import { asic } from './asic.ts';
import { extractContents } from './extract.ts';
import type { AsicOptions } from './options.ts';
import { openAsicContainer } from './parse/container.ts';
import {
  checkContainer,
  createTestSealer,
  FURTHER,
  KINDS,
  namesIn,
  type TestSealer,
} from './test-containers.ts';
import { ASIC_MEDIA_TYPES } from './vocabulary.ts';
import { storedMember, updateZip } from './zip/write.ts';

const DOCUMENT = utf8('請求書: 十万円');

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

/** Names of what a container holds, by kind and number of documents. */
const EXPECTED_NAMES: Readonly<Record<string, readonly string[]>> = {
  'asic-s cades 1': ['mimetype', '請求書.txt', 'META-INF/signature.p7s'],
  'asic-s xades 1': ['mimetype', '請求書.txt', 'META-INF/signatures.xml'],
  'asic-e cades 1': ['mimetype', '請求書.txt', 'META-INF/ASiCManifest.xml', 'META-INF/signature001.p7s'],
  'asic-e xades 1': ['mimetype', '請求書.txt', 'META-INF/manifest.xml', 'META-INF/signatures001.xml'],
  'asic-s cades 3': ['mimetype', 'package.zip', 'META-INF/signature.p7s'],
  'asic-s xades 3': ['mimetype', 'package.zip', 'META-INF/signatures.xml'],
  'asic-e cades 3': [
    'mimetype',
    '請求書.txt',
    '図面/1+2 (a).txt',
    '100%.bin',
    'META-INF/ASiCManifest.xml',
    'META-INF/signature001.p7s',
  ],
  'asic-e xades 3': [
    'mimetype',
    '請求書.txt',
    '図面/1+2 (a).txt',
    '100%.bin',
    'META-INF/manifest.xml',
    'META-INF/signatures001.xml',
  ],
};

for (const kind of KINDS) {
  for (const contents of [[], FURTHER]) {
    const label = `${kind.type} ${kind.container} ${contents.length + 1}`;
    const options: AsicOptions = { ...kind, name: '請求書.txt', mimeType: 'text/plain', contents };

    describe(label, () => {
      testFormat(
        {
          format: () => asic(options),
          signer: async () => createMockSigner(sealer.world.seal),
          document: async () => DOCUMENT,
          otherDocument: async () => utf8('見積書'),
          verify: async (sealed) => {
            const { holds, seals } = await checkContainer(sealed);
            return holds && seals === 1;
          },
        },
        { describe, expect, it },
      );

      it('holds its media type first and what belongs to it after that', async () => {
        const sealed = await sealer.sealed(DOCUMENT, options);
        expect(await namesIn(sealed)).toEqual(EXPECTED_NAMES[label]);
        const mediaType = ASIC_MEDIA_TYPES[kind.type];
        // APPNOTE 6.3.3 §4.3.7: signature, then 26 bytes of fields, the name, and what is stored.
        const start = new TextDecoder().decode(sealed.subarray(0, 38 + mediaType.length));
        expect([start.slice(0, 4), start.slice(30)]).toEqual(['PK\x03\x04', `mimetype${mediaType}`]);
        const header = new DataView(sealed.buffer, sealed.byteOffset);
        expect([header.getUint16(8, true), header.getUint16(28, true)]).toEqual([0, 0]);
      });

      it('gives its documents back', async () => {
        const documents = await extractContents(await sealer.sealed(DOCUMENT, options));
        const expected = [{ name: options.name, source: DOCUMENT }, ...contents];
        expect(documents.map(({ name }) => name)).toEqual(expected.map(({ name }) => name));
        for (const [at, { source }] of documents.entries())
          expect(await readAll(source)).toEqual(await readAll(expected[at]?.source ?? DOCUMENT));
      });

      it('is at B-T with a timestamp over the value of its seal', async () => {
        const sealed = await sealer.sealed(DOCUMENT, options, { adesLevel: 'B-T' });
        expect(await checkContainer(sealed)).toEqual({ seals: 1, holds: true });
      });
    });
  }
}

describe('a container', () => {
  const options = { type: 'asic-e', container: 'cades', name: 'a.txt' } as const;

  it('leaves large documents where they are and reads them once before they are written', async () => {
    let passes = 0;
    const large = {
      size: 3 * 2 ** 20,
      async read(start: number, end: number): Promise<Uint8Array> {
        if (start === 0) passes++;
        return new Uint8Array(end - start).fill(7);
      },
    };
    for (const kind of KINDS) {
      passes = 0;
      const sealed = await sealer.seal(large, { ...kind, name: 'large.bin' });
      expect(passes).toBe(1);
      expect(sealed.parts).toContain(large);
      expect(await checkContainer(await sealed.toBytes())).toEqual({ seals: 1, holds: true });
    }
  });

  it('takes streams, also for documents beside the first', async () => {
    const stream = () => new Blob([DOCUMENT]).stream() as ReadableStream<Uint8Array>;
    for (const kind of KINDS) {
      const contents = [{ name: 'b.txt', source: stream() }];
      const sealed = await sealer.sealed(stream(), { ...kind, name: 'a.txt', contents });
      expect(await checkContainer(sealed)).toEqual({ seals: 1, holds: true });
    }
  });

  it('tells its media type in the comment of the archive where that is wanted', async () => {
    const sealed = await sealer.sealed(DOCUMENT, { ...options, zipComment: true });
    const { archive } = await openAsicContainer(sealed);
    expect(archive.comment).toBe('mimetype=application/vnd.etsi.asic-e+zip');
    expect((await openAsicContainer(await sealer.sealed(DOCUMENT, options))).archive.comment).toBe('');
  });

  it('is what its media type says', async () => {
    const sealed = await sealer.seal(DOCUMENT, options);
    expect(sealed.mediaType).toBe('application/vnd.etsi.asic-e+zip');
    expect(sealed.size).toBe((await sealed.toBytes()).length);
  });

  it('states media types in its manifest, and references by escaped names', async () => {
    const sealed = await sealer.sealed(DOCUMENT, { ...options, mimeType: 'text/plain', contents: FURTHER });
    const [file] = (await openAsicContainer(sealed)).manifests;
    expect(file?.manifest.sigReference).toEqual({
      uri: 'META-INF/signature001.p7s',
      mimeType: 'application/pkcs7-signature',
    });
    expect(file?.manifest.references.map(({ mimeType, uri }) => [uri, mimeType])).toEqual([
      ['a.txt', 'text/plain'],
      ['%E5%9B%B3%E9%9D%A2/1%2B2%20(a).txt', 'text/plain'],
      ['100%25.bin', undefined],
    ]);
  });

  it('lists its files for OpenDocument with their media types', async () => {
    const xades: AsicOptions = {
      type: 'asic-e',
      name: 'a.txt',
      container: 'xades',
      mimeType: 'text/plain',
      contents: FURTHER,
    };
    const { odfManifest } = await openAsicContainer(await sealer.sealed(DOCUMENT, xades));
    expect(odfManifest?.files).toEqual([
      { path: 'a.txt', mediaType: 'text/plain' },
      { path: '図面/1+2 (a).txt', mediaType: 'text/plain' },
      { path: '100%.bin', mediaType: 'application/octet-stream' },
    ]);
  });

  it('passes statements on to its seals', async () => {
    const commitmentTypes = ['http://uri.etsi.org/01903/v1.2.2#ProofOfOrigin'];
    const sealed = await sealer.sealed(DOCUMENT, {
      type: 'asic-s',
      container: 'xades',
      name: 'a',
      commitmentTypes,
    });
    const { signatures } = await openAsicContainer(sealed);
    const text = new TextDecoder().decode(signatures[0]?.bytes);
    expect(text).toContain('#ProofOfOrigin');
    expect((await parseXades(utf8(text))).signatures).toHaveLength(1);
  });

  it('does not hold with one byte changed in a document, a manifest or a seal', async () => {
    for (const kind of KINDS) {
      const sealed = await sealer.sealed(DOCUMENT, { ...kind, name: 'a.txt', contents: [] });
      const { archive } = await openAsicContainer(sealed);
      for (const entry of archive.entries.slice(1)) {
        if (entry.name === 'META-INF/manifest.xml') continue;
        const at = entry.data.start + (entry.size >> 1);
        await expect(checkContainer(flipBit(sealed, at)), entry.name).rejects.toMatchObject({
          code: 'ZIP_ENTRY_BROKEN',
        });
      }
    }
  });

  it('does not hold with a document exchanged for another, though the archive is sound', async () => {
    for (const kind of KINDS) {
      const { archive } = await openAsicContainer(await sealer.sealed(DOCUMENT, { ...kind, name: 'a.txt' }));
      const added = [storedMember('a.txt', utf8('請求書: 九万円'))];
      const parts = await updateZip(archive, { removed: new Set(['a.txt']), added });
      const exchanged = await createSealedDocument('application/zip', parts).toBytes();
      expect(await checkContainer(exchanged)).toEqual({ seals: 1, holds: false });
    }
  });
});

describe('asic', () => {
  it('needs the documents themselves, not their digests alone', async () => {
    const digest = { algorithm: 'SHA-256', digest: new Uint8Array(32) } as const;
    const signer = createMockSigner(sealer.world.seal);
    for (const kind of KINDS) {
      const format = asic({ ...kind, name: 'a.txt' });
      const sealing = seal(digest, { signer, format, now: () => sealer.world.now });
      await expect(sealing).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    }
  });

  const base = { type: 'asic-e', container: 'cades' } as const;

  it.each<readonly [string, AsicOptions]>([
    ['a document without a name', { ...base }],
    ['a further seal with other documents', { ...base, parallelTo: 'document', contents: FURTHER }],
    ['a further seal with a name', { ...base, parallelTo: 'document', name: 'a.txt' }],
    ['a media type that is none', { ...base, name: 'a.txt', mimeType: 'text' }],
    ['an unknown commitment', { ...base, name: 'a.txt', commitmentTypes: ['x'] }],
  ])('refuses %s with INVALID_ARGUMENT', (_, options) => {
    expect(() => asic(options)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });
});

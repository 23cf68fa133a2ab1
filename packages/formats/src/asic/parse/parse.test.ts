import { utf8 } from '@eseal/core';
import type { ParsedContainer } from '@eseal/core/container';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { FormatsError } from '../../errors.ts';
import { SOON, startStopwatch } from '../../test-stopwatch.ts';
import { stampAsic } from '../stamp.ts';
import { createTestSealer, FURTHER, type TestSealer } from '../test-containers.ts';
import { buildTestArchive, deflated, rebuildArchive, type TestFiles } from '../zip/test-archives.ts';
import { parseAsic } from './parse.ts';

const DOCUMENT = utf8('請求書: 十万円');

let sealer: TestSealer;
/** A container of each kind: of one document, and of three. */
let simple: Uint8Array;
let simpleXades: Uint8Array;
let extended: Uint8Array;
let extendedXades: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  simple = await sealer.sealed(DOCUMENT, { type: 'asic-s', container: 'cades', name: '請求書.txt' });
  simpleXades = await sealer.sealed(DOCUMENT, { type: 'asic-s', container: 'xades', name: '請求書.txt' });
  const several = { name: '請求書.txt', contents: FURTHER };
  extended = await sealer.sealed(DOCUMENT, { ...several, type: 'asic-e', container: 'cades' });
  extendedXades = await sealer.sealed(DOCUMENT, { ...several, type: 'asic-e', container: 'xades' });
});

const idsOf = ({ findings }: Pick<ParsedContainer, 'findings'>): readonly string[] =>
  findings.map(({ id }) => id);

async function changed(archive: Uint8Array, change: (files: TestFiles) => void): Promise<ParsedContainer> {
  return parseAsic(await rebuildArchive(archive, change));
}

/** What is wrong with the only seal of a container. */
function errorsOf({ signatures: [seal] }: ParsedContainer): readonly string[] {
  return seal?.findings.filter(({ severity }) => severity === 'error').map(({ id }) => id) ?? ['no seal'];
}

/** Changes a text file. */
function edit(files: TestFiles, name: string, change: (text: string) => string): void {
  const file = files.get(name);
  if (!(file instanceof Uint8Array)) throw new Error(`there is no ${name}`);
  files.set(name, change(new TextDecoder().decode(file)));
}

const MANIFEST = 'META-INF/ASiCManifest.xml';

describe('a container that nobody changed', () => {
  it('is of its kind, every document covered, nothing to be said', async () => {
    const containers = [
      { archive: simple, format: 'asic-s', documents: 1 },
      { archive: simpleXades, format: 'asic-s', documents: 1 },
      { archive: extended, format: 'asic-e', documents: 3 },
      { archive: extendedXades, format: 'asic-e', documents: 3 },
    ];
    for (const { archive, documents, format } of containers) {
      const parsed = await parseAsic(archive);
      expect(parsed).toMatchObject({ format, findings: [], timestamps: [] });
      expect(parsed.signatures).toMatchObject([
        { form: 'B-B', scope: { coversWholeDocument: true, uncovered: [] } },
      ]);
      expect(parsed.contained?.files.filter(({ isDocument }) => isDocument)).toHaveLength(documents);
      expect(errorsOf(parsed)).toEqual([]);
    }
  });

  it('names the file of each seal, and what manifests list', async () => {
    const { contained, signatures } = await parseAsic(extended);
    expect(signatures[0]?.file).toBe('META-INF/signature001.p7s');
    expect(contained?.manifests).toMatchObject([
      { name: MANIFEST, sealedBy: ['META-INF/signature001.p7s'], uris: { length: 3 } },
    ]);
    expect(signatures[0]?.references.filter(({ kind }) => kind === 'manifest-entry')).toMatchObject([
      { required: true },
      { required: true },
      { required: true },
    ]);
  });

  it('is read from a Blob and from a stream', async () => {
    const blob = new Blob([Uint8Array.from(simple)]);
    for (const source of [blob, blob.stream()]) expect((await parseAsic(source)).signatures).toHaveLength(1);
  });
});

describe('the kind of a container', () => {
  const kindOf = async (archive: Uint8Array, change: (files: TestFiles) => void, comment = '') =>
    (await parseAsic(await rebuildArchive(archive, change, { comment }))).format;
  const without = (files: TestFiles): void => {
    files.delete('mimetype');
  };

  it('is that of its media type, white space around it or not', async () => {
    const set = (type: string) => (files: TestFiles) => files.set('mimetype', type);
    expect(await kindOf(simple, set('application/vnd.etsi.asic-e+zip\r\n'))).toBe('asic-e');
    expect(await kindOf(extended, set(' application/vnd.etsi.asic-s+zip'))).toBe('asic-s');
    expect(await kindOf(extended, set('application/vnd.oasis.opendocument.text'))).toBe('asic-e');
  });

  it('is that of the comment where there is no media type', async () => {
    expect(await kindOf(simple, without, 'mimetype=application/vnd.etsi.asic-e+zip')).toBe('asic-e');
    expect(await kindOf(simple, without, 'application/vnd.etsi.asic-e+zip')).toBe('asic-s');
  });

  it('is told by what is in it else', async () => {
    expect(await kindOf(simple, without)).toBe('asic-s');
    expect(await kindOf(simpleXades, without)).toBe('asic-s');
    expect(await kindOf(extended, without)).toBe('asic-e');
    expect(await kindOf(extendedXades, without)).toBe('asic-e');
  });

  it('is none for an archive without seal and media type', async () => {
    const plain = buildTestArchive([{ name: 'word/document.xml', content: '<a/>' }]);
    await expect(parseAsic(plain)).rejects.toMatchObject({ code: 'ASIC_STRUCTURE_INVALID' });
    const empty = buildTestArchive([{ name: 'mimetype', content: 'application/vnd.etsi.asic-e+zip' }]);
    expect(await parseAsic(empty)).toMatchObject({ format: 'asic-e', signatures: [] });
  });
});

describe('Z4: files that no seal covers', () => {
  it('are told of the container and of the seal', async () => {
    for (const archive of [extended, extendedXades]) {
      const parsed = await changed(archive, (files) => files.set('振込先.txt', '偽の口座'));
      expect(idsOf(parsed)).toContain('ASIC_DOCUMENT_NOT_COVERED');
      expect(parsed.signatures[0]?.scope).toMatchObject({
        coversWholeDocument: false,
        uncovered: ['振込先.txt'],
      });
      expect(errorsOf(parsed)).toEqual([]);
    }
  });

  it('break a container that may hold one document only', async () => {
    for (const archive of [simple, simpleXades]) {
      const parsed = await changed(archive, (files) => files.set('b.txt', 'x'));
      expect(errorsOf(parsed)).toEqual(['ASIC_S_DOCUMENTS']);
    }
  });

  it('are told where they hide among what is said of documents', async () => {
    const parsed = await changed(extended, (files) => files.set('META-INF/macro.bin', 'x'));
    expect(idsOf(parsed)).toEqual(['ASIC_METADATA_NOT_READ']);
    const record = await changed(extended, (files) => files.set('META-INF/evidencerecord.ers', 'x'));
    expect(idsOf(record)).toEqual(['ASIC_EVIDENCE_RECORD_NOT_CHECKED']);
  });

  it('are all files, where a CMS carries a content of its own', async () => {
    const { cades } = await import('../../cades/cades.ts');
    const { seal } = await import('@eseal/core');
    const { createMockSigner } = await import('@eseal/testkit');
    const attached = await seal(utf8('another document'), {
      signer: createMockSigner(sealer.world.seal),
      format: cades({ packaging: 'attached' }),
      now: () => sealer.world.now,
    });
    const bytes = await attached.toBytes();
    const parsed = await changed(simple, (files) => files.set('META-INF/signature.p7s', bytes));
    expect(errorsOf(parsed)).toEqual(['ASIC_SEAL_NOT_DETACHED']);
    expect(parsed.signatures[0]?.scope.coversWholeDocument).toBe(false);
  });
});

describe('Z5: what manifests name', () => {
  const entriesOf = async (change: (text: string) => string) => {
    const { signatures } = await changed(extended, (files) => edit(files, MANIFEST, change));
    return signatures[0]?.references.filter(({ kind }) => kind === 'manifest-entry') ?? [];
  };

  it('is found by its name with its escapes resolved once', async () => {
    const entries = await entriesOf((text) => text);
    expect(entries.map(({ uri }) => uri)).toContain('100%25.bin');
    expect(entries.every(({ input }) => input !== undefined)).toBe(true);
  });

  it.each([
    ['twice escaped', '100%2525.bin'],
    ['a plus sign for a space', '図面/1+2+(a).txt'],
    ['absolute', '/100%25.bin'],
    ['with a scheme', 'file:100%25.bin'],
    ['out of the container', '%2e%2e/100%25.bin'],
    ['by way of the folder itself', './100%25.bin'],
    ['with a backslash', '.%5C100%25.bin'],
    ['of other case', '100%25.BIN'],
  ])('is missing when the reference is %s', async (_, uri) => {
    const entries = await entriesOf((text) => text.replace('100%25.bin', uri));
    expect(entries.filter(({ input }) => input === undefined)).toMatchObject([{ uri }]);
  });

  it('is missing when the file is gone', async () => {
    const parsed = await changed(extended, (files) => files.delete('100%.bin'));
    const [seal] = parsed.signatures;
    expect(seal?.references.filter(({ input }) => input === undefined)).toMatchObject([
      { kind: 'manifest-entry', uri: '100%25.bin', required: true },
    ]);
    const xades = await changed(extendedXades, (files) => files.delete('100%.bin'));
    expect(xades.signatures[0]?.references.filter(({ input }) => input === undefined)).toHaveLength(1);
    expect(idsOf(xades)).toContain('ASIC_LISTED_FILE_MISSING');
  });

  it('is not found under another name, though it has the digest', async () => {
    const parsed = await changed(extendedXades, (files) => {
      files.set('b.bin', files.get('100%.bin') ?? '');
      files.delete('100%.bin');
    });
    expect(parsed.signatures[0]?.references.filter(({ input }) => input === undefined)).toHaveLength(1);
  });

  it('is found by a name in another form of Unicode', async () => {
    const decomposed = '請求書 が.txt'.normalize('NFD');
    for (const container of ['cades', 'xades'] as const) {
      const sealed = await sealer.sealed(DOCUMENT, {
        type: 'asic-e',
        container,
        name: decomposed.normalize('NFC'),
      });
      const parsed = await changed(sealed, (files) => {
        const content = files.get(decomposed.normalize('NFC')) ?? '';
        files.delete(decomposed.normalize('NFC'));
        files.set(decomposed, content);
      });
      expect(parsed.signatures[0]?.scope.coversWholeDocument).toBe(true);
    }
  });

  it('is read whatever the prefix of its namespace is', async () => {
    const parsed = await changed(extended, (files) =>
      edit(files, MANIFEST, (text) => text.replaceAll('asic:', 'x:').replace('xmlns:asic', 'xmlns:x')),
    );
    expect(parsed.contained?.manifests).toMatchObject([{ uris: { length: 3 } }]);
    expect(errorsOf(parsed)).toEqual([]);
    const other = await changed(extended, (files) =>
      edit(files, MANIFEST, (text) => text.replace('02918/v1.2.1#', '02918/other#')),
    );
    expect(errorsOf(other)).toEqual(['ASIC_MANIFEST_UNREADABLE']);
  });
});

describe('names that do not say how they are encoded', () => {
  /** `請求書` in CP932, and `příloha` in CP852. */
  const NAMES = [
    { name: '請求書', bytes: [0x90, 0xbf, 0x8b, 0x81, 0x8f, 0x91] },
    { name: 'příloha', bytes: [0x70, 0xfd, 0xa1, 0x6c, 0x6f, 0x68, 0x61] },
  ];

  it.each(NAMES)('are those that the seal refers to, such as $name', async ({ bytes, name }) => {
    for (const container of ['cades', 'xades'] as const) {
      const sealed = await sealer.sealed(DOCUMENT, { type: 'asic-e', container, name });
      const archive = await rebuildArchive(sealed, () => undefined, {
        renamed: { [name]: Uint8Array.from(bytes) },
      });
      const parsed = await parseAsic(archive);
      expect(errorsOf(parsed)).toEqual([]);
      expect(parsed.signatures[0]?.scope).toMatchObject({ coversWholeDocument: true, description: name });
      expect(idsOf(parsed)).toEqual([]);
    }
  });
});

describe('Z6: manifests of a seal', () => {
  it('may be but one', async () => {
    const parsed = await changed(extended, (files) =>
      files.set('META-INF/ASiCManifest2.xml', files.get(MANIFEST) ?? ''),
    );
    expect(errorsOf(parsed)).toEqual(['ASIC_MANIFESTS_CONFLICT']);
  });

  it('count only where the seal is over them', async () => {
    const parsed = await changed(extended, (files) => {
      const forged = new TextDecoder()
        .decode(files.get(MANIFEST) as Uint8Array)
        .replace('100%25.bin', 'b.txt');
      files.set('META-INF/ASiCManifest2.xml', forged);
      files.set('b.txt', 'forged');
    });
    const [seal] = parsed.signatures;
    expect(seal?.references.map(({ uri }) => uri)).not.toContain('b.txt');
    expect(seal?.scope.uncovered).toEqual(['b.txt']);
  });

  it('are missed when they are gone or broken', async () => {
    const gone = await changed(extended, (files) => files.delete(MANIFEST));
    expect(errorsOf(gone)).toEqual(['ASIC_MANIFEST_MISSING']);
    expect(gone.signatures[0]?.references).toMatchObject([{ kind: 'message-digest', input: undefined }]);
    const broken = await changed(extended, (files) => files.set(MANIFEST, '<a'));
    expect(errorsOf(broken)).toEqual(['ASIC_MANIFEST_UNREADABLE']);
    expect(idsOf(broken)).toContain('ASIC_MANIFEST_BROKEN');
  });

  it('are told when the seal they name is gone', async () => {
    const parsed = await changed(extended, (files) => files.delete('META-INF/signature001.p7s'));
    expect(idsOf(parsed)).toEqual(['ASIC_MANIFEST_NOT_SEALED']);
    expect(parsed.signatures).toEqual([]);
  });
});

describe('Z7: the media type', () => {
  const findingsWith = async (change: (files: TestFiles) => void, comment = '') =>
    idsOf(await parseAsic(await rebuildArchive(extended, change, { comment })));

  it('is told when it is not first, not there or not of ASiC', async () => {
    const last = (files: TestFiles): void => {
      const type = files.get('mimetype') ?? '';
      files.delete('mimetype');
      files.set('mimetype', type);
    };
    expect(await findingsWith(last)).toEqual(['ASIC_MIMETYPE_PLACE']);
    expect(await findingsWith((files) => files.delete('mimetype'))).toEqual(['ASIC_MIMETYPE_MISSING']);
    const wrong = (files: TestFiles): unknown => files.set('mimetype', 'application/java-archive');
    expect(await findingsWith(wrong)).toEqual(['ASIC_MIMETYPE_UNKNOWN']);
  });

  it('is compared with the comment', async () => {
    const nothing = (): void => undefined;
    expect(await findingsWith(nothing, 'mimetype=application/vnd.etsi.asic-e+zip')).toEqual([]);
    expect(await findingsWith(nothing, 'mimetype=text/plain')).toEqual(['ASIC_COMMENT_DIFFERS']);
  });
});

describe('files of seals', () => {
  it('that cannot be read are seals that cannot be validated', async () => {
    for (const [archive, name] of [
      [extended, 'META-INF/signature001.p7s'],
      [extendedXades, 'META-INF/signatures001.xml'],
    ] as const) {
      const parsed = await changed(archive, (files) => files.set(name, 'no seal'));
      expect(errorsOf(parsed)).toEqual(['ASIC_SEAL_UNREADABLE']);
    }
  });

  it('with the same bytes are seals of different ids', async () => {
    const { signatures } = await changed(extendedXades, (files) =>
      files.set('META-INF/signatures002.xml', files.get('META-INF/signatures001.xml') ?? ''),
    );
    const [first, second] = signatures;
    expect(second?.id).toBe(`${first?.id}-2`);
  });

  it('over a manifest that names nothing cover nothing', async () => {
    const { cades } = await import('../../cades/cades.ts');
    const { seal } = await import('@eseal/core');
    const { createMockSigner } = await import('@eseal/testkit');
    const namespace = 'http://uri.etsi.org/02918/v1.2.1#';
    const manifest = utf8(
      `<a:ASiCManifest xmlns:a="${namespace}"><a:SigReference URI="META-INF/signature001.p7s"/></a:ASiCManifest>`,
    );
    const detached = await seal(manifest, {
      signer: createMockSigner(sealer.world.seal),
      format: cades({ packaging: 'detached' }),
      now: () => sealer.world.now,
    });
    const bytes = await detached.toBytes();
    const parsed = await changed(extended, (files) => {
      files.set(MANIFEST, manifest);
      files.set('META-INF/signature001.p7s', bytes);
    });
    expect(errorsOf(parsed)).toEqual(['ASIC_SEAL_COVERS_NO_FILE']);
  });

  it('that refer to nothing outside of them cover nothing', async () => {
    const { seal } = await import('@eseal/core');
    const { xades } = await import('../../xades/xades.ts');
    const { createMockSigner } = await import('@eseal/testkit');
    const enveloping = await seal(utf8('another document'), {
      signer: createMockSigner(sealer.world.seal),
      format: xades({ packaging: 'enveloping' }),
      now: () => sealer.world.now,
    });
    const bytes = await enveloping.toBytes();
    const parsed = await changed(extendedXades, (files) => files.set('META-INF/signatures001.xml', bytes));
    expect(errorsOf(parsed)).toEqual(['ASIC_SEAL_COVERS_NO_FILE']);
  });
});

describe('containers that list more than anyone reads', () => {
  const MIMETYPE = { name: 'mimetype', content: 'application/vnd.etsi.asic-e+zip' };

  it('name a few files of a list, and count the others', async () => {
    const listed = Array.from(
      { length: 50_000 },
      (_, i) => `<m:file-entry m:full-path="p${i}" m:media-type=""/>`,
    );
    const namespace = 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0';
    const manifest = utf8(`<m:manifest xmlns:m="${namespace}">${listed.join('')}</m:manifest>`);
    const { findings } = await parseAsic(
      buildTestArchive([MIMETYPE, { name: 'META-INF/manifest.xml', content: manifest }]),
    );
    const [missing] = findings.filter(({ id }) => id === 'ASIC_LISTED_FILE_MISSING');
    expect(missing?.message).toMatch(/: p0, p1, .*, p19 and 49980 more$/);
  });

  it('are refused before their manifests are read for the names of others', async () => {
    const large = await deflated('META-INF/ASiCManifest.xml', new Uint8Array(60 << 20).fill(0x20));
    const archive = buildTestArchive([
      MIMETYPE,
      { name: Uint8Array.of(0x83, 0x65, 0x83, 0x58), content: 'x', flags: 0 },
      large,
      { ...large, name: 'META-INF/ASiCManifest2.xml' },
      { name: 'weight', content: new Uint8Array(2 << 20) },
    ]);
    const elapsed = startStopwatch();
    await expect(parseAsic(archive)).rejects.toMatchObject({ code: 'ZIP_LIMIT_EXCEEDED' });
    expect(elapsed()).toBeLessThan(SOON / 2);
  });
});

describe('timestamps of a container', () => {
  const documents = [
    { name: 'a.txt', source: utf8('a') },
    { name: 'b.txt', source: utf8('b') },
  ] as const;

  it('are over the one document of ASiC-S', async () => {
    const [first] = documents;
    const stamped = await stampAsic([first], sealer.timestamps, { type: 'asic-s' });
    const parsed = await parseAsic(await stamped.toBytes());
    expect(parsed).toMatchObject({ format: 'asic-s', signatures: [], findings: [] });
    expect(parsed.timestamps).toMatchObject([
      { type: 'container', file: 'META-INF/timestamp.tst', input: { kind: 'document' } },
    ]);
  });

  it('are over a manifest in ASiC-E, and what it names', async () => {
    const stamped = await (await stampAsic(documents, sealer.timestamps, { type: 'asic-e' })).toBytes();
    const parsed = await parseAsic(stamped);
    expect(parsed).toMatchObject({ format: 'asic-e', signatures: [], findings: [] });
    expect(parsed.timestamps[0]?.references).toMatchObject([
      { uri: 'a.txt', required: true },
      { uri: 'b.txt', required: true },
    ]);
    const more = await changed(stamped, (files) => files.set('c.txt', 'c'));
    expect(idsOf(more)).toEqual(['ASIC_DOCUMENT_NOT_COVERED']);
    const gone = await changed(stamped, (files) => files.delete(MANIFEST));
    expect(gone.timestamps).toMatchObject([{ input: undefined }]);
  });
});

describe('containers with wrong bytes', () => {
  it('are read or refused, never anything else', async () => {
    const archives = [simple, simpleXades, extended, extendedXades];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...archives),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (archive, changes) => {
          const wrong = Uint8Array.from(archive);
          for (const [at, value] of changes) wrong[at % wrong.length] = value;
          try {
            await parseAsic(wrong);
          } catch (error) {
            expect(error).toBeInstanceOf(FormatsError);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('are read or refused where only the files in them are wrong', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(extended, extendedXades),
        fc.nat(),
        fc.nat(255),
        async (archive, at, value) => {
          const parsed = await changed(archive, (files) => {
            const names = [...files.keys()].filter((name) => name.startsWith('META-INF/'));
            const name = names[at % names.length] ?? '';
            const file = Uint8Array.from(files.get(name) as Uint8Array);
            file[at % file.length] = value;
            files.set(name, file);
          });
          expect(parsed.format).toBe('asic-e');
        },
      ),
      { numRuns: 100 },
    );
  });
});

/**
 * Containers before programs that share no code with the SDK: ZIP readers, and what verifies the seals in them.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { augment, utf8 } from '@eseal/core';
import { toPem } from '@eseal/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestMaterialSource } from '../cades/test-material.ts';
import { asic } from './asic.ts';
import { openAsicContainer } from './parse/container.ts';
import { createTestSealer, FURTHER, KINDS, namesIn, type TestSealer } from './test-containers.ts';

const DOCUMENT = utf8('請求書: 十万円');

/** Whether a program is there; says so when it is not. */
function has(program: string, argument: string): boolean {
  const found = spawnSync(program, [argument]).error === undefined;
  if (!found) console.warn(`${program} is missing: containers are not judged by it`);
  return found;
}

let root: string;
let directory: string;
let sealer: TestSealer;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'eseal-asic-'));
  sealer = await createTestSealer();
});
beforeEach(() => {
  directory = mkdtempSync(join(root, 'case-'));
});
afterAll(() => rmSync(root, { recursive: true }));

function run(program: string, args: readonly string[]): { readonly ok: boolean; readonly output: string } {
  const { status, stderr, stdout } = spawnSync(program, args, { encoding: 'utf8', cwd: directory });
  return { ok: status === 0, output: `${stdout}${stderr}` };
}

/** Containers of every kind at B-LTA, renewed once. */
async function createContainers(): Promise<readonly Uint8Array[]> {
  const material = createTestMaterialSource(sealer.world);
  return Promise.all(
    KINDS.map(async (kind) => {
      const options = { ...kind, name: '請求書.txt', contents: FURTHER };
      const sealed = await sealer.sealed(DOCUMENT, options, { adesLevel: 'B-LTA', material });
      const format = asic({ ...kind, parallelTo: 'document' });
      const context = { format, adesLevel: 'B-LTA', timestamps: sealer.timestamps, material } as const;
      return (await augment(sealed, context)).toBytes();
    }),
  );
}

describe.skipIf(!has('unzip', '-v'))('a container before unzip', () => {
  it('has no errors, and has some with one byte of a document changed', async () => {
    for (const container of await createContainers()) {
      writeFileSync(join(directory, 'a.zip'), container);
      expect(run('unzip', ['-tq', 'a.zip'])).toMatchObject({ ok: true });
      const changed = Uint8Array.from(container);
      changed.fill(0x20, 38, 39);
      writeFileSync(join(directory, 'b.zip'), changed);
      expect(run('unzip', ['-tq', 'b.zip'])).toMatchObject({ ok: false });
    }
  });
});

describe.skipIf(!has('python3', '--version'))("a container before Python's zipfile", () => {
  const PROGRAM = `
import sys, zipfile
with zipfile.ZipFile('a.zip') as archive:
    assert archive.testzip() is None
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra, first.flag_bits & 9) == ('mimetype', 0, b'', 0)
    sys.stdout.reconfigure(encoding='utf-8')
    print('\\n'.join(archive.namelist()))
`;

  it('has the names that it should, its media type first and stored', async () => {
    for (const container of await createContainers()) {
      writeFileSync(join(directory, 'a.zip'), container);
      const { ok, output } = run('python3', ['-c', PROGRAM]);
      expect({ ok, names: output.trim().split(/\r?\n/) }).toEqual({
        ok: true,
        names: await namesIn(container),
      });
    }
  });
});

describe.skipIf(!has('openssl', 'version') || !has('unzip', '-v'))('seals in CMS before openssl', () => {
  const judge = (seal: string, content: string) =>
    run('openssl', [
      ...['cms', '-verify', '-cades', '-inform', 'DER', '-in', seal, '-binary', '-content', content],
      ...['-CAfile', 'root.pem', '-purpose', 'any', '-out', 'out'],
    ]);

  it.each([
    ['asic-s', 'META-INF/signature.p7s', 'a.txt'],
    ['asic-e', 'META-INF/signature001.p7s', 'META-INF/ASiCManifest.xml'],
  ] as const)('of %s are over %s', async (type, seal, content) => {
    const sealed = await sealer.sealed(
      DOCUMENT,
      { type, container: 'cades', name: 'a.txt' },
      { adesLevel: 'B-T' },
    );
    writeFileSync(join(directory, 'a.zip'), sealed);
    writeFileSync(join(directory, 'root.pem'), toPem('CERTIFICATE', sealer.world.root.certificate));
    expect(run('unzip', ['-q', 'a.zip'])).toMatchObject({ ok: true });
    expect(judge(seal, content)).toMatchObject({ ok: true });
    writeFileSync(join(directory, content), 'something else');
    expect(judge(seal, content)).toMatchObject({ ok: false });
  });
});

describe.skipIf(!has('xmlsec1', '--version'))('seals in XML before xmlsec1', () => {
  /** xmlsec1 looks for files by the references as they stand, from where it runs. */
  const judge = (seal: string) => {
    const ids = ['Signature', 'SignedProperties'].flatMap((name) => ['--id-attr:Id', name]);
    const time = sealer.world.now.toISOString().slice(0, 19).replace('T', ' ');
    const trust = ['--enabled-key-data', 'x509', '--trusted-pem', 'root.pem', '--verification-time', time];
    return run('xmlsec1', ['--verify', ...trust, ...ids, seal]);
  };

  it.each(['asic-s', 'asic-e'] as const)('of %s are over files by their names', async (type) => {
    const contents = type === 'asic-e' ? [{ name: 'in/b.txt', source: utf8('b') }] : [];
    const sealed = await sealer.sealed(DOCUMENT, { type, container: 'xades', name: 'a.txt', contents });
    mkdirSync(join(directory, 'in'));
    writeFileSync(join(directory, 'in/b.txt'), 'b');
    writeFileSync(join(directory, 'a.txt'), DOCUMENT);
    writeFileSync(join(directory, 'root.pem'), toPem('CERTIFICATE', sealer.world.root.certificate));
    const { signatures } = await openAsicContainer(sealed);
    writeFileSync(join(directory, 'seal.xml'), signatures[0]?.bytes ?? DOCUMENT);
    expect(judge('seal.xml')).toMatchObject({ ok: true });
    writeFileSync(join(directory, 'a.txt'), 'something else');
    expect(judge('seal.xml')).toMatchObject({ ok: false });
  });
});

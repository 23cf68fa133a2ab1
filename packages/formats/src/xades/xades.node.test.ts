/**
 * XAdES seals judged by xmlsec1.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { augment, utf8 } from '@eseal/core';
import { invoiceXml, type KeyKind, toPem } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestMaterialSource } from '../cades/test-material.ts';
import type { XadesOptions } from './options.ts';
import { parseXades } from './parse/parse.ts';
import { createTestSealer, type TestSealer, textOf } from './test-seals.ts';
import { xades } from './xades.ts';

const hasXmlsec1 = spawnSync('xmlsec1', ['--version']).error === undefined;
if (!hasXmlsec1) console.warn('xmlsec1 is missing: XAdES seals are not judged by it');

const INVOICE = invoiceXml();
const ELEMENTS = utf8('<a xmlns="urn:x" xml:lang="ja"><b Id="b">請求書 <!-- 1 --></b><c Id="c"/></a>');

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'eseal-xades-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** What xmlsec1 says of the first signature of a document; trusted is the world's root. */
function judge({ world }: TestSealer, sealed: Uint8Array | string, content: Uint8Array): string {
  const path = (name: string) => join(directory, name);
  writeFileSync(path('seal.xml'), sealed);
  writeFileSync(path('content.xml'), content);
  writeFileSync(path('root.pem'), toPem('CERTIFICATE', world.root.certificate));
  const ids = ['Signature', 'SignedProperties', 'SignatureValue', 'Manifest', 'Object', 'b', 'c'].flatMap(
    (name) => ['--id-attr:Id', name],
  );
  const time = world.now.toISOString().slice(0, 19).replace('T', ' ');
  const trust = ['--enabled-key-data', 'x509', '--trusted-pem', 'root.pem', '--verification-time', time];
  const { status, stderr } = spawnSync('xmlsec1', ['--verify', ...trust, ...ids, 'seal.xml'], {
    encoding: 'utf8',
    cwd: directory,
  });
  return status === 0 ? 'accepted' : `refused: ${stderr}`;
}

function otherLetter(_: string, before: string, letter: string): string {
  return `${before}${letter === 'A' ? 'B' : 'A'}`;
}

const PACKAGINGS: readonly (readonly [string, XadesOptions, Uint8Array])[] = [
  ['enveloped', {}, INVOICE],
  ['enveloped over earlier seals', { coverEarlierSeals: true }, INVOICE],
  ['enveloped in UBL extensions', { place: { kind: 'ubl-extensions' } }, INVOICE],
  ['enveloped, inclusive', { canonicalization: 'c14n' }, INVOICE],
  ['enveloping base64', { packaging: 'enveloping' }, INVOICE],
  ['enveloping XML', { packaging: 'enveloping', objectContent: 'xml' }, INVOICE],
  ['detached', { packaging: 'detached', name: 'content.xml' }, INVOICE],
  [
    'internally detached',
    { packaging: 'internally-detached', elementIds: ['b', 'c'], canonicalization: 'c14n11' },
    ELEMENTS,
  ],
];

describe.skipIf(!hasXmlsec1).each<KeyKind>(['rsa-2048', 'p256', 'p521'])(
  'with a key of %s, xmlsec1',
  (key) => {
    let sealer: TestSealer;
    beforeAll(async () => {
      sealer = await createTestSealer({ keyOf: { seal: key } });
    });

    it.each(PACKAGINGS)(
      'accepts a seal %s, and refuses it with a bit changed',
      async (_, options, document) => {
        const sealed = await sealer.sealed(document, options, { adesLevel: 'B-T' });
        expect(judge(sealer, sealed, document)).toBe('accepted');
        const text = textOf(sealed);
        for (const changed of [
          text.replace(/SigningTime>2/, 'SigningTime>1'),
          text.replace(/(<ds:SignatureValue[^>]*>..)(.)/, otherLetter),
          text.replace(/(<ds:DigestValue>..)(.)/, otherLetter),
        ]) {
          expect(judge(sealer, changed, document)).toMatch(/refused/);
        }
      },
    );

    it.each(PACKAGINGS)('accepts a seal %s at B-LTA', async (_, options, document) => {
      const contents = options.packaging === 'detached' ? [{ name: 'content.xml', source: document }] : [];
      const material = createTestMaterialSource(sealer.world);
      const { timestamps } = sealer;
      const sealed = await sealer.sealed(document, options);
      const raising = { format: xades(options), adesLevel: 'B-LTA', timestamps, material, contents } as const;
      const archived = await (await augment(sealed, raising)).toBytes();
      expect(judge(sealer, archived, document)).toBe('accepted');
    });

    it('accepts a seal over a manifest, and a counter-signature', async () => {
      const options = { packaging: 'detached', name: 'content.xml', manifest: true } as const;
      const sealed = await sealer.sealed(INVOICE, options);
      expect(judge(sealer, sealed, INVOICE)).toBe('accepted');
      const entry = textOf(sealed).replace(/(<ds:Manifest[\s\S]*?<ds:DigestValue>)(.)/, otherLetter);
      expect(judge(sealer, entry, INVOICE)).toMatch(/refused/);
      const [signature] = (await parseXades(sealed)).signatures;
      const counterSignatureOf = signature?.id ?? '';
      const countersigned = textOf(await sealer.sealed(sealed, { counterSignatureOf }, { adesLevel: 'B-T' }));
      const [inner = ''] = /<ds:Signature [\s\S]*?<\/ds:Signature>/.exec(countersigned.slice(20)) ?? [];
      const [value = ''] = /<ds:SignatureValue [\s\S]*?<\/ds:SignatureValue>/.exec(countersigned) ?? [];
      const declared = value.replace(' Id', ' xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id');
      expect(judge(sealer, `<r>${inner}${declared}</r>`, INVOICE)).toBe('accepted');
      const other = declared.replace(/(>..)(.)/, otherLetter);
      expect(judge(sealer, `<r>${inner}${other}</r>`, INVOICE)).toMatch(/refused/);
    });

    it('refuses another document', async () => {
      const options = { packaging: 'detached', name: 'content.xml' } as const;
      expect(judge(sealer, await sealer.sealed(INVOICE, options), ELEMENTS)).toMatch(/refused/);
      const text = textOf(await sealer.sealed(INVOICE));
      expect(judge(sealer, text.replace('株式会社', '有限会社'), INVOICE)).toMatch(/refused/);
    });

    it('accepts seals side by side', async () => {
      const both = await sealer.sealed(await sealer.sealed(INVOICE), {}, { adesLevel: 'B-T' });
      expect(judge(sealer, both, INVOICE)).toBe('accepted');
      const second = textOf(both).replace(/<ds:Signature [\s\S]*?<\/ds:Signature>/, '');
      expect(judge(sealer, second, INVOICE)).toBe('accepted');
    });
  },
);

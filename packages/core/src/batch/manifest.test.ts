import { describe, expect, it } from 'vitest';
import { digestBytes } from '../crypto/digest.ts';
import { toHex, utf8 } from '../util/bytes.ts';
import { freezeManifest } from './freeze-manifest.ts';
import { parseManifest, serializeManifest } from './manifest.ts';

const A = { id: '請求書/1.pdf', name: '1.pdf', mediaType: 'application/pdf', document: utf8('a') };
const B = { id: 'b', document: utf8('b') };
const sha256 = async (text: string) => toHex(await digestBytes('SHA-256', utf8(text)));

describe('a manifest', () => {
  it('has the digest of its canonical JSON, whose members are in order', async () => {
    const manifest = await freezeManifest([A, B]);
    const [a, b] = await Promise.all(['a', 'b'].map(sha256));
    const text = `{"digestAlgorithm":"SHA-256","documents":[{"digest":"${a}","id":"請求書/1.pdf","mediaType":"application/pdf","name":"1.pdf"},{"digest":"${b}","id":"b"}],"version":1}`;
    expect(serializeManifest(manifest)).toBe(text);
    expect(manifest.digest).toBe(await sha256(text));
  });

  it('is read back as it was, also from JSON in another order', async () => {
    const manifest = await freezeManifest([A, B]);
    expect(await parseManifest(serializeManifest(manifest))).toEqual(manifest);
    const { documents } = JSON.parse(serializeManifest(manifest));
    const reordered = JSON.stringify({ version: 1, documents, digestAlgorithm: 'SHA-256' }, undefined, 2);
    expect(await parseManifest(reordered)).toEqual(manifest);
  });

  it('has another digest in another order, with another name, and with a document more', async () => {
    const lists = [
      [A, B],
      [B, A],
      [A],
      [A, { ...B, name: 'b' }],
      [A, { ...B, id: 'c' }],
      [A, { ...B, document: utf8('c') }],
    ];
    const digests = await Promise.all(lists.map(async (list) => (await freezeManifest(list)).digest));
    expect(new Set(digests).size).toBe(lists.length);
  });

  const digest = 'a'.repeat(64);
  const document = { id: 'a', digest };
  const whole = { version: 1, digestAlgorithm: 'SHA-256', documents: [document] };
  it.each<[string, unknown]>([
    ['is no object', [document]],
    ['has another version', { ...whole, version: 2 }],
    ['has other digests', { ...whole, digestAlgorithm: 'SHA-1' }],
    ['has no documents', { ...whole, documents: {} }],
    ['names a document twice', { ...whole, documents: [document, document] }],
    ['has a document without id', { ...whole, documents: [{ digest }] }],
    ['has a document with an empty id', { ...whole, documents: [{ ...document, id: '' }] }],
    ['has a document with half a digest', { ...whole, documents: [{ ...document, digest: 'aa' }] }],
    ['has a digest in capitals', { ...whole, documents: [{ ...document, digest: 'A'.repeat(64) }] }],
    ['has a name that is no text', { ...whole, documents: [{ ...document, name: 1 }] }],
    ['says more of a document', { ...whole, documents: [{ ...document, path: 'a.pdf' }] }],
    ['holds half a character', { ...whole, documents: [{ ...document, id: '\ud800' }] }],
    ['turns the direction of text', { ...whole, documents: [{ ...document, id: 'a\u202efdp.exe' }] }],
    ['has a long id', { ...whole, documents: [{ ...document, id: 'a'.repeat(1025) }] }],
  ])('is refused when it %s', async (_, value) => {
    await expect(parseManifest(JSON.stringify(value))).rejects.toMatchObject({ code: 'MANIFEST_INVALID' });
  });

  it('is refused when it is not JSON, or longer than it may be', async () => {
    await expect(parseManifest('{')).rejects.toMatchObject({ code: 'MANIFEST_INVALID' });
    const text = JSON.stringify(whole);
    await expect(parseManifest(text, { maxBytes: 50 })).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
  });
});

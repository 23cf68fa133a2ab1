import { concatBytes, seal, utf8 } from '@eseal/core';
import { parseCertificate } from '@eseal/core/x509';
import { pades } from '@eseal/formats/pades';
import { createGoodWorld, createMockSigner, flipBit, smallPdf } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { checkPdf } from './check-pdf.ts';

const world = await createGoodWorld({ key: 'p256' });
const now = () => world.clock.now();
const original = smallPdf();
const signer = createMockSigner(world.seal);
const sealed = await (await seal(original, { signer, format: pades(), now })).toBytes();
const [certificate] = world.chain.map(parseCertificate);
const expected = { certificate, adesLevel: 'B-B' } as const;

/** The sealed document with one text written in place of another of the same length. */
function rewritten(from: string, to: string): Uint8Array {
  const text = new TextDecoder('latin1').decode(sealed);
  expect(text).toContain(from);
  expect(to).toHaveLength(from.length);
  return Uint8Array.from(text.replace(from, to), (character) => character.charCodeAt(0));
}

describe('checkPdf', () => {
  it('takes the document with one update whose seal covers both', async () => {
    expect(await checkPdf(sealed, original, expected)).toMatchObject({ kind: 'intact' });
  });

  it('refuses a document that is not as it was', async () => {
    const changed = { kind: 'broken', problem: 'document-changed' };
    expect(await checkPdf(flipBit(sealed, 40), original, expected)).toEqual(changed);
    expect(await checkPdf(original, original, expected)).toEqual(changed);
    expect(await checkPdf(sealed.subarray(1), original, expected)).toEqual(changed);
    expect(await checkPdf(new Uint8Array(), original, expected)).toEqual(changed);
  });

  it('refuses bytes that the seal does not cover', async () => {
    const uncovered = { kind: 'broken', problem: 'coverage' };
    expect(await checkPdf(concatBytes([sealed, utf8('%x')]), original, expected)).toEqual(uncovered);
    expect(await checkPdf(concatBytes([original, utf8('% nothing')]), original, expected)).toEqual(uncovered);
    const [, start] = /\/ByteRange\s*\[\s*(\d+)/.exec(new TextDecoder('latin1').decode(sealed)) ?? [];
    expect(start).toBe('0');
    expect(await checkPdf(rewritten('/ByteRange', '/ByteRangX'), original, expected)).toEqual(uncovered);
  });

  it('lets updates follow from B-LT on, whose timestamp must then be there', async () => {
    const longer = concatBytes([sealed, utf8('% a security store')]);
    expect(await checkPdf(longer, original, { ...expected, adesLevel: 'B-LT' })).toEqual({
      kind: 'broken',
      problem: 'timestamp',
    });
  });

  it('refuses a change within what the seal covers', async () => {
    const at = sealed.length - 12;
    expect(await checkPdf(flipBit(sealed, at), original, expected)).toMatchObject({
      kind: 'broken',
      problem: 'content',
    });
  });

  it('refuses the seal of another certificate', async () => {
    const other = parseCertificate((await createGoodWorld({ key: 'p256' })).seal.certificate);
    expect(await checkPdf(sealed, original, { ...expected, certificate: other })).toMatchObject({
      kind: 'broken',
      problem: 'certificate',
    });
  });
});

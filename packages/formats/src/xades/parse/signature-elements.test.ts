import type { ParsedSignature } from '@eseal/core/container';
import { describe, expect, it } from 'vitest';
import { errorsOf, parseOne } from './test-parsing.ts';
import { ENVELOPED, signatureXml } from './test-signature.ts';

describe('what could be read in two ways', () => {
  const references = [{ uri: '', transforms: [ENVELOPED], over: '<a></a>' }];
  const changed = async (from: string | RegExp, to: string): Promise<ParsedSignature> =>
    parseOne(`<a>${(await signatureXml({ references })).replace(from, to)}</a>`);

  it.each([
    ['a second SignedInfo', '<ds:SignatureValue', '<ds:SignedInfo></ds:SignedInfo><ds:SignatureValue'],
    [
      'a second SignatureValue',
      '</ds:Signature>',
      '<ds:SignatureValue>BBBB</ds:SignatureValue></ds:Signature>',
    ],
    ['a second DigestValue', '</ds:Reference>', '<ds:DigestValue>BBBB</ds:DigestValue></ds:Reference>'],
    ['second Transforms', '<ds:DigestMethod', '<ds:Transforms></ds:Transforms><ds:DigestMethod'],
  ])('X4: %s is an error, and none of the structure', async (_, from, to) => {
    const signature = await changed(from, to);
    expect(errorsOf(signature)).toEqual(['XML_SIGNATURE_AMBIGUOUS']);
    expect(signature.structure.valid).toBe(false);
  });

  it.each([
    ['a comment in a digest', '<ds:DigestValue>', '<ds:DigestValue>AAAA<!--x-->'],
    ['a comment in the value', 'AAAA</ds:SignatureValue>', 'AA<!--x-->AA</ds:SignatureValue>'],
    ['a processing instruction in the value', 'AAAA</', 'AA<?x?>AA</'],
    ['an element in the value', 'AAAA</', 'AAAA<x/></'],
    ['a CDATA section in the value', 'AAAA</', '<![CDATA[AAAA]]></'],
  ])('X5: %s is an error', async (_, from, to) => {
    expect(errorsOf(await changed(from, to))).toEqual(['XML_VALUE_AMBIGUOUS']);
  });

  it('makes the digest unreadable, not a shorter one', async () => {
    const signature = await changed('</ds:DigestValue>', '<!--x--></ds:DigestValue>');
    expect(signature.references[0]?.digest).toBeUndefined();
  });
});

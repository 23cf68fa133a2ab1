import { utf8 } from '@eseal/core';
import type { ParsedSignature } from '@eseal/core/container';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestSealer, textOf } from '../test-seals.ts';
import { parseXades } from './parse.ts';

let basic: string;
let stamped: string;
beforeAll(async () => {
  const sealer = await createTestSealer();
  basic = textOf(await sealer.sealed('<a>請求書</a>'));
  stamped = textOf(await sealer.sealed('<a>請求書</a>', {}, { adesLevel: 'B-T' }));
});

async function formOf(document: string): Promise<ParsedSignature['form'] | undefined> {
  return (await parseXades(utf8(document))).signatures[0]?.form;
}

const cut = (document: string, element: string): string =>
  document.replace(
    new RegExp(`<(\\w+:)?${element}[ >].*?</(\\w+:)?${element}>|<(\\w+:)?${element}[^>]*/>`, 's'),
    '',
  );
const addUnsigned = (document: string, properties: string): string =>
  document.replace('</xades:UnsignedSignatureProperties>', `${properties}$&`);

describe('the form of an XML signature', () => {
  it('is that of the baseline when everything for it is there', async () => {
    expect(await formOf(basic)).toBe('B-B');
    expect(await formOf(stamped)).toBe('B-T');
  });

  it.each([
    ['the signing time', (text: string) => cut(text, 'SigningTime')],
    ['the format of the data', (text: string) => cut(text, 'DataObjectFormat')],
    ['the certificate in KeyInfo', (text: string) => cut(text, 'X509Data')],
    ['KeyInfo', (text: string) => cut(text, 'KeyInfo')],
    ['the canonicalization', (text: string) => cut(text, 'CanonicalizationMethod')],
    [
      'certificate references without URI',
      (text: string) => text.replace('<xades:Cert>', '<xades:Cert URI="x">'),
    ],
  ])('is no baseline without %s', async (_, change) => {
    expect(await formOf(change(basic))).toBe('BES');
  });

  it.each([
    ['the signing certificate', (text: string) => cut(text, 'SigningCertificateV2')],
    [
      'the right reference of a format',
      (text: string) => text.replace(/ObjectReference="#[^"]*"/, 'ObjectReference="#x"'),
    ],
    ['a reference of a format', (text: string) => text.replace(/ObjectReference="[^"]*"/, '')],
    ['anything that a format says', (text: string) => cut(text, 'MimeType')],
    [
      'one signing time only',
      (text: string) => text.replace(/<xades:SigningTime>.*<\/xades:SigningTime>/, '$&$&'),
    ],
    ['properties', (text: string) => cut(text, 'QualifyingProperties')],
  ])('is none of ETSI without %s', async (_, change) => {
    expect(await formOf(change(basic))).toBe('NOT-ETSI');
  });

  it('is EPES with a policy when it is no baseline', async () => {
    const policy =
      '<xades:SignaturePolicyIdentifier><xades:SignaturePolicyImplied/></xades:SignaturePolicyIdentifier>';
    const withPolicy = basic.replace('</xades:SignedSignatureProperties>', `${policy}$&`);
    expect(await formOf(withPolicy)).toBe('B-B');
    expect(await formOf(cut(withPolicy, 'SigningTime'))).toBe('EPES');
  });

  it('is T and no baseline with two tokens in one element', async () => {
    const twice = stamped.replace(/<xades:EncapsulatedTimeStamp.*<\/xades:EncapsulatedTimeStamp>/s, '$&$&');
    expect(await formOf(twice)).toBe('T');
    expect(await formOf(cut(stamped, 'DataObjectFormat'))).toBe('T');
  });

  it('is C and X with references to material and timestamps over them', async () => {
    const refs = '<xades:CompleteCertificateRefs/><xades:CompleteRevocationRefs/>';
    const withRefs = addUnsigned(stamped, refs);
    expect(await formOf(withRefs)).toBe('C');
    const stamp = /<xades:SignatureTimeStamp.*<\/xades:SignatureTimeStamp>/s.exec(stamped)?.[0] ?? '';
    const over = stamp.replaceAll('SignatureTimeStamp', 'SigAndRefsTimeStamp');
    expect(await formOf(addUnsigned(withRefs, over))).toBe('X');
    expect(await formOf(addUnsigned(stamped, refs.replace('<xades:CompleteRevocationRefs/>', '')))).toBe(
      'B-T',
    );
  });

  it('counts no timestamp that is not there or cannot be read', async () => {
    const unreadable = stamped.replace(
      /(<xades:EncapsulatedTimeStamp[^>]*>).*(?=<\/xades:EncapsulatedTimeStamp>)/s,
      '$1AAAA',
    );
    expect(await formOf(unreadable)).toBe('B-B');
    expect(await formOf(cut(stamped, 'SignatureTimeStamp'))).toBe('B-B');
  });
});

import { describe, expect, it } from 'vitest';
import { cades } from './cades.ts';
import type { CadesOptions } from './options.ts';

const digest = { algorithm: 'SHA-256', value: new Uint8Array(32) } as const;

const BROKEN = { oid: '1.2.3', value: Uint8Array.of(0x30, 5) };
const STORE = { document: new Uint8Array(3), specification: { kind: 'oid', oid: '1.2.3' } } as const;

describe('options of a CAdES seal', () => {
  it.each<[string, CadesOptions]>([
    ['a media type without a slash', { mimeType: 'text' }],
    ['a commitment that is no object identifier', { commitmentTypes: ['proof-of-origin'] }],
    ['a place without any part', { signerLocation: {} }],
    ['an address without lines', { signerLocation: { postalAddress: [] } }],
    ['an address of seven lines', { signerLocation: { postalAddress: ['1', '2', '3', '4', '5', '6', '7'] } }],
    ['a policy that is no object identifier', { signaturePolicy: { oid: '1.02', digest } }],
    [
      'a policy digest of the wrong length',
      { signaturePolicy: { oid: '1.2.3', digest: { algorithm: 'SHA-512', value: digest.value } } },
    ],
    [
      'a policy address outside of ASCII',
      { signaturePolicy: { oid: '1.2.3', digest, uri: 'https://例.jp' } },
    ],
    ['a commitment qualified by no DER', { commitmentTypes: [{ oid: '1.2.3', qualifiers: [BROKEN] }] }],
    ['a policy with an empty notice', { signaturePolicy: { oid: '1.2.3', digest, userNotice: {} } }],
    [
      'numbers of a notice without an organization',
      { signaturePolicy: { oid: '1.2.3', digest, userNotice: { explicitText: 'a', noticeNumbers: [1] } } },
    ],
    [
      'a specification that is no object identifier',
      { signaturePolicy: { oid: '1.2.3', digest, documentSpecification: { kind: 'oid', oid: 'x' } } },
    ],
    [
      'a specification at no address',
      { signaturePolicy: { oid: '1.2.3', digest, documentSpecification: { kind: 'uri', uri: '例' } } },
    ],
    ['a policy document without a policy', { policyStore: STORE }],
    ['the document of an implied policy', { policyStore: STORE, signaturePolicy: 'implied' }],
    ['attributes of a sealer without any', { signerAttributes: {} }],
    ['a certificate that is no DER', { signerAttributes: { attributeCertificates: [BROKEN.value] } }],
    ['an assertion that is no DER', { signerAttributes: { signedAssertions: [BROKEN] } }],
    ['hints at no type', { contentHints: { contentType: 'text' } }],
    ['hints beside a media type', { contentHints: { contentType: '1.2.3' }, mimeType: 'text/plain' }],
    [
      'a reference to a content of no type',
      {
        contentReference: {
          contentType: 'text',
          contentIdentifier: digest.value,
          signatureValue: digest.value,
        },
      },
    ],
    ['a packaged counter-signature', { counterSignatureOf: 'S-1', packaging: 'attached' }],
    ['a counter-signature side by side', { counterSignatureOf: 'S-1', parallelTo: 'document' }],
    ['a counter-signature of a media type', { counterSignatureOf: 'S-1', mimeType: 'text/plain' }],
    ['a detached seal beside an attached one', { packaging: 'detached', parallelTo: 'document' }],
    ['an attached seal beside a detached one', { packaging: 'attached', parallelTo: new Uint8Array(9) }],
  ])('refuse %s', (_, options) => {
    expect(() => cades(options)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });

  it('make the same parameters whether the default packaging is named or not', () => {
    expect(cades({}).parameters).toEqual(cades({ packaging: 'detached' }).parameters);
    expect(cades({}).parameters).not.toEqual(cades({ packaging: 'attached' }).parameters);
  });
});

import { describe, expect, it } from 'vitest';
import { cades } from './cades.ts';
import type { CadesOptions } from './options.ts';

const digest = { algorithm: 'SHA-256', value: new Uint8Array(32) } as const;

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

import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import type { XadesOptions } from './options.ts';
import { xades } from './xades.ts';

const digest = { algorithm: 'SHA-256', value: new Uint8Array(32) } as const;
const detached = { packaging: 'detached', name: 'a' } as const;

describe('options of a XAdES seal', () => {
  it.each<[string, XadesOptions]>([
    ['a place of a detached seal', { ...detached, place: { kind: 'end-of-root' } }],
    ['a path without elements', { place: { kind: 'element-path', path: [] } }],
    ['elements of an enveloped seal', { elementIds: ['a'] }],
    ['an internally detached seal of nothing', { packaging: 'internally-detached' }],
    ['an element twice', { packaging: 'internally-detached', elementIds: ['a', 'a'] }],
    ['an Id that is no name', { packaging: 'internally-detached', elementIds: ['1 a'] }],
    ['a name of an enveloping seal', { packaging: 'enveloping', name: 'a' }],
    ['objects of a detached seal', { ...detached, objectContent: 'xml' }],
    ['earlier seals under an enveloping one', { packaging: 'enveloping', coverEarlierSeals: true }],
    ['further documents of an enveloped seal', { contents: [{ source: utf8('a') }] }],
    ['a detached seal without a name', { packaging: 'detached' }],
    ['a further document without a name', { ...detached, contents: [{ source: utf8('a') }] }],
    ['a name that leads up', { packaging: 'detached', name: '../a' }],
    ['a name from the root', { packaging: 'detached', name: '/a' }],
    ['two documents of one name', { ...detached, contents: [{ name: 'a', source: utf8('a') }] }],
    [
      'a digest in an enveloping seal',
      { packaging: 'enveloping', contents: [{ source: { algorithm: 'SHA-256', digest: digest.value } }] },
    ],
    [
      'a digest of the wrong length',
      { ...detached, contents: [{ name: 'b', source: { algorithm: 'SHA-512', digest: digest.value } }] },
    ],
    ['an unknown canonicalization', { canonicalization: 'toString' as 'c14n' }],
    ['references by SHA-1', { digestAlgorithm: 'SHA-1' }],
    ['references by SHAKE256', { digestAlgorithm: 'SHAKE256' }],
    ['a media type without a slash', { mimeType: 'xml' }],
    ['a description that XML cannot hold', { description: 'a\u0000' }],
    ['half a character', { claimedRoles: ['\ud83d'] }],
    ['an encoding that is no URI', { encoding: 'base64' }],
    ['a commitment that is neither URI nor object identifier', { commitmentTypes: ['proof of origin'] }],
    ['a place without any part', { productionPlace: {} }],
    ['a policy without identifier', { signaturePolicy: { digest } }],
    ['a policy with two', { signaturePolicy: { oid: '1.2', identifier: 'urn:x', digest } }],
    ['a policy that is no object identifier', { signaturePolicy: { oid: '1.02', digest } }],
    ['a policy that is no URI', { signaturePolicy: { identifier: 'x', digest } }],
    ['a policy address that is no URI', { signaturePolicy: { oid: '1.2', digest, uri: 'https://x y' } }],
    [
      'a policy digest of the wrong length',
      { signaturePolicy: { oid: '1.2', digest: { algorithm: 'SHA-384', value: digest.value } } },
    ],
  ])('refuse %s', (_, options) => {
    expect(() => xades(options)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });

  it('make the same parameters whether the default packaging is named or not', () => {
    expect(xades({}).parameters).toEqual(xades({ packaging: 'enveloped' }).parameters);
    expect(xades({}).parameters).not.toEqual(xades({ packaging: 'enveloping' }).parameters);
  });

  it('are told as parameters without the documents, which are told by digest', () => {
    const contents = (text: string) => [{ name: 'b', source: utf8(text), mimeType: 'text/plain' }];
    const { parameters } = xades({ ...detached, contents: contents('1') });
    expect(parameters).toEqual(xades({ ...detached, contents: contents('2') }).parameters);
    expect(parameters).toEqual({ ...detached, contents: [{ name: 'b', mimeType: 'text/plain' }] });
  });
});

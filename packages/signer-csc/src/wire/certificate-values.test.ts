import { concatBytes, toBase64, utf8 } from '@eseal/core';
import { encode } from '@eseal/core/asn1';
import { detachedSignedData, signedDataContentInfo } from '@eseal/core/cms';
import { createPki, toPem } from '@eseal/testkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCertificates } from './certificate-values.ts';

const DATES = { notBefore: new Date('2026-01-01'), notAfter: new Date('2036-01-01') };

let leaf: Uint8Array;
let root: Uint8Array;

beforeAll(async () => {
  const pki = await createPki({
    entities: [
      { name: 'root', subject: [{ CN: 'Root' }], profile: { kind: 'ca' }, ...DATES },
      {
        name: 'leaf',
        issuer: 'root',
        subject: [{ CN: 'Seal' }],
        profile: { kind: 'timestamping' },
        ...DATES,
      },
    ],
  });
  leaf = pki.entity('leaf').certificate;
  root = pki.entity('root').certificate;
});

const pkcs7 = (certificates: readonly Uint8Array[]): Uint8Array => {
  const contentType = '1.2.840.113549.1.7.1';
  return encode(
    signedDataContentInfo(detachedSignedData({ contentType, digestAlgorithms: [], certificates }), []),
  );
};

const read = (...texts: readonly string[]) => readCertificates(texts)?.map(({ raw }) => raw);

describe('certificates of a credential', () => {
  it('come as Base64 of DER, in order', () => {
    expect(read(toBase64(leaf), toBase64(root))).toEqual([leaf, root]);
    expect(read()).toEqual([]);
  });

  it('may have lines, the other alphabet, or no padding', () => {
    const text = toBase64(leaf);
    for (const other of [
      text.replace(/.{64}/g, '$&\n'),
      text.replaceAll('+', '-').replaceAll('/', '_'),
      text.replace(/=+$/, ''),
    ])
      expect(read(other)).toEqual([leaf]);
  });

  it('may come as PEM, one or several in a text, or Base64 of that', () => {
    const pem = `${toPem('CERTIFICATE', leaf)}${toPem('CERTIFICATE', root)}`;
    expect(read(pem)).toEqual([leaf, root]);
    expect(read(toBase64(utf8(pem)))).toEqual([leaf, root]);
  });

  it('may come as PKCS#7, also in PEM', () => {
    const bytes = pkcs7([leaf, root]);
    const sorted = [leaf, root].sort((a, b) => a.length - b.length);
    const inAnyOrder = (found: readonly Uint8Array[] | undefined) =>
      [...(found ?? [])].sort((a, b) => a.length - b.length);
    expect(inAnyOrder(read(toBase64(bytes)))).toEqual(sorted);
    expect(inAnyOrder(read(`-----BEGIN PKCS7-----\n${toBase64(bytes)}\n-----END PKCS7-----`))).toEqual(
      sorted,
    );
  });

  it('are not more than a chain has, nor larger', () => {
    expect(read(...Array<string>(10).fill(toBase64(root)))).toHaveLength(10);
    expect(read(...Array<string>(11).fill(toBase64(root)))).toBeUndefined();
    expect(read(Array<string>(11).fill(toPem('CERTIFICATE', root)).join(''))).toBeUndefined();
    expect(read(toBase64(new Uint8Array(64 * 1024 + 1)))).toBeUndefined();
  });

  it.each([
    ['nothing', () => ''],
    ['no Base64', () => 'not a certificate!'],
    ['half of one', () => toBase64(leaf.subarray(0, leaf.length >> 1))],
    ['one with something after it', () => toBase64(concatBytes([leaf, Uint8Array.of(0)]))],
    ['armour around nothing', () => '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----'],
    ['armour that does not end', () => `-----BEGIN CERTIFICATE-----\n${toBase64(leaf)}`],
  ])('are not %s', (_, text) => {
    expect(read(text())?.length ?? 0).toBe(0);
  });

  it('are all refused when one of them cannot be read', () => {
    expect(read(toBase64(leaf), 'AAAA')).toBeUndefined();
  });

  it('are read from any texts without an error', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.base64String(), fc.uint8Array().map(toBase64)), { maxLength: 4 }),
        (texts) => {
          readCertificates(texts);
        },
      ),
    );
  });
});

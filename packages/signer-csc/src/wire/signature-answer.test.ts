import { toBase64 } from '@eseal/core';
import { element, encode, integer, objectIdentifier, sequence } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from './decode-json.ts';
import { readResponseId, readSignatureValues, readTimestampToken } from './signature-answer.ts';

const VALUE = new Uint8Array(256).fill(0xfb);
const TEXT = toBase64(VALUE);
const FOR_ADDRESSES = TEXT.replaceAll('+', '-').replaceAll('/', '_');

const read = (
  signatures: unknown,
  {
    count = 1,
    signatureEncoding = 'auto',
  }: { count?: number; signatureEncoding?: 'auto' | 'base64' | 'base64url' } = {},
) =>
  readSignatureValues(
    { body: { signatures } as JsonObject },
    {
      method: 'signatures/signHash',
      count,
      profile: { signatureEncoding },
    },
  );

describe('signature values', () => {
  it.each([
    ['Base64', TEXT],
    ['the alphabet for addresses', FOR_ADDRESSES],
    ['no padding', TEXT.replace(/=+$/, '')],
    ['lines', TEXT.replace(/.{76}/g, '$&\r\n')],
  ])('are read from %s', (_, text) => {
    expect(read([text])).toEqual([VALUE]);
  });

  it.each([
    ['one text', TEXT],
    ['objects', [{ signature: TEXT }]],
    ['objects with a capital', [{ Signature: TEXT }]],
    ['objects of a third kind', [{ signatureValue: TEXT }]],
  ])('may come as %s', (_, signatures) => {
    expect(read(signatures)).toEqual([VALUE]);
  });

  it('keep their order', () => {
    const values = [1, 2, 3].map((fill) => new Uint8Array(64).fill(fill));
    expect(read(values.map(toBase64), { count: 3 })).toEqual(values);
  });

  it.each([
    [[], 1],
    [[TEXT], 2],
    [[TEXT, TEXT], 1],
  ])('are never padded or cut', (signatures, count) => {
    expect(() => read(signatures, { count })).toThrow(
      expect.objectContaining({
        code: 'SIGNER_ANSWER_INVALID',
        outcome: 'unknown',
        message: expect.stringContaining(`for ${count} hashes`),
      }),
    );
  });

  it.each(['', '====', 'not base64!', 'A', toBase64(new Uint8Array(2049))])('are not "%s"', (text) => {
    expect(() => read([text])).toThrow(
      expect.objectContaining({ code: 'SIGNER_ANSWER_INVALID', outcome: 'unknown' }),
    );
  });

  it.each([undefined, [7], [{}], [null], [TEXT, null], { signature: 7 }])(
    'are texts, not %j',
    (signatures) => {
      expect(() => read(signatures)).toThrow(
        expect.objectContaining({ code: 'CSC_ANSWER_INVALID', outcome: 'unknown' }),
      );
    },
  );

  it('keep to the encoding of the profile', () => {
    expect(read([TEXT], { signatureEncoding: 'base64' })).toEqual([VALUE]);
    expect(read([FOR_ADDRESSES], { signatureEncoding: 'base64url' })).toEqual([VALUE]);
    expect(() => read([FOR_ADDRESSES], { signatureEncoding: 'base64' })).toThrow();
    expect(() => read([TEXT], { signatureEncoding: 'base64url' })).toThrow();
  });
});

describe('an asynchronous call', () => {
  it('is asked for later by its identifier, however it is spelled', () => {
    for (const name of ['responseID', 'responseId', 'requestID']) {
      expect(readResponseId({ body: { [name]: 'r-1' } }, 'signatures/signHash')).toBe('r-1');
    }
    expect(() => readResponseId({ body: { signatures: [] } }, 'signatures/signHash')).toThrow(
      expect.objectContaining({ code: 'CSC_ANSWER_INVALID', outcome: 'unknown' }),
    );
  });
});

describe('a time-stamp', () => {
  const token = encode(sequence([objectIdentifier('1.2.840.113549.1.7.2'), element(0xa0, [])]));
  const answer = encode(
    sequence([
      sequence([integer(0)]),
      sequence([objectIdentifier('1.2.840.113549.1.7.2'), element(0xa0, [])]),
    ]),
  );

  it.each([
    ['under its name', { timestamp: toBase64(token) }],
    ['under another name', { timeStampToken: toBase64(token) }],
    ['within the answer of its authority', { timestamp: toBase64(answer) }],
  ])('is found %s', (_, body) => {
    expect(readTimestampToken({ body })).toEqual(token);
  });

  it.each([{}, { timestamp: '' }, { timestamp: '!' }, { timestamp: 7 }])('is not %j', (body) => {
    expect(() => readTimestampToken({ body })).toThrow(
      expect.objectContaining({ code: 'CSC_ANSWER_INVALID' }),
    );
  });
});

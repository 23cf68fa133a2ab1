import { describe, expect, it } from 'vitest';
import { toHex } from '../util/bytes.ts';
import { encodeTimestampRequest, parseTimestampRequest } from './request.ts';

const digest = new Uint8Array(32).fill(0xab);

describe('a time-stamp request', () => {
  it('has version, imprint, nonce and the wish for the certificate, in this order', () => {
    const request = encodeTimestampRequest({
      digestAlgorithm: 'SHA-256',
      digest,
      nonce: Uint8Array.of(0x40, 2),
    });
    expect(toHex(request)).toBe(
      `303b020101302f300b06096086480165030402010420${'ab'.repeat(32)}020240020101ff`,
    );
  });

  it('names the policy that is wanted', () => {
    const request = encodeTimestampRequest({
      digestAlgorithm: 'SHA-256',
      digest,
      nonce: Uint8Array.of(1),
      policy: '2.999.3',
    });
    expect(toHex(request).slice(-22)).toBe('0603883703' + '020101' + '0101ff');
  });

  it('has a nonce that is positive, whatever its first bit', () => {
    const request = encodeTimestampRequest({
      digestAlgorithm: 'SHA-256',
      digest,
      nonce: Uint8Array.of(0x80),
    });
    expect(toHex(request).slice(-14)).toBe('02020080' + '0101ff');
  });
});

describe('a time-stamp request that is read', () => {
  const nonce = Uint8Array.of(0x40, 2);
  const encoded = encodeTimestampRequest({ digestAlgorithm: 'SHA-256', digest, nonce, policy: '2.999.3' });

  it('says what it asks for', () => {
    expect(parseTimestampRequest(encoded)).toEqual({
      version: 1,
      digestAlgorithm: 'SHA-256',
      digestAlgorithmOid: '2.16.840.1.101.3.4.2.1',
      digest,
      policy: '2.999.3',
      nonce,
      wantsCertificate: true,
    });
  });

  it('is whole, and nothing else', () => {
    for (const end of [0, 5, encoded.length - 1])
      expect(() => parseTimestampRequest(encoded.subarray(0, end))).toThrow(
        expect.objectContaining({ code: 'DECODE_FAILED' }),
      );
    const longer = Uint8Array.of(...encoded, 0);
    expect(() => parseTimestampRequest(longer)).toThrow(expect.objectContaining({ code: 'DECODE_FAILED' }));
  });
});

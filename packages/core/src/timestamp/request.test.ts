import { describe, expect, it } from 'vitest';
import { toHex } from '../util/bytes.ts';
import { encodeTimestampRequest } from './request.ts';

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

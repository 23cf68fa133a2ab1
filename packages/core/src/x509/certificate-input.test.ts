import { describe, expect, it } from 'vitest';
import { certificateWith } from '../../test/certificate-with.ts';
import { toBase64 } from '../util/bytes.ts';
import { toCertificates } from './certificate-input.ts';

const own = certificateWith({});
const issuer = certificateWith({ subject: [[['2.5.4.10', 'Issuer']]] });
const pem = [own, issuer]
  .map(({ raw }) => `-----BEGIN CERTIFICATE-----\n${toBase64(raw)}\n-----END CERTIFICATE-----\n`)
  .join('');

describe('certificates as callers hand them over', () => {
  it('may be the text or the bytes of a PEM file', () => {
    const expected = [own, issuer].map(({ raw }) => raw);
    const bytes = new TextEncoder().encode(pem);
    for (const input of [pem, bytes, [pem], [bytes]]) {
      expect(toCertificates(input).map(({ raw }) => raw)).toEqual(expected);
    }
  });

  it('may be DER, one or a list, and parsed certificates beside it', () => {
    expect(toCertificates(own.raw).map(({ raw }) => raw)).toEqual([own.raw]);
    expect(toCertificates([own.raw, own])[1]).toBe(own);
  });

  it('may be none', () => {
    expect(toCertificates([])).toEqual([]);
  });

  it('are refused when one cannot be read', () => {
    const broken = own.raw.slice(0, -1);
    expect(() => toCertificates([own, broken])).toThrow(expect.objectContaining({ code: 'DECODE_FAILED' }));
  });

  it('are refused when there are more than anybody needs', () => {
    expect(() => toCertificates(Array.from({ length: 101 }, () => own))).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });
});

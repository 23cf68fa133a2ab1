import { describe, expect, it } from 'vitest';
import { certificateOf, ISSUERS, PEM } from '../test/key-files.ts';
import { toCertificates } from './certificate-input.ts';

const own = certificateOf('p256');

describe('certificates as callers hand them over', () => {
  it('may be the text or the bytes of a PEM file', () => {
    const expected = [own, ...ISSUERS].map(({ raw }) => raw);
    const bytes = new TextEncoder().encode(PEM.certificates);
    for (const input of [PEM.certificates, bytes, [PEM.certificates], [bytes]]) {
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

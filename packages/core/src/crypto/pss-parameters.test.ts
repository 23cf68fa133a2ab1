import { describe, expect, it } from 'vitest';
import { encode, sequence } from '../asn1/writer.ts';
import { digestRow } from './algorithms.ts';
import { parsePssParameters, readPssParameters } from './pss-parameters.ts';

describe('parameters of RSASSA-PSS (RFC 4055 §3.1)', () => {
  it('are those of SHA-1 by default', () => {
    expect(parsePssParameters(encode(sequence([])))).toEqual({
      hash: digestRow('SHA-1').oid,
      maskHash: digestRow('SHA-1').oid,
      saltLength: 20,
      trailerField: 1,
    });
  });

  it('that cannot be read are none', () => {
    expect(readPssParameters(undefined)).toBeUndefined();
    expect(readPssParameters(Uint8Array.of(2, 1, 1))).toBeUndefined();
    expect(() => parsePssParameters(Uint8Array.of(2, 1, 1))).toThrow(
      expect.objectContaining({ code: 'DECODE_FAILED' }),
    );
  });
});

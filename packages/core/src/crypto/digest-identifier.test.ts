import { describe, expect, it } from 'vitest';
import { DerReader } from '../asn1/reader.ts';
import { encode } from '../asn1/writer.ts';
import { digestIdentifier, readAlgorithmIdentifier } from './algorithm-identifier.ts';
import { DIGEST_ALGORITHMS, digestByOid } from './algorithms.ts';

describe('the identifier of a digest', () => {
  it('is read as the algorithm it was written for', () => {
    for (const { name } of DIGEST_ALGORITHMS) {
      const identifier = readAlgorithmIdentifier(
        DerReader.over(encode(digestIdentifier(name)), 'digest'),
        'digest',
      );
      expect(digestByOid(identifier.oid)?.name).toBe(name);
      expect(identifier.parameters === undefined).toBe(name !== 'SHAKE256');
    }
  });

  it('states the 512 bits of SHAKE256, which Ed448 demands over signed attributes (RFC 8419 §3.1)', () => {
    const expected = [0x30, 0x0f, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x12];
    expect([...encode(digestIdentifier('SHAKE256'))]).toEqual([...expected, 0x02, 0x02, 0x02, 0x00]);
  });

  it('is known for SHAKE256 without a length too (RFC 8702 §3.1)', () => {
    expect(digestByOid('2.16.840.1.101.3.4.2.12')?.name).toBe('SHAKE256');
    expect(digestByOid('2.16.840.1.101.3.4.2.99')).toBeUndefined();
  });
});

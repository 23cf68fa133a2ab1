import { describe, expect, it } from 'vitest';
import { dialectOf, WIRE_NAMES } from './names.ts';

describe('the version that is spoken', () => {
  it.each([
    ['0.1.7.9', 'v0'],
    ['1.0.3.0', 'v1'],
    ['1.0.4.0', 'v1'],
    ['2.0.0.0', 'v2.0'],
    ['2.0.0.2', 'v2.0'],
    ['2.1.0.1', 'v2.1'],
    ['2.2.0.0', 'v2.2'],
    ['2.9.0.0', 'v2.2'],
    ['2.0', 'v2.0'],
  ])('of a service with specs %s is %s', (specs, dialect) => {
    expect(dialectOf({ dialect: 'auto' }, specs)).toBe(dialect);
  });

  it.each(['3.0.0.0', '10.0.0.0', '', 'v1', '20.1.0.0'])('is not guessed for specs "%s"', (specs) => {
    expect(() => dialectOf({ dialect: 'auto' }, specs)).toThrow(
      expect.objectContaining({ code: 'CSC_ANSWER_INVALID', outcome: 'rejected' }),
    );
  });

  it('is what the profile says, whatever the service says', () => {
    expect(dialectOf({ dialect: 'v1' }, '2.0.0.2')).toBe('v1');
    expect(dialectOf({ dialect: 'etsi-119432-1.1.1' }, '')).toBe('etsi-119432-1.1.1');
  });

  it('gives the names of the two families', () => {
    expect(WIRE_NAMES.v0).toEqual(WIRE_NAMES.v1);
    expect(WIRE_NAMES.v1).toMatchObject({ hashes: 'hash', hashAlgorithm: 'hashAlgo', factors: 'members' });
    for (const dialect of ['v2.0', 'v2.1', 'v2.2', 'etsi-119432-1.1.1'] as const) {
      expect(WIRE_NAMES[dialect]).toMatchObject({
        hashes: 'hashes',
        hashAlgorithm: 'hashAlgorithmOID',
        factors: 'authData',
      });
    }
  });
});

import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../util/bytes.ts';
import { CURVES, DIGEST_ALGORITHMS } from './algorithms.ts';
import { digestBytes } from './digest.ts';
import { nobleCurve, nobleHash } from './noble.ts';

describe('the libraries that stand in for the platform', () => {
  it.each(DIGEST_ALGORITHMS)('digest with $name', async ({ name }) => {
    const hash = await nobleHash(name);
    expect(toHex(hash(utf8('電子印')))).toBe(toHex(await digestBytes(name, utf8('電子印'))));
  });

  it.each(CURVES)('know $name by the length of its coordinates', async (curve) => {
    const { lengths } = await nobleCurve(curve);
    expect(lengths.signature).toBe(2 * curve.byteLength);
  });
});

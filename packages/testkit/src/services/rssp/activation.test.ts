import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consume, createActivation, isSpent, release, remaining, reserve } from './activation.ts';

const terms = { credentialId: 'c', clientId: 'a', user: undefined, expiresAt: 0 };
const bytes = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 8 });
const hash = (byte: number): Uint8Array => Uint8Array.of(byte);

function counts(list: readonly number[]): readonly number[] {
  return [0, 1, 2, 3].map((byte) => list.filter((each) => each === byte).length);
}

describe('an activation', () => {
  it('reserves a list exactly when each digest is authorised as often as it occurs', () => {
    fc.assert(
      fc.property(bytes, bytes, (authorized, wanted) => {
        const activation = createActivation({
          ...terms,
          hashes: authorized.map(hash),
          count: authorized.length,
        });
        const most = counts(authorized);
        const isCovered = counts(wanted).every((count, byte) => count <= (most[byte] ?? 0));
        const rows = reserve(activation, wanted.map(hash));
        expect(rows?.length).toBe(isCovered ? wanted.length : undefined);
        expect(remaining(activation)).toBe(authorized.length - (isCovered ? wanted.length : 0));
      }),
    );
  });

  it('counts only, where it has no digests', () => {
    const activation = createActivation({ ...terms, hashes: [], count: 2 });
    consume(reserve(activation, [hash(1)]) ?? []);
    expect([remaining(activation), isSpent(activation)]).toEqual([1, false]);
    consume(reserve(activation, [hash(9)]) ?? []);
    expect([remaining(activation), isSpent(activation)]).toEqual([0, true]);
  });

  it('is as before when what was reserved is released', () => {
    const activation = createActivation({ ...terms, hashes: [hash(1), hash(1)], count: 3 });
    const rows = reserve(activation, [hash(1)]);
    expect(remaining(activation)).toBe(2);
    release(rows ?? []);
    expect([remaining(activation), isSpent(activation)]).toEqual([3, false]);
  });

  it('is not spent while signatures are left whose digests are not named yet, and is when it is ended', () => {
    const activation = createActivation({ ...terms, hashes: [hash(1)], count: 2 });
    consume(reserve(activation, [hash(1)]) ?? []);
    expect([isSpent(activation), reserve(activation, [hash(2)])]).toEqual([false, undefined]);
    activation.isEnded = true;
    expect(isSpent(activation)).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Authorization } from '../model/authorization.ts';
import { createAuthorization } from '../model/create-authorization.ts';
import { NOW } from '../test-steps.ts';
import { secret } from '../util/secret.ts';
import { type AuthorizedUse, assertAuthorizes, sameHashes } from './authorization-rules.ts';

const [ONE, TWO, OTHER] = [1, 2, 3].map((value) => new Uint8Array(32).fill(value));
const hashes = [ONE, TWO, ONE].filter((hash) => hash !== undefined);

const given = (members: Partial<Parameters<typeof createAuthorization>[0]> = {}): Authorization =>
  createAuthorization(
    {
      credentialId: 'seal',
      digestAlgorithm: 'SHA-256',
      hashes,
      secret: secret('canary-sad'),
      carrier: 'body',
      expiresIn: 300,
      ...members,
    },
    NOW,
  );

const use = (members: Partial<AuthorizedUse> = {}): AuthorizedUse => ({
  credentialId: 'seal',
  digestAlgorithm: 'SHA-256',
  hashes,
  ...members,
});

const after = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);
const list = (...values: readonly (Uint8Array | undefined)[]) => values.filter((hash) => hash !== undefined);

describe('assertAuthorizes', () => {
  it('allows exactly what was authorised, in whatever order', () => {
    expect(() => assertAuthorizes(given(), use(), NOW)).not.toThrow();
    expect(() => assertAuthorizes(given(), use({ hashes: list(TWO, ONE, ONE) }), NOW)).not.toThrow();
    expect(() => assertAuthorizes(given(), use({ hashes: list(TWO) }), NOW)).not.toThrow();
  });

  it.each([
    ['another hash', use({ hashes: list(ONE, TWO, OTHER) }), {}],
    ['a hash more often than it was authorised', use({ hashes: list(TWO, TWO) }), {}],
    ['more hashes than signatures', use(), { signatures: 2 }],
    ['no hash', use({ hashes: [] }), {}],
    ['another credential', use({ credentialId: 'other' }), {}],
    ['digests of another algorithm', use({ digestAlgorithm: 'SHA-512' }), {}],
  ])('K30: refuses %s before anything is sent', (_name, wanted, members) => {
    expect(() => assertAuthorizes(given(members), wanted, NOW)).toThrow(
      expect.objectContaining({ code: 'SIGNER_UNAUTHORIZED', outcome: 'not-sent' }),
    );
  });

  it('K30: refuses an authorisation whose end is no date', () => {
    const endless = { ...given(), notAfter: new Date(Number.NaN) };
    expect(() => assertAuthorizes(endless, use(), NOW)).toThrow(
      expect.objectContaining({ code: 'SIGNER_UNAUTHORIZED', outcome: 'not-sent' }),
    );
  });

  it.each([
    [300, 290_000],
    [60, 54_000],
    [1, 900],
    [undefined, 3_590_000],
    [864_000, 86_390_000],
  ])('uses an authorisation of %s seconds for %s milliseconds', (expiresIn, usable) => {
    const authorization = given({ expiresIn });
    expect(() => assertAuthorizes(authorization, use(), after(usable - 1))).not.toThrow();
    expect(() => assertAuthorizes(authorization, use(), after(usable))).toThrow(/ended/);
  });

  it('never uses an authorisation whose life is over when it comes', () => {
    for (const expiresIn of [0, -1]) {
      expect(() => assertAuthorizes(given({ expiresIn }), use(), NOW)).toThrow(/ended/);
    }
  });

  it('shows nothing of the authorisation', () => {
    expect(JSON.stringify(given())).not.toContain('canary');
  });
});

describe('sameHashes', () => {
  it('is true for a permutation and for nothing else', () => {
    const hash = fc.uint8Array({ minLength: 1, maxLength: 2, max: 3 });
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 6 }), fc.array(hash, { maxLength: 6 }), (a, b) => {
        const sorted = (values: readonly Uint8Array[]) => values.map(String).sort().join();
        return sameHashes(a, b) === (a.length === b.length && sorted(a) === sorted(b));
      }),
    );
  });
});

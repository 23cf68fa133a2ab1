import { describe, expect, it } from 'vitest';
import { CURVES, digestRow, SIGNATURE_ALGORITHMS, signatureRow } from './algorithms.ts';
import { algorithmsOfType, chooseAlgorithms } from './sealing-algorithms.ts';

describe('algorithms of a kind of key', () => {
  it('prefers RSA PKCS #1 with SHA-256, which every verifier knows', () => {
    expect(algorithmsOfType('rsa', undefined)).toEqual([
      'rsa-sha256',
      'rsa-sha384',
      'rsa-sha512',
      'rsa-pss-sha256',
      'rsa-pss-sha384',
      'rsa-pss-sha512',
    ]);
  });

  it.each(CURVES)('never takes a digest shorter than $name', (curve) => {
    const algorithms = algorithmsOfType('ec', curve);
    expect(algorithms.length > 0).toBe(curve.creates);
    for (const algorithm of algorithms) {
      const { length } = digestRow(signatureRow(algorithm).digest);
      expect(length).toBeGreaterThanOrEqual(Math.min(curve.byteLength, 64));
    }
  });

  it('never includes an algorithm that is not for new seals', () => {
    const all = new Set([
      ...(['rsa', 'rsa-pss', 'ed25519', 'ed448'] as const).flatMap((type) =>
        algorithmsOfType(type, undefined),
      ),
      ...CURVES.flatMap((curve) => algorithmsOfType('ec', curve)),
    ]);
    const weak = SIGNATURE_ALGORITHMS.filter(({ digest }) => !digestRow(digest).creates).map(
      ({ name }) => name,
    );
    expect(weak.filter((name) => all.has(name))).toEqual([]);
  });

  it('knows none for an EC key without a known curve', () => {
    expect(algorithmsOfType('ec', undefined)).toEqual([]);
  });
});

describe('choosing algorithms', () => {
  it('keeps the wanted order and drops repetitions', () => {
    const available = algorithmsOfType('rsa', undefined);
    expect(chooseAlgorithms(available, ['rsa-pss-sha256', 'rsa-sha256', 'rsa-pss-sha256'])).toEqual([
      'rsa-pss-sha256',
      'rsa-sha256',
    ]);
  });

  it('offers all when nothing is wanted', () => {
    expect(chooseAlgorithms(['ed25519'], undefined)).toEqual(['ed25519']);
    expect(chooseAlgorithms(['ed25519'], [])).toEqual(['ed25519']);
  });

  it('refuses what the key cannot do, naming it', () => {
    expect(() => chooseAlgorithms(['ed25519'], ['ed25519', 'rsa-sha1'])).toThrow(
      expect.objectContaining({
        code: 'UNSUPPORTED_ALGORITHM',
        message: expect.stringContaining('rsa-sha1'),
      }),
    );
  });
});

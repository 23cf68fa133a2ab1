import { readable } from '@eseal/core';
import { parseCertificate } from '@eseal/core/x509';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accreditedSeal, JP_RULES } from '../../../test/japanese-scheme.ts';
import { sealCertificate } from '../../../test/seal-certificate.ts';
import { determineJapaneseSeal } from './determine-seal.ts';
import { japaneseHeadline } from './headline.ts';
import { determine } from './test-determine.ts';

describe('determineJapaneseSeal: time', () => {
  it('has nothing to do with the level', async () => {
    expect(await determine({ timestamp: { eu: 'QTSA', japan: 'not-accredited' } })).toMatchObject({
      time: 'other-timestamp',
      assuranceLevel: 2,
    });
    expect(await determine({ timestamp: undefined })).toMatchObject({
      time: 'claimed-only',
      assuranceLevel: 2,
    });
  });
});

describe('determineJapaneseSeal: hostile certificates', () => {
  it('determines a certificate with any one byte altered, as far as it is still a certificate', async () => {
    const pair = await sealCertificate();
    const original = pair.certificate.raw;
    fc.assert(
      fc.property(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = original.slice();
        altered[at] = (altered[at] ?? 0) ^ change;
        const certificate = readable(() => parseCertificate(altered));
        if (certificate === undefined) return;
        const input = accreditedSeal({ ...pair, certificate });
        const { identity, assuranceLevel, ...rest } = determineJapaneseSeal(input, JP_RULES);
        expect(assuranceLevel !== 2 || identity === 'verified-format').toBe(true);
        expect(japaneseHeadline({ ...rest, identity, assuranceLevel }, input.conclusion).ja).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });
});

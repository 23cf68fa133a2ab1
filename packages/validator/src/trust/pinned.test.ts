import { testTrustSource } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { createPinnedTrust } from './pinned.ts';

testTrustSource(
  async () => {
    const { root, seal } = await goodWorld();
    const [trusted, stranger] = [certificateOf(root), certificateOf(seal)];
    return { source: createPinnedTrust([trusted]), trusted, stranger };
  },
  { describe, expect, it },
);

describe('createPinnedTrust', () => {
  it('trusts names and keys of certificates, given parsed or as DER', async () => {
    const { root, issuingCa } = await goodWorld();
    const trust = createPinnedTrust([root.certificate, certificateOf(issuingCa)]);
    expect(trust.size).toBe(2);
    const { subject, publicKey } = certificateOf(root);
    const [anchor, ...others] = await trust.anchorsNamed(subject);
    expect(others).toEqual([]);
    expect(anchor).toMatchObject({ route: 'pinned', name: { raw: subject.raw } });
    expect(anchor?.publicKey.raw).toEqual(publicKey.raw);
  });

  it('knows nobody else', async () => {
    const { root, seal } = await goodWorld();
    const trust = createPinnedTrust([root.certificate]);
    expect(await trust.anchorsNamed(certificateOf(seal).subject)).toEqual([]);
    expect(createPinnedTrust([]).size).toBe(0);
  });

  it('limits the length of paths as the caller says, never beyond what the anchor says', async () => {
    const { root } = await goodWorld();
    const { subject } = certificateOf(root);
    const limit = async (maxPathLength?: number) => {
      const trust = createPinnedTrust([root.certificate], {
        ...(maxPathLength !== undefined && { maxPathLength }),
      });
      return (await trust.anchorsNamed(subject))[0]?.constraints?.maxPathLength;
    };
    const own = await limit();
    expect(await limit(0)).toBe(0);
    expect(await limit(100)).toBe(own ?? 100);
  });

  it('refuses bytes that are no certificate', () => {
    expect(() => createPinnedTrust([Uint8Array.of(0x30, 0)])).toThrow(
      expect.objectContaining({ code: 'DECODE_FAILED' }),
    );
  });
});

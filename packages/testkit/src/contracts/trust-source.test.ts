import { parseCertificate } from '@eseal/core/x509';
import { createPinnedTrust, type TrustSource } from '@eseal/validator';
import { describe, expect, it } from 'vitest';
import { createGoodWorld } from '../pki/worlds/good.ts';
import { type TrustSourceSubject, testTrustSource } from './trust-source.ts';

async function subject(change: (source: TrustSource) => TrustSource = (source) => source) {
  const { root, seal } = await createGoodWorld();
  const [trusted, stranger] = [parseCertificate(root.certificate), parseCertificate(seal.certificate)];
  return { source: change(createPinnedTrust([trusted])), trusted, stranger };
}

testTrustSource(() => subject(), { describe, expect, it });

/** The names of the tests that a source fails. */
async function failures(source: () => Promise<TrustSourceSubject>): Promise<readonly string[]> {
  const tests: [string, () => Promise<void>][] = [];
  testTrustSource(source, {
    describe: (_name, define) => define(),
    it: (name, test) => void tests.push([name, test]),
    expect,
  });
  const failed: string[] = [];
  for (const [name, test] of tests)
    await test().catch(() => {
      failed.push(name);
    });
  return failed;
}

describe('testTrustSource', () => {
  it('finds out sources that trust whoever is asked about', async () => {
    const gullible = await failures(() =>
      subject((source) => ({ ...source, anchorsNamed: async () => (await everyAnchor(source)) ?? [] })),
    );
    expect(gullible).toContain('knows nothing of others');
  });

  it('finds out sources that compare names by their bytes, and empty ones', async () => {
    const literal = await failures(() =>
      subject((source) => ({
        ...source,
        anchorsNamed: async (name) =>
          (await source.anchorsNamed(name)).filter((anchor) => `${anchor.name.raw}` === `${name.raw}`),
      })),
    );
    expect(literal).toEqual(['finds it by another object, and by another case of letters']);
    const empty = await failures(() => subject(() => ({ size: 0, anchorsNamed: () => [] })));
    expect(empty).toContain('says how many anchors it has');
  });
});

async function everyAnchor(source: TrustSource) {
  const { root } = await createGoodWorld();
  return source.anchorsNamed(parseCertificate(root.certificate).subject);
}

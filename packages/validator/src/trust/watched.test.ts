import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { createPinnedTrust } from './pinned.ts';
import { watchTrust } from './watched.ts';

describe('watchTrust', () => {
  it('passes answers through', async () => {
    const world = await goodWorld();
    const { subject } = certificateOf(world.root);
    const trust = watchTrust(createPinnedTrust(world.anchors));
    expect(await trust.anchorsNamed(subject)).toHaveLength(1);
    expect(await trust.certificatesNamed?.(subject)).toEqual([]);
    expect(trust.size).toBe(1);
    expect(trust.findings).toEqual([]);
  });

  it('K24: takes a failure for no answer, and notes it', async () => {
    const { subject } = certificateOf((await goodWorld()).root);
    const trust = watchTrust({
      size: 1,
      anchorsNamed: () => Promise.reject(new Error('the list is gone')),
      certificatesNamed: () => {
        throw 'something odd';
      },
    });
    expect(await trust.anchorsNamed(subject)).toEqual([]);
    expect(await trust.certificatesNamed?.(subject)).toEqual([]);
    expect(trust.findings).toMatchObject([
      {
        id: 'TRUST_SOURCE_FAILED',
        severity: 'error',
        facts: { reasons: ['the list is gone', 'unexpected error'] },
      },
    ]);
  });
});

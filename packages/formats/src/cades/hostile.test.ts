/** Files that only their size or depth makes dangerous. Other damage is what `fuzz/` does. */
import { augment } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { SOON, startStopwatch } from '../test-stopwatch.ts';
import { cades } from './cades.ts';
import { parseCades } from './parse.ts';
import { createTestSealer } from './test-seals.ts';

/** Files that are made to take time or memory. */
const MADE: Readonly<Record<string, Uint8Array>> = {
  'C9: a million nested sequences': Uint8Array.from({ length: 2e6 }, (_, at) => (at % 2 === 0 ? 0x30 : 0x80)),
  'C10: a length of four gigabytes': Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x06, 0x09),
  'C10: a length of nine octets': Uint8Array.of(0x30, 0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0x06),
  'C9: a million empty elements': Uint8Array.from([
    ...[0x30, 0x84, 0x00, 0x1e, 0x84, 0x80],
    ...Array.from({ length: 2e6 }, (_, at) => (at % 2 === 0 ? 0x05 : 0x00)),
  ]),
};

/** Raises with a source of material that has nothing, and an authority that always gives the same token. */
async function raise(bytes: Uint8Array): Promise<unknown> {
  const { timestamps } = await createTestSealer();
  const token = await timestamps.stamp(new Uint8Array(32));
  const same = { ...timestamps, stamp: async () => token };
  const material = { collect: async () => ({ certificates: [], crls: [], ocspResponses: [] }) };
  return augment(bytes, { format: cades(), adesLevel: 'B-LTA', timestamps: same, material });
}

describe('a CMS made to take time or memory', () => {
  it.each(Object.entries(MADE))('by %s is refused in time', async (_, bytes) => {
    const refused = { code: 'CMS_UNREADABLE' };
    const elapsed = startStopwatch();
    await expect(parseCades(bytes)).rejects.toMatchObject(refused);
    expect(elapsed()).toBeLessThan(SOON);
    await expect(raise(bytes)).rejects.toMatchObject({ code: expect.stringMatching(/^(CMS|SEAL)_/) });
  });
});

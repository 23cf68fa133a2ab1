import { describe, expect, it } from 'vitest';
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

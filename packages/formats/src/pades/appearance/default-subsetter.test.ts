import { describe, expect, it } from 'vitest';
import { createVisibleSeal } from '../appearance.ts';
import { defaultSubsetter } from './default-subsetter-web.ts';
import { buildTestFont } from './test-fonts.ts';

describe('without a subsetter, outside of Node', () => {
  it('text is refused with the name of what to pass', async () => {
    const text = {
      lines: 'a',
      font: buildTestFont({ characters: 'a' }),
      size: 10,
      subsetter: defaultSubsetter,
    };
    await expect(createVisibleSeal({ width: 40, height: 10, text }).compile()).rejects.toMatchObject({
      code: 'FONT_SUBSETTER_MISSING',
      message: expect.stringContaining('createHarfbuzzSubsetter'),
    });
  });
});

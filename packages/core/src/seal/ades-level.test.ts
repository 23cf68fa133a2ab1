import { describe, expect, it } from 'vitest';
import { ADES_LEVELS, includesLevel } from './ades-level.ts';

describe('levels', () => {
  it('contain themselves and all before them', () => {
    for (const [at, level] of ADES_LEVELS.entries())
      expect(ADES_LEVELS.filter((other) => includesLevel(level, other))).toEqual(
        ADES_LEVELS.slice(0, at + 1),
      );
  });
});

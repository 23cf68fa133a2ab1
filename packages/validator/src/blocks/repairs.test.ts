import { describe, expect, it } from 'vitest';
import * as repairs from './repairs.ts';

describe('repairs', () => {
  it('are sentences in both languages', () => {
    for (const { ja, en } of Object.values(repairs)) {
      expect(ja).toMatch(/。$/);
      expect(en).toMatch(/^[A-Z].*\.$/);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../test/reported.ts';
import { escapeHtml, isolated } from './markup.ts';

describe('escapeHtml', () => {
  it('Z12: leaves nothing that markup or an attribute could end with, and nothing invisible', () => {
    const escaped = escapeHtml(HOSTILE);
    expect(escaped).not.toMatch(/[<>"'`]|[\p{Cc}\p{Cf}\p{Zl}\p{Cs}]/u);
    expect(escaped).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;|#96;)/);
    expect(escaped).toContain('&lt;script&gt;');
  });

  it('is not endless', () => {
    expect(escapeHtml('<'.repeat(1_000_000)).length).toBeLessThan(10_000);
  });
});

describe('isolated', () => {
  it('keeps the direction of a text to itself', () => {
    expect(isolated('שלום <b>')).toBe('<bdi>שלום &lt;b&gt;</bdi>');
  });
});

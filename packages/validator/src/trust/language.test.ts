import { describe, expect, it } from 'vitest';
import { preferredText } from './language.ts';

const NAMES = [
  { language: 'EN', text: 'Service' },
  { language: 'ja-JP', text: 'サービス' },
];

describe('preferredText', () => {
  it('takes the first language there is, whatever its region and case', () => {
    expect(preferredText(NAMES, ['ja', 'en'])).toBe('サービス');
    expect(preferredText(NAMES, ['de', 'en-GB'])).toBe('Service');
  });

  it('takes what there is rather than nothing', () => {
    expect(preferredText(NAMES, ['fr'])).toBe('Service');
    expect(preferredText([], ['ja'])).toBeUndefined();
  });
});

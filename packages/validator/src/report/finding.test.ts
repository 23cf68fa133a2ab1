import { describe, expect, it } from 'vitest';
import { fillTemplate, findingOf } from './finding.ts';

describe('fillTemplate', () => {
  const fill = (text: string, facts: Parameters<typeof fillTemplate>[1]) =>
    fillTemplate({ ja: text, en: text }, facts);

  it('puts facts in place, lists with the separator of the language', () => {
    expect(fill('{a} of {b}', { a: 1, b: ['x', 'y'] })).toEqual({ ja: '1 of x、y', en: '1 of x, y' });
  });

  it('leaves a place alone for which there is no fact, also one of the prototype', () => {
    expect(fill('{a} {constructor}', {}).en).toBe('{a} {constructor}');
  });

  it('does not fill what a fact brings along', () => {
    expect(fill('{a} {b}', { a: '{b}', b: 'x' }).en).toBe('{b} x');
  });

  it('makes text out of certificates harmless', () => {
    expect(fill('{a}', { a: 'evil\u202Egnp\u0007\n' }).en).toBe('evil\\u202egnp\\u0007\\u000a');
    expect(fill('{a}', { a: 'x'.repeat(5000) }).en.length).toBeLessThan(400);
  });
});

describe('findingOf', () => {
  it('keeps the rule, the facts and what would help', () => {
    const rule = {
      id: 'X',
      citation: 'RFC 5280 §6',
      message: { ja: '{n} 件', en: '{n} cases' },
      repair: { ja: '{n} 回', en: '{n} times' },
    };
    expect(findingOf(rule, 'warning', { n: 2 })).toEqual({
      id: 'X',
      severity: 'warning',
      citation: 'RFC 5280 §6',
      message: { ja: '2 件', en: '2 cases' },
      repair: { ja: '2 回', en: '2 times' },
      facts: { n: 2 },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { FAILED_SUB_INDICATIONS, INDETERMINATE_SUB_INDICATIONS } from '../../report/conclusion.ts';
import * as determinations from './determinations.ts';
import * as kinds from './kinds.ts';
import { FIELDS, HEADINGS, SENTENCES } from './labels.ts';
import { SUB_INDICATIONS } from './sub-indications.ts';

const explanations = Object.entries(SUB_INDICATIONS);
const phrases = [
  ...[HEADINGS, FIELDS, SENTENCES, ...Object.values(kinds), ...Object.values(determinations)].flatMap(
    (table) => Object.entries(table),
  ),
  ...explanations.map(([name, { meaning }]) => [name, meaning] as const),
  ...explanations.map(([name, { repair }]) => [`repair of ${name}`, repair] as const),
];

describe('phrases', () => {
  it('say the same facts in both languages', () => {
    const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const [name, { ja, en }] of phrases) expect([name, facts(ja)]).toEqual([name, facts(en)]);
  });

  it('are in Japanese in Japanese, apart from names', () => {
    for (const [name, { ja }] of phrases) if (/[a-z]{2,} [a-z]{2,}/.test(ja)) expect.fail(`${name}: ${ja}`);
  });

  it('explain every sub-indication of EN 319 102-1 and say what may help', () => {
    expect(Object.keys(SUB_INDICATIONS).sort()).toEqual(
      [...FAILED_SUB_INDICATIONS, ...INDETERMINATE_SUB_INDICATIONS].sort(),
    );
    for (const [, { repair }] of explanations) expect(repair.en).toMatch(/\.$/);
  });
});

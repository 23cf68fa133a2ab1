import { describe, expect, it } from 'vitest';
import { FAILED_SUB_INDICATIONS, INDETERMINATE_SUB_INDICATIONS } from './conclusion.ts';
import { FORMATS, INDICATIONS, KINDS, LABELS, ROUTES, SEVERITIES, SUB_INDICATIONS } from './phrases.ts';

describe('phrases', () => {
  const all = [FORMATS, INDICATIONS, KINDS, LABELS, ROUTES, SEVERITIES, SUB_INDICATIONS].flatMap((table) =>
    Object.values(table),
  );

  it('exist for every sub-indication', () => {
    const names = [...FAILED_SUB_INDICATIONS, ...INDETERMINATE_SUB_INDICATIONS];
    expect(names.filter((name) => !Object.hasOwn(SUB_INDICATIONS, name))).toEqual([]);
  });

  it('have the same facts in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
    expect(all.filter(({ ja, en }) => places(ja).join() !== places(en).join())).toEqual([]);
    expect(all.every(({ ja, en }) => ja !== '' && en !== '')).toBe(true);
  });
});

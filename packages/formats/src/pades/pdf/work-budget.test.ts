import { describe, expect, it } from 'vitest';
import { codeOf } from './test-documents.ts';
import { decodingBudget, parsingBudget, WorkBudget } from './work-budget.ts';

describe('a budget of work', () => {
  it('is spent bit by bit and never negative', () => {
    const budget = new WorkBudget(10, 'parsed');
    budget.spend(4);
    budget.spend(6);
    expect(budget.left).toBe(0);
    expect(() => budget.spend(1)).toThrow('parsed');
    expect(codeOf(() => budget.spend(1))).toBe('PDF_LIMIT_EXCEEDED');
    expect(budget.left).toBe(0);
  });

  it('grows with the file', () => {
    for (const make of [parsingBudget, decodingBudget]) {
      expect(make(0).left).toBeGreaterThan(1e6);
      expect(make(1e9).left).toBeGreaterThan(8e9 - 1);
    }
  });
});

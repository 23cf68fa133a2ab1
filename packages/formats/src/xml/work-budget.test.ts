import { describe, expect, it } from 'vitest';
import { INCLUSIVE_C14N } from './canonicalization-method.ts';
import { canonicalize } from './canonicalize.ts';
import { subtreeOf } from './node-set.ts';
import { codeOf, read } from './test-read.ts';
import { WorkBudget } from './work-budget.ts';

describe('X14: the work budget of a document', () => {
  const spend = (text: string, ...limits: ConstructorParameters<typeof WorkBudget>) =>
    codeOf(() => canonicalize(subtreeOf(read(text)), INCLUSIVE_C14N, new WorkBudget(...limits)));

  it('is spent on attributes and namespaces that are sorted, not on what is copied as it stands', () => {
    const copied = `<r>${'<a b="1"></a>'.repeat(10)}</r>`;
    expect(spend(copied, 400)).toBeUndefined();
    expect(spend(copied.replaceAll('<a b="1">', '<a  b="1">'), 400)).toBe('XML_LIMIT_EXCEEDED');
    expect(spend(copied.replaceAll('b="1"', 'xmlns="u:"'), 400)).toBe('XML_LIMIT_EXCEEDED');
    expect(spend(`<r>${'&#65;'.repeat(30)}</r>`, 400)).toBe('XML_LIMIT_EXCEEDED');
  });

  it('is shared by all that spend it', () => {
    const budget = new WorkBudget(100);
    budget.spendBytes(60);
    expect(codeOf(() => budget.spendBytes(60))).toBe('XML_LIMIT_EXCEEDED');
  });

  it('bounds what stays in memory, of which a view of the document takes nothing', () => {
    expect(spend('<r>0123456789</r>', 10_000, 10)).toBeUndefined();
    expect(spend('<r >0123456789</r>', 10_000, 10)).toBe('XML_LIMIT_EXCEEDED');
    expect(spend('<r >0123456789</r>', 10_000, 17)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { createWorkBudget, PKCS12_ROUND } from './budget.ts';

const exceeded = expect.objectContaining({ code: 'BUDGET_EXCEEDED' });

describe('the work a key file may ask for', () => {
  it('is ten million rounds of PBKDF2, or a million of PKCS #12', () => {
    expect(() => createWorkBudget().spend(10_000_000)).not.toThrow();
    expect(() => createWorkBudget().spend(10_000_001)).toThrow(exceeded);
    expect(() => createWorkBudget().spend(1_000_000 * PKCS12_ROUND)).not.toThrow();
  });

  it('is counted over the whole file', () => {
    const budget = createWorkBudget();
    for (let i = 0; i < 10; i++) budget.spend(1_000_000);
    expect(() => budget.spend(1)).toThrow(exceeded);
  });

  it('is at least one round', () => {
    expect(() => createWorkBudget().spend(0)).toThrow(exceeded);
  });
});

import { describe, expect, it } from 'vitest';
import { levelOf } from './policy.ts';
import { policyOf } from './presets.ts';

describe('levelOf', () => {
  it('is the own level of a check unless the policy has another', () => {
    const policy = { ...policyOf('strict'), levels: { A: 'warn' } as const };
    expect(levelOf(policy, 'A', 'fail')).toBe('warn');
    expect(levelOf(policy, 'B', 'fail')).toBe('fail');
  });

  it('takes no level from the prototype of the table', () => {
    expect(levelOf(policyOf('strict'), 'constructor', 'fail')).toBe('fail');
    expect(levelOf(policyOf('strict'), '__proto__', 'fail')).toBe('fail');
  });
});

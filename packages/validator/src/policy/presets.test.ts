import { describe, expect, it } from 'vitest';
import { policyOf } from './presets.ts';

describe('policyOf', () => {
  it('gives the policies that come with the SDK by name', () => {
    expect(policyOf('strict')).toMatchObject({ id: 'strict', levels: {} });
    expect(policyOf('compat')).toMatchObject({ id: 'compat' });
  });

  it('leaves a policy of the caller as it is', () => {
    const own = { ...policyOf('strict'), id: 'own' };
    expect(policyOf(own)).toBe(own);
  });

  it('is nowhere stricter in compat than in strict', () => {
    expect(Object.values(policyOf('compat').levels)).not.toContain('fail');
  });
});

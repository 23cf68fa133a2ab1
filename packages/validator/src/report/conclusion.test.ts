import { describe, expect, it } from 'vitest';
import {
  FAILED_SUB_INDICATIONS,
  failed,
  INDETERMINATE_SUB_INDICATIONS,
  indeterminate,
  PASSED,
  subIndicationOf,
  totalConclusion,
  worstConclusion,
} from './conclusion.ts';

const passed = { indication: 'TOTAL-PASSED' } as const;
const undecided = { indication: 'INDETERMINATE', subIndication: 'NO_POE' } as const;
const bad = { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' } as const;

describe('conclusions', () => {
  it('name each sub-indication once', () => {
    const all = [...FAILED_SUB_INDICATIONS, ...INDETERMINATE_SUB_INDICATIONS];
    expect(new Set(all).size).toBe(25);
  });

  it('become totals', () => {
    expect(totalConclusion(PASSED)).toEqual(passed);
    expect(totalConclusion(failed('HASH_FAILURE'))).toEqual(bad);
    expect(totalConclusion(indeterminate('NO_POE'))).toEqual(undecided);
    expect(totalConclusion(indeterminate(null))).toEqual({
      indication: 'INDETERMINATE',
      subIndication: null,
    });
  });

  it('have a sub-indication unless they passed', () => {
    expect(subIndicationOf(PASSED)).toBeNull();
    expect(subIndicationOf(bad)).toBe('HASH_FAILURE');
  });

  it('are as bad as the worst of a document', () => {
    expect(worstConclusion([passed, undecided, bad])).toBe(bad);
    expect(worstConclusion([passed, undecided])).toBe(undecided);
    expect(worstConclusion([passed])).toBe(passed);
  });

  it('decide nothing about a document without seals', () => {
    expect(worstConclusion([])).toEqual({ indication: 'INDETERMINATE', subIndication: null });
  });
});

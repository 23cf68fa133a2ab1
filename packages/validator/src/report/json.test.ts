import { describe, expect, it } from 'vitest';
import { indeterminate, PASSED } from './conclusion.ts';
import { checksToJson, findingsToJson, indication, time } from './json.ts';

const MESSAGE = { ja: '文', en: 'text' };

describe('JSON of reports', () => {
  it('has verdicts with a reason or null', () => {
    expect(indication(PASSED)).toEqual({ indication: 'PASSED', subIndication: null });
    expect(indication(indeterminate('NO_POE'))).toEqual({
      indication: 'INDETERMINATE',
      subIndication: 'NO_POE',
    });
  });

  it('has times in UTC or null', () => {
    expect(time(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(time(null)).toBeNull();
  });

  it('has texts in one language, and checks that were ignored', () => {
    const finding = { id: 'X', severity: 'error', citation: 'RFC 5280 §6', facts: {} } as const;
    expect(findingsToJson([{ ...finding, message: MESSAGE, repair: MESSAGE }], 'ja')).toEqual([
      { id: 'X', severity: 'error', message: '文', citation: 'RFC 5280 §6', repair: '文' },
    ]);
    const check = { id: 'X', citation: 'RFC 5280 §6', facts: {} };
    expect(
      checksToJson(
        [
          { ...check, status: 'ignored', message: MESSAGE },
          { ...check, status: 'passed' },
        ],
        'en',
      ),
    ).toEqual([
      { id: 'X', status: 'ignored', citation: 'RFC 5280 §6', message: 'text' },
      { id: 'X', status: 'passed', citation: 'RFC 5280 §6' },
    ]);
  });
});

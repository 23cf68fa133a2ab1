import { describe, expect, it } from 'vitest';
import { rowsOf } from './rows.ts';
import type { SuiteEvaluation, SuiteParameter } from './suite-document.ts';

const min = (Min: number, name = 'moduluslength'): SuiteParameter => ({ name, Min });
const until = (End?: string, ...Parameter: readonly SuiteParameter[]): SuiteEvaluation => ({
  ...(Parameter.length > 0 && { Parameter }),
  Validity: End === undefined ? {} : { End },
});

const rows = (...Evaluation: readonly SuiteEvaluation[]) =>
  rowsOf(
    'rsa-pkcs1',
    [{ AlgorithmIdentifier: { Name: 'RSA', ObjectIdentifier: '1.2.840.113549.1.1.1' }, Evaluation }],
    '2024-10-13',
  );

const row = (minKeySize: number, last?: string) => ({
  algorithm: 'rsa-pkcs1',
  minKeySize,
  ...(last !== undefined && { lastCreation: last, lastAcceptance: last }),
});

describe('the rows of an algorithm', () => {
  it('end on the day before the end of an evaluation, over months and years', () => {
    expect(rows(until('2029-01-01', min(1900)))).toEqual([row(1900, '2028-12-31')]);
    expect(rows(until('2024-03-01'))).toEqual([row(0, '2024-02-29')]);
    expect(rows(until('2024-03-01Z'))).toEqual([row(0, '2024-02-29')]);
    expect(rows(until())).toEqual([row(0)]);
  });

  it('stand in the order of their keys, whatever the order of the evaluations', () => {
    const [small, large] = [until('2025-01-01', min(1024)), until('2029-01-01', min(2048))];
    const expected = [row(1024, '2024-12-31'), row(2048, '2028-12-31')];
    expect(rows(small, large)).toEqual(expected);
    expect(rows(large, small)).toEqual(expected);
  });

  it('let no longer key end before a shorter one, nor repeat its end', () => {
    expect(rows(until('2029-01-01', min(1024)), until('2025-01-01', min(2048)))).toEqual([
      row(1024, '2028-12-31'),
    ]);
    expect(rows(until(undefined, min(1024)), until('2025-01-01', min(2048)))).toEqual([row(1024)]);
  });

  it('take the length of p, and leave that of q to it', () => {
    expect(rows(until('2029-01-01', min(224, 'qlength'), min(2048, 'plength')))).toEqual([
      row(2048, '2028-12-31'),
    ]);
  });

  it('are those of every algorithm that shares them', () => {
    const of = (Name: string, End: string) => ({
      AlgorithmIdentifier: { Name, ObjectIdentifier: '1.2.3' },
      Evaluation: [until(End, min(2048))],
    });
    expect(rowsOf('rsa-pkcs1', [of('a', '2025-01-01'), of('b', '2027-01-01')], '2024-10-13')).toEqual([
      row(2048, '2026-12-31'),
    ]);
    expect(rowsOf('rsa-pkcs1', [], '2024-10-13')).toEqual([]);
  });

  it('may begin on the day of the suite', () => {
    expect(rows({ Validity: { Start: '2024-10-13', End: '2029-01-01' } })).toEqual([row(0, '2028-12-31')]);
  });

  it.each<[string, SuiteEvaluation]>([
    ['the parameter rounds is not known', until('2029-01-01', min(1, 'rounds'))],
    ['a greatest size is not supported', until('2029-01-01', { name: 'moduluslength', Min: 1, Max: 4096 })],
    [
      'a beginning after the day of the suite is not supported',
      { Validity: { Start: '2024-10-14', End: '2029-01-01' } },
    ],
    ['an end is no day', until('2029-02-29')],
  ])('are refused: %s', (reason, evaluation) => {
    expect(() => rows(evaluation)).toThrow(
      expect.objectContaining({
        code: 'CRYPTO_SUITE_INVALID',
        message: `the suite cannot be used: RSA: ${reason}`,
        facts: { path: '$.Algorithm', algorithm: 'RSA' },
      }),
    );
  });
});

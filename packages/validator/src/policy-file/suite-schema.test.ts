import { describe, expect, it } from 'vitest';
import { CRYPTO_SUITES, type CryptoSuite, type SuiteRow } from '../policy/crypto-suites.ts';
import { findProblem } from '../util/json-schema.ts';
import { findSuiteProblem, SUITE_SCHEMA } from './suite-schema.ts';

const SUITE: CryptoSuite = {
  id: 'own',
  title: { ja: '自社', en: 'own' },
  citation: 'own',
  published: '2024-02-29',
  utcOffset: '+09:00',
  rows: [
    { algorithm: 'SHA-256', minKeySize: 0 },
    { algorithm: 'rsa-pkcs1', minKeySize: 2048, lastCreation: '2025-12-31', lastAcceptance: '2029-12-31' },
    { algorithm: 'rsa-pkcs1', minKeySize: 3072 },
  ],
};

const withRows = (...rows: readonly SuiteRow[]): CryptoSuite => ({ ...SUITE, rows });
const rsa = (minKeySize: number): SuiteRow => ({ algorithm: 'rsa-pkcs1', minKeySize });

describe('the form of a suite', () => {
  it.each(CRYPTO_SUITES.map((suite) => [suite.id, suite] as const))('is that of %s', (_, suite) => {
    expect(findProblem(SUITE_SCHEMA, JSON.parse(JSON.stringify(suite)))).toBeUndefined();
    expect(findSuiteProblem(suite, '$')).toBeUndefined();
  });

  it.each<[string, object, string]>([
    ['another member', { note: 'x' }, '$.note'],
    ['a day that is a time', { published: '2024-02-29T00:00:00Z' }, '$.published'],
    ['a zone by name', { utcOffset: 'JST' }, '$.utcOffset'],
    ['an algorithm that is none', { rows: [{ algorithm: 'ROT13', minKeySize: 0 }] }, '$.rows[0].algorithm'],
    ['a key below zero', { rows: [{ algorithm: 'dsa', minKeySize: -1 }] }, '$.rows[0].minKeySize'],
    ['half a key', { rows: [{ algorithm: 'dsa', minKeySize: 0.5 }] }, '$.rows[0].minKeySize'],
    ['a title in one language', { title: { en: 'own' } }, '$.title.ja'],
  ])('is closed to %s', (_, changes, path) => {
    expect(findProblem(SUITE_SCHEMA, { ...SUITE, ...changes })?.path).toBe(path);
  });
});

describe('findSuiteProblem', () => {
  it('finds nothing wrong with rows in order, with a leap day or without a day', () => {
    expect(findSuiteProblem(SUITE, '$')).toBeUndefined();
    const { published: _, ...undated } = SUITE;
    expect(findSuiteProblem(undated, '$')).toBeUndefined();
  });

  it('finds days that no calendar has', () => {
    expect(findSuiteProblem({ ...SUITE, published: '2025-02-29' }, '$.suite')).toEqual({
      path: '$.suite.published',
      message: 'is no day',
    });
    for (const name of ['migrateFrom', 'lastCreation', 'lastAcceptance'] as const)
      expect(findSuiteProblem(withRows(rsa(1), { ...rsa(2), [name]: '2025-04-31' }), '$')).toEqual({
        path: '$.rows[1]',
        message: 'has a day that is none',
      });
  });

  it.each<[string, CryptoSuite]>([
    ['a smaller key after a larger one', withRows(rsa(3072), rsa(2048))],
    ['the same key twice', withRows(rsa(2048), rsa(2048))],
    ['an algorithm in two places', withRows(rsa(1024), { algorithm: 'dsa', minKeySize: 0 }, rsa(2048))],
  ])('finds %s', (_, suite) => {
    expect(findSuiteProblem(suite, '$')).toEqual({
      path: `$.rows[${suite.rows.length - 1}]`,
      message: 'does not follow the row of the next smaller key of its algorithm',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { algorithmEnd } from './algorithm-end.ts';
import {
  type CryptoSuite,
  JP_CRYPTREC_LS0003_2022R1,
  type SuiteAlgorithm,
  TS_119_312,
} from './crypto-suites.ts';

const at = new Date('2026-11-01');
const endOf = (suite: CryptoSuite, algorithm: SuiteAlgorithm, keySize?: number) => {
  const end = algorithmEnd(suite, { algorithm, at, ...(keySize !== undefined && { keySize }) });
  return end.kind === 'at' ? end.time.toISOString() : end.kind;
};

describe('the end of an algorithm', () => {
  it.each<[SuiteAlgorithm, number | undefined, string]>([
    ['rsa-pkcs1', 2048, '2030-12-31T14:59:59.999Z'],
    ['rsa-pkcs1', 4096, '2050-12-31T14:59:59.999Z'],
    ['SHA-256', undefined, '2050-12-31T14:59:59.999Z'],
    ['SHA-1', undefined, '2013-12-31T14:59:59.999Z'],
    ['SHA-512', undefined, 'open'],
    ['rsa-pkcs1', 1024, 'refused'],
    ['MD5', undefined, 'refused'],
  ])('%s %s is, in Japan, %s', (algorithm, keySize, expected) => {
    expect(endOf(JP_CRYPTREC_LS0003_2022R1, algorithm, keySize)).toBe(expected);
  });

  it('is counted in the days of the suite', () => {
    expect(endOf(TS_119_312, 'rsa-pkcs1', 2048)).toBe('2028-12-31T23:59:59.999Z');
  });
});

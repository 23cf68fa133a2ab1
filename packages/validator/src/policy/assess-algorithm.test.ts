import { describe, expect, it } from 'vitest';
import { type AssessedAlgorithm, assessAlgorithm, assessKey, assessSignature } from './assess-algorithm.ts';
import {
  CRYPTO_SUITES,
  JP_CRYPTREC_LS0003_2022R1,
  type SuiteAlgorithm,
  TS_119_312,
} from './crypto-suites.ts';

const JP = JP_CRYPTREC_LS0003_2022R1;
const EU = TS_119_312;
const use = (algorithm: SuiteAlgorithm, keySize: number, at: string): AssessedAlgorithm => ({
  algorithm,
  at: new Date(at),
  ...(keySize > 0 && { keySize }),
});

describe('assessAlgorithm by CRYPTREC LS-0003', () => {
  it.each([
    ['rsa-pkcs1', 1024, '2026-06-01', 'too-small'],
    ['rsa-pkcs1', 2047, '2026-06-01', 'too-small'],
    ['rsa-pkcs1', 2048, '2021-12-31', 'usable'],
    ['rsa-pkcs1', 2048, '2026-06-01', 'migrating'],
    ['rsa-pkcs1', 2048, '2030-12-31T23:59:59+09:00', 'migrating'],
    ['rsa-pkcs1', 2048, '2031-01-01T00:00:00+09:00', 'verification-only'],
    ['rsa-pkcs1', 2048, '2060-01-01', 'verification-only'],
    ['rsa-pkcs1', 3072, '2026-06-01', 'usable'],
    ['rsa-pkcs1', 4096, '2041-06-01', 'migrating'],
    ['rsa-pkcs1', 3072, '2051-06-01', 'verification-only'],
    ['rsa-pkcs1', 7680, '2051-06-01', 'usable'],
    ['rsa-pss', 3072, '2026-06-01', 'usable'],
    ['ecdsa', 192, '2026-06-01', 'too-small'],
    ['ecdsa', 256, '2026-06-01', 'usable'],
    ['ecdsa', 256, '2051-06-01', 'verification-only'],
    ['ecdsa', 384, '2051-06-01', 'usable'],
    ['ecdsa', 521, '2051-06-01', 'usable'],
    ['eddsa', 256, '2026-06-01', 'usable'],
    ['eddsa', 448, '2051-06-01', 'usable'],
    ['SHA-1', 0, '2013-12-31', 'usable'],
    ['SHA-1', 0, '2014-01-01', 'expired'],
    ['SHA-224', 0, '2026-06-01', 'migrating'],
    ['SHA-256', 0, '2026-06-01', 'usable'],
    ['SHA-384', 0, '2051-06-01', 'usable'],
    ['MD5', 0, '2000-01-01', 'unknown'],
    ['dsa', 3072, '2026-06-01', 'unknown'],
  ] as const)('calls %s with %i bits on %s %s', (algorithm, keySize, at, kind) => {
    expect(assessAlgorithm(JP, use(algorithm, keySize, at)).kind).toBe(kind);
  });
});

describe('assessAlgorithm by TS 119 312', () => {
  it.each([
    ['rsa-pkcs1', 1024, '2019-09-30T23:59:59Z', 'usable'],
    ['rsa-pkcs1', 1024, '2019-10-01T00:00:00Z', 'expired'],
    ['rsa-pkcs1', 2048, '2028-12-31T23:59:59Z', 'usable'],
    ['rsa-pkcs1', 4096, '2029-01-01T00:00:00Z', 'expired'],
    ['rsa-pss', 2048, '2029-01-01T00:00:00Z', 'expired'],
    ['rsa-pss', 3072, '2040-01-01', 'usable'],
    ['ecdsa', 256, '2040-01-01', 'usable'],
    ['ecdsa', 224, '2026-06-01', 'expired'],
    ['eddsa', 256, '2026-06-01', 'unknown'],
    ['SHA-1', 0, '2012-08-01T00:00:00Z', 'expired'],
    ['MD5', 0, '2004-07-31', 'usable'],
    ['SHA-512', 0, '2040-01-01', 'usable'],
  ] as const)('calls %s with %i bits on %s %s', (algorithm, keySize, at, kind) => {
    expect(assessAlgorithm(EU, use(algorithm, keySize, at)).kind).toBe(kind);
  });
});

describe('the time a signature is needed for', () => {
  const at = new Date('2026-06-01');

  it('decides whether it may be made', () => {
    const rsa = { algorithm: 'rsa-pkcs1', keySize: 2048, at } as const;
    expect(assessAlgorithm(JP, { ...rsa, neededUntil: new Date('2030-01-01') }).kind).toBe('migrating');
    expect(assessAlgorithm(JP, { ...rsa, neededUntil: new Date('2036-01-01') }).kind).toBe(
      'verification-only',
    );
    expect(assessAlgorithm(JP, { ...rsa, neededUntil: new Date('2020-01-01') }).kind).toBe('migrating');
  });

  it('does not decide whether an old one is accepted', () => {
    const rsa = { algorithm: 'rsa-pkcs1', keySize: 2048, at, neededUntil: new Date('2036-01-01') } as const;
    expect(assessAlgorithm(EU, rsa).kind).toBe('verification-only');
  });
});

describe('a row with an end of acceptance only', () => {
  it('ends with it, for making signatures too', () => {
    const rows = [{ algorithm: 'SHA-1', minKeySize: 0, lastAcceptance: '2012-07-31' }] as const;
    const kind = (at: string, neededUntil = at) =>
      assessAlgorithm({ ...EU, rows }, { ...use('SHA-1', 0, at), neededUntil: new Date(neededUntil) }).kind;
    expect(kind('2012-07-31')).toBe('usable');
    expect(kind('2012-07-31', '2026-06-01')).toBe('verification-only');
    expect(kind('2026-06-01')).toBe('expired');
  });
});

describe('assessSignature', () => {
  const at = new Date('2026-06-01');

  it('is as bad as the worse of digest and key', () => {
    const kind = (algorithm: Parameters<typeof assessSignature>[1]['algorithm'], keySize?: number) =>
      assessSignature(JP, { algorithm, at, ...(keySize !== undefined && { keySize }) }).kind;
    expect(kind('rsa-sha256', 3072)).toBe('usable');
    expect(kind('rsa-sha256', 2048)).toBe('migrating');
    expect(kind('rsa-sha1', 3072)).toBe('expired');
    expect(kind('ecdsa-sha256', 160)).toBe('too-small');
    expect(kind('rsa-md5', 4096)).toBe('unknown');
    expect(kind('ed25519', 256)).toBe('usable');
    expect(kind('rsa-sha256')).toBe('usable');
    expect(kind('ed25519')).toBe('usable');
    expect(kind('ed448')).toBe('usable');
  });
});

describe('assessKey', () => {
  it('judges a key by the best scheme it serves', () => {
    const at = new Date('2030-06-01');
    expect(assessKey(EU, { type: 'rsa', size: 3072, at }).kind).toBe('usable');
    expect(assessKey(EU, { type: 'rsa', size: 2048, at }).kind).toBe('expired');
    expect(assessKey(EU, { type: 'ed25519', size: 256, at }).kind).toBe('unknown');
    expect(assessKey(JP, { type: 'ec', size: 384, at }).kind).toBe('usable');
    expect(assessKey(JP, { type: 'rsa-pss', size: 2048, at }).kind).toBe('migrating');
  });
});

describe('the suites', () => {
  it.each(CRYPTO_SUITES.map((suite) => [suite.id, suite] as const))(
    '%s: rows are in order of size and have real days',
    (_, suite) => {
      for (const [index, row] of suite.rows.entries()) {
        const before = suite.rows[index - 1];
        if (before?.algorithm === row.algorithm) expect(row.minKeySize).toBeGreaterThan(before.minKeySize);
        else expect(suite.rows.findIndex(({ algorithm }) => algorithm === row.algorithm)).toBe(index);
        for (const day of [row.migrateFrom, row.lastCreation, row.lastAcceptance]) {
          if (day !== undefined) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
        }
      }
    },
  );
});

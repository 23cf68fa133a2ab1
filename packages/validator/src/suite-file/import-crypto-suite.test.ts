import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { assessAlgorithm } from '../policy/assess-algorithm.ts';
import { TS_119_312 } from '../policy/crypto-suites.ts';
import { parsePolicy } from '../policy-file/parse-policy.ts';
import { importCryptoSuite } from './import-crypto-suite.ts';
import { ALGORITHMS, jsonSuite, type StatedAlgorithm, xmlSuite } from './test-suites.ts';

const only = (...rows: readonly StatedAlgorithm[]) => rows;
const RSA = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha';

describe.each([
  ['JSON', () => jsonSuite()],
  ['XML', () => xmlSuite()],
] as const)('a suite in %s', (_, file) => {
  it('becomes the rows that the suite of the SDK has', () => {
    const { suite, ignored } = importCryptoSuite(file());
    const own = TS_119_312.rows.filter(
      ({ algorithm, minKeySize }) =>
        ['SHA-1', 'SHA-384', 'RIPEMD-160', 'rsa-pkcs1'].includes(algorithm) ||
        (algorithm === 'ecdsa' && minKeySize >= 224),
    );
    const sorted = (rows: typeof own) => rows.toSorted((a, b) => (a.algorithm < b.algorithm ? -1 : 1));
    expect(sorted([...suite.rows])).toEqual(sorted(own));
    expect(ignored).toEqual(['FRP256v1']);
    expect(suite).toMatchObject({
      id: 'Suite of tests 1.5.1',
      citation: 'Suite of tests 1.5.1 (Nobody)',
      published: '2024-10-13',
      utcOffset: 'Z',
    });
  });

  it('is read from bytes as from text, and may stand in a policy', () => {
    const { suite } = importCryptoSuite(utf8(file()));
    expect(suite).toEqual(importCryptoSuite(file()).suite);
    expect(parsePolicy(JSON.stringify({ id: 'own', suite })).suite).toEqual(suite);
    const at = new Date('2026-01-01T00:00:00Z');
    expect(assessAlgorithm(suite, { algorithm: 'SHA-1', at }).kind).toBe('expired');
    expect(assessAlgorithm(suite, { algorithm: 'rsa-pkcs1', keySize: 2048, at }).kind).toBe('usable');
    expect(assessAlgorithm(suite, { algorithm: 'SHA-256', at }).kind).toBe('unknown');
  });
});

describe('the periods of a suite', () => {
  const rows = (...algorithms: readonly StatedAlgorithm[]) =>
    importCryptoSuite(jsonSuite({}, algorithms)).suite.rows;

  it('are those of any evaluation that fits, so a longer key never ends before a shorter one', () => {
    const evaluations = [
      [2048, '2030-01-01'],
      [3072, '2025-01-01'],
    ] as const;
    expect(rows(['RSA', '1.2.840.113549.1.1.11', undefined, evaluations])).toEqual([
      { algorithm: 'rsa-pkcs1', minKeySize: 2048, lastCreation: '2029-12-31', lastAcceptance: '2029-12-31' },
    ]);
  });

  it('are the longest of those that share rows', () => {
    const [row, ...others] = rows(
      ['RSA', '1.2.840.113549.1.1.11', `${RSA}256`, [[2048, '2030-01-01']]],
      ['RSA', '1.2.840.113549.1.1.13', `${RSA}512`, [[2048, undefined]]],
    );
    expect(row).toEqual({ algorithm: 'rsa-pkcs1', minKeySize: 2048 });
    expect(others).toEqual([]);
  });
});

describe('importCryptoSuite refuses', () => {
  const [sha1 = ALGORITHMS[0] as StatedAlgorithm] = ALGORITHMS;
  const inEvaluation = (members: object): string =>
    jsonSuite({
      Algorithm: [
        {
          AlgorithmIdentifier: { Name: 'RSA', ObjectIdentifier: '1.2.840.113549.1.1.11' },
          Evaluation: [{ Validity: {}, ...members }],
        },
      ],
    });

  it.each<[string, string | Uint8Array]>([
    ['what is neither', 'suite'],
    ['JSON of something else', '{"Policy":{}}'],
    ['JSON with something beside it', '{"SecuritySuitabilityPolicy":{},"x":1}'],
    ['bytes that are no text', Uint8Array.of(0x7b, 0xff)],
    ['a member that is not known', jsonSuite({ Extra: 1 })],
    ['a suite without a date', jsonSuite({ PolicyIssueDate: 'today' })],
    ['a parameter that is not known', inEvaluation({ Parameter: [{ name: 'rounds', Min: 1 }] })],
    ['a greatest size', inEvaluation({ Parameter: [{ name: 'moduluslength', Min: 1, Max: 4096 }] })],
    ['a beginning to come', inEvaluation({ Validity: { Start: '2030-01-01' } })],
    ['an end that is no day', jsonSuite({}, only(['SHA1', sha1[1], sha1[2], [[0, '2021-02-31']]]))],
    [
      'an evaluation for one use only',
      inEvaluation({ AlgorithmUsage: 'http://uri.etsi.org/19322/sign_data' }),
    ],
    ['XML of something else', '<Policy xmlns="urn:ietf:params:xml:ns:dssc"/>'],
    ['an element of an unknown namespace', xmlSuite('<x xmlns="urn:x"/>')],
    ['an element that is not known', xmlSuite('<Extra>1</Extra>')],
    ['an element twice', xmlSuite('<Usage>again</Usage>')],
    ['a size that is no number', xmlSuite().replace('<Min>786</Min>', '<Min>many</Min>')],
    ['a text with a comment in it', xmlSuite().replace('<Min>786</Min>', '<Min>7<!-- -->86</Min>')],
  ])('%s', (_, file) => {
    expect(() => importCryptoSuite(file)).toThrow(expect.objectContaining({ code: 'CRYPTO_SUITE_INVALID' }));
  });

  it('XML with a document type, or too large', () => {
    const doctype = xmlSuite().replace('<!-- a suite -->', '<!DOCTYPE x [<!ENTITY a "a">]>');
    expect(() => importCryptoSuite(doctype)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^XML_/) }),
    );
    expect(() => importCryptoSuite(xmlSuite(' '.repeat(5 * 1024 * 1024)))).toThrow(
      expect.objectContaining({ code: 'XML_LIMIT_EXCEEDED' }),
    );
    expect(() => importCryptoSuite(jsonSuite({ Usage: 'x'.repeat(5 * 1024 * 1024) }))).toThrow(
      expect.objectContaining({ code: 'CRYPTO_SUITE_INVALID' }),
    );
  });
});

describe('the signature of a suite', () => {
  it('is passed over', () => {
    const signed = xmlSuite(
      '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>',
    );
    expect(importCryptoSuite(signed).suite).toEqual(importCryptoSuite(xmlSuite()).suite);
  });
});

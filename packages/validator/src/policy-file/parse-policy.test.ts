import { describe, expect, it } from 'vitest';
import { TS_119_312 } from '../policy/crypto-suites.ts';
import { policyOf } from '../policy/presets.ts';
import { parsePolicy } from './parse-policy.ts';

const DAY = 86_400_000;

/** The place that a refused policy is refused for. */
function refusedAt(json: unknown): unknown {
  try {
    parsePolicy(json);
    return 'accepted';
  } catch (error) {
    expect(error).toMatchObject({ name: 'ValidatorError', code: 'POLICY_INVALID' });
    return (error as { facts: { path: string } }).facts.path;
  }
}

describe('parsePolicy', () => {
  it('leaves what the policy does not say to the one it extends, by default strict', () => {
    expect(parsePolicy({ id: 'own' })).toEqual({ ...policyOf('strict'), id: 'own' });
    expect(parsePolicy('{"id":"own","extends":"compat"}')).toEqual({ ...policyOf('compat'), id: 'own' });
  });

  it.each(['strict', 'compat'] as const)('reads %s back as it was written', (preset) => {
    const policy = policyOf(preset);
    expect(parsePolicy(JSON.stringify(policy))).toEqual(policy);
    const own = parsePolicy({ id: 'own', extends: preset, timestamp: { maxDelay: 'P1D' } });
    expect(parsePolicy(JSON.stringify(own))).toEqual(own);
  });

  it('takes levels one by one', () => {
    const { levels } = parsePolicy({
      id: 'own',
      extends: 'compat',
      levels: { SIGNATURE_POLICY_INTACT: 'fail', CLAIMED_TIME_NOT_IN_FUTURE: 'ignore' },
    });
    expect(levels).toEqual({
      ...policyOf('compat').levels,
      SIGNATURE_POLICY_INTACT: 'fail',
      CLAIMED_TIME_NOT_IN_FUTURE: 'ignore',
    });
  });

  it('reads times in milliseconds or as durations', () => {
    const policy = parsePolicy({
      id: 'own',
      clockTolerance: 'PT1M30S',
      revocationFreshness: { maxAge: 'P1DT2H' },
      timestamp: { maxDelay: 5000 },
      revocation: { noCheckLifetime: 'P90D' },
    });
    expect(policy).toMatchObject({
      clockTolerance: 90_000,
      revocationFreshness: { maxAge: DAY + 7_200_000, withoutNextUpdate: DAY },
      timestamp: { maxDelay: 5000 },
      revocation: { noCheckLifetime: 90 * DAY },
    });
    expect(parsePolicy({ id: 'own', revocationFreshness: { maxAge: null } }).revocationFreshness.maxAge).toBe(
      null,
    );
  });

  it('takes a suite by its id or in full', () => {
    expect(parsePolicy({ id: 'own', suite: 'ts-119-312' }).suite).toEqual(TS_119_312);
    const suite = { ...TS_119_312, id: 'own', rows: [{ algorithm: 'SHA-256', minKeySize: 0 }] };
    expect(parsePolicy({ id: 'own', suite }).suite).toEqual(suite);
  });

  it('takes constraints on seals, certificates and timestamps', () => {
    const constraints = {
      signature: {
        policies: ['1.2.392.1', 'none'],
        required: ['claimed-time'],
        accepted: { role: ['経理部'] },
      },
      certificate: { keyUsages: ['nonRepudiation'], subject: { '2.5.4.10': [] } },
      timestamp: { policies: ['1.2.3'], certificate: { certificatePolicies: ['1.2.4'] } },
    } as const;
    expect(parsePolicy({ id: 'own', ...constraints })).toMatchObject(constraints);
  });
});

describe('parsePolicy refuses', () => {
  it.each<[string, unknown, string]>([
    ['what is no JSON', '{"id":', '$'],
    ['what is no object', [], '$'],
    ['a policy without a name', {}, '$.id'],
    ['a member that is not known', { id: 'own', level: {} }, '$.level'],
    ['a member of the prototype', JSON.parse('{"id":"own","__proto__":{}}'), '$.__proto__'],
    ['a check that is not known', { id: 'own', levels: { TYPO: 'warn' } }, '$.levels.TYPO'],
    [
      'a check named like a member of objects',
      { id: 'own', levels: { constructor: 'warn' } },
      '$.levels.constructor',
    ],
    [
      'a level that is none',
      { id: 'own', levels: { SIGNATURE_POLICY_INTACT: 'WARN' } },
      '$.levels.SIGNATURE_POLICY_INTACT',
    ],
    [
      'weakening what proves',
      { id: 'own', levels: { SIGNATURE_VALUE_INTACT: 'warn' } },
      '$.levels.SIGNATURE_VALUE_INTACT',
    ],
    ['a preset that is none', { id: 'own', extends: 'lax' }, '$.extends'],
    ['a suite that is not known', { id: 'own', suite: 'ts-1' }, '$.suite'],
    [
      'an algorithm that is not known',
      { id: 'own', suite: { ...TS_119_312, rows: [{ algorithm: 'SHA-257', minKeySize: 0 }] } },
      '$.suite.rows[0].algorithm',
    ],
    [
      'a day that is none',
      {
        id: 'own',
        suite: { ...TS_119_312, rows: [{ algorithm: 'SHA-1', minKeySize: 0, lastAcceptance: '2013-02-30' }] },
      },
      '$.suite.rows[0]',
    ],
    [
      'rows out of order',
      {
        id: 'own',
        suite: {
          ...TS_119_312,
          rows: [
            { algorithm: 'ecdsa', minKeySize: 256 },
            { algorithm: 'ecdsa', minKeySize: 224 },
          ],
        },
      },
      '$.suite.rows[1]',
    ],
    [
      'an edition of no day',
      { id: 'own', suite: { ...TS_119_312, published: '2025-02-30' } },
      '$.suite.published',
    ],
    ['a duration that is none', { id: 'own', clockTolerance: 'P' }, '$.clockTolerance'],
    ['a negative time', { id: 'own', clockTolerance: -1 }, '$.clockTolerance'],
    ['a time that is no number', { id: 'own', clockTolerance: true }, '$.clockTolerance'],
    [
      'an element that is not known',
      { id: 'own', signature: { required: ['seal'] } },
      '$.signature.required[0]',
    ],
    [
      'an identifier that is none',
      { id: 'own', certificate: { certificatePolicies: ['1.02'] } },
      '$.certificate.certificatePolicies[0]',
    ],
    [
      'an attribute that is none',
      { id: 'own', certificate: { subject: { O: [] } } },
      '$.certificate.subject.O',
    ],
    [
      'too many items',
      { id: 'own', signature: { policies: new Array(101).fill('1.2') } },
      '$.signature.policies',
    ],
    ['a text that is too long', `{"id":"${'x'.repeat(1_000_001)}"}`, '$'],
  ])('%s', (_, json, path) => {
    expect(refusedAt(json)).toBe(path);
  });
});

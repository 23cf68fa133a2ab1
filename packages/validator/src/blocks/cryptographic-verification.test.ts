import type { SignedReference } from '@eseal/core/container';
import { describe, expect, it } from 'vitest';
import type { ReferenceFact, SignatureFacts } from '../facts/signature-facts.ts';
import { policyOf } from '../policy/presets.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import { checkCryptography } from './cryptographic-verification.ts';

const REFERENCE: SignedReference = {
  kind: 'message-digest',
  digestAlgorithm: 'SHA-256',
  digest: new Uint8Array(32),
  input: undefined,
};

const GOOD: ReferenceFact = { reference: REFERENCE, found: true, intact: true, comparable: true };

const signature = (
  references: readonly ReferenceFact[],
  value: SignatureFacts['value']['kind'] = 'intact',
): SignatureFacts => ({
  references,
  value: { kind: value },
  signingCertificate: {
    identified: undefined,
    hinted: undefined,
    reference: { present: false, unique: false, digestMatch: false, issuerSerialMatch: null },
  },
});

function check(facts: SignatureFacts) {
  const policy = policyOf('compat');
  const { conclusion, checks } = checkCryptography(facts, '1.2.3', policy);
  return [
    subIndicationOf(conclusion),
    ...checks.filter(({ status }) => status === 'failed').map(({ id }) => id),
  ];
}

describe('checkCryptography', () => {
  it('passes when everything is there and intact', () => {
    expect(check(signature([GOOD, GOOD]))).toEqual([null]);
  });

  it('tells missing, changed and incomparable contents apart', () => {
    expect(check(signature([GOOD, { ...GOOD, found: false, intact: false }]))).toEqual([
      'SIGNED_DATA_NOT_FOUND',
      'SIGNED_DATA_FOUND',
    ]);
    expect(check(signature([GOOD, { ...GOOD, intact: false }]))).toEqual([
      'HASH_FAILURE',
      'SIGNED_DATA_INTACT',
    ]);
    expect(check(signature([{ ...GOOD, intact: false, comparable: false }]))).toEqual([
      'SIGNED_DATA_NOT_FOUND',
      'SIGNED_DATA_DIGEST_GIVEN',
    ]);
    const unknown = {
      ...GOOD,
      intact: false,
      comparable: false,
      reference: { ...REFERENCE, digestAlgorithm: undefined },
    };
    expect(check(signature([unknown]))).toEqual([
      'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
      'DIGEST_ALGORITHM_SUPPORTED',
    ]);
  });

  it('passes no signature that refers to nothing', () => {
    expect(check(signature([]))).toEqual(['SIG_CONSTRAINTS_FAILURE', 'SIGNED_CONTENT_REFERENCED']);
  });

  it.each([
    ['broken', 'SIG_CRYPTO_FAILURE'],
    ['no-key', 'SIG_CRYPTO_FAILURE'],
    ['algorithm-unknown', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
    ['data-missing', 'SIGNED_DATA_NOT_FOUND'],
  ] as const)('gives a value that is "%s" the sub-indication %s', (value, expected) => {
    expect(check(signature([GOOD], value))[0]).toBe(expected);
  });

  it('reports a changed document as such even when the value does not verify either', () => {
    expect(check(signature([{ ...GOOD, intact: false }], 'broken'))[0]).toBe('HASH_FAILURE');
  });

  it('names what is wrong by its URI where it has one', () => {
    const reference = { ...REFERENCE, uri: '#invoice' };
    const { checks } = checkCryptography(
      signature([{ ...GOOD, reference, intact: false }]),
      '',
      policyOf('strict'),
    );
    expect(checks.find(({ id }) => id === 'SIGNED_DATA_INTACT')?.message?.en).toContain('#invoice');
  });

  it('warns of what a manifest lists and nobody gave, and lets it decide nothing', () => {
    const entry = { ...REFERENCE, kind: 'manifest-entry', uri: 'annex.pdf' } as const;
    const facts = signature([GOOD, { ...GOOD, reference: entry, found: false, intact: false }]);
    const { conclusion, checks } = checkCryptography(facts, '', policyOf('strict'));
    expect(conclusion.indication).toBe('PASSED');
    const said = checks.find(({ id }) => id === 'MANIFEST_ENTRIES_FOUND');
    expect(said).toMatchObject({ status: 'warned', facts: { entries: ['annex.pdf'] } });
    expect(check(signature([{ ...GOOD, reference: entry }]))).toContain('SIGNED_CONTENT_REFERENCED');
  });

  it('fails when what a manifest lists was changed, unless the policy leaves that to the application', () => {
    const entry = { ...REFERENCE, kind: 'manifest-entry', uri: 'annex.pdf' } as const;
    const facts = signature([GOOD, { ...GOOD, reference: entry, intact: false }]);
    expect(check(facts)).toEqual(['HASH_FAILURE', 'MANIFEST_ENTRIES_INTACT']);
    const policy = { ...policyOf('strict'), levels: { MANIFEST_ENTRIES_INTACT: 'warn' } } as const;
    expect(checkCryptography(facts, '', policy).conclusion.indication).toBe('PASSED');
  });

  it('accepts a DigestInfo without NULL, and says so', () => {
    const facts = { ...signature([GOOD]), value: { kind: 'intact', withoutNull: true } } as const;
    const { conclusion, checks } = checkCryptography(facts, '', policyOf('strict'));
    expect(conclusion.indication).toBe('PASSED');
    expect(checks.find(({ id }) => id === 'SIGNATURE_DIGEST_INFO_COMPLETE')?.status).toBe('warned');
  });
});

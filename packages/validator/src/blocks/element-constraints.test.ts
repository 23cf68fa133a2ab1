import { describe, expect, it } from 'vitest';
import type { SignatureElementFacts } from '../facts/signature-elements.ts';
import type { SignatureConstraints } from '../policy/constraints.ts';
import { checkAcceptedAlgorithms, checkElements } from './element-constraints.ts';

const ELEMENTS: SignatureElementFacts = {
  form: 'B-T',
  present: new Set(['claimed-time', 'role', 'signature-timestamp']),
  statements: {
    'commitment-type': [],
    'content-hints': [],
    'content-type': ['1.2.840.113549.1.7.1'],
    'mime-type': [],
    role: ['経理部', '代表'],
  },
};

const elements = (constraints?: SignatureConstraints) =>
  checkElements(ELEMENTS, constraints).map(({ check, holds, facts }) => [check.id, holds, facts]);

describe('constraints on the elements of a seal', () => {
  it('ask for nothing by themselves', () => {
    expect(elements()).toEqual([]);
    expect(elements({})).toEqual([]);
  });

  it('name forms that are accepted', () => {
    expect(elements({ forms: ['B-T', 'B-LT'] })).toEqual([
      ['SIGNATURE_FORM_ACCEPTED', true, { form: 'B-T', accepted: ['B-T', 'B-LT'] }],
    ]);
    expect(elements({ forms: ['B-LT'] })).toEqual([
      ['SIGNATURE_FORM_ACCEPTED', false, { form: 'B-T', accepted: ['B-LT'] }],
    ]);
  });

  it('name what has to be there and what must not', () => {
    expect(elements({ required: ['role', 'location'], forbidden: ['claimed-time', 'mime-type'] })).toEqual([
      ['SIGNATURE_ELEMENTS_PRESENT', false, { elements: ['location'] }],
      ['SIGNATURE_ELEMENTS_ABSENT', false, { elements: ['claimed-time'] }],
    ]);
    expect(elements({ required: ['role'], forbidden: ['mime-type'] })).toEqual([
      ['SIGNATURE_ELEMENTS_PRESENT', true, { elements: [] }],
      ['SIGNATURE_ELEMENTS_ABSENT', true, { elements: [] }],
    ]);
  });

  it('accept a statement only when every value of it is accepted, and its absence', () => {
    expect(elements({ accepted: { role: ['経理部'] } })).toEqual([
      ['SIGNED_STATEMENTS_ACCEPTED', false, { values: ['role: 代表'] }],
    ]);
    expect(elements({ accepted: { role: ['代表', '経理部'], 'mime-type': ['text/plain'] } })).toEqual([
      ['SIGNED_STATEMENTS_ACCEPTED', true, { values: [] }],
    ]);
    expect(elements({ accepted: { role: [] } })).toEqual([
      ['SIGNED_STATEMENTS_ACCEPTED', false, { values: ['role: 経理部', 'role: 代表'] }],
    ]);
  });
});

describe('constraints on the algorithms of a seal', () => {
  const used = {
    references: [{ digestAlgorithm: 'SHA-512' as const }, { digestAlgorithm: undefined }],
    signature: {
      algorithm: 'rsa-sha256',
      algorithmName: '1.2.840.113549.1.1.11',
      digestAlgorithm: 'SHA-256',
    } as const,
  };
  const algorithms = (constraints?: SignatureConstraints, changes = {}) =>
    checkAcceptedAlgorithms({ ...used, signature: { ...used.signature, ...changes } }, constraints).map(
      ({ check, holds, facts }) => [check.id, holds, facts],
    );

  it('look at every digest and at the value', () => {
    expect(algorithms({ digestAlgorithms: ['SHA-256'] })).toEqual([
      ['DIGEST_ALGORITHMS_ACCEPTED', false, { algorithms: ['SHA-512'] }],
    ]);
    expect(algorithms({ digestAlgorithms: ['SHA-256', 'SHA-512'] })).toEqual([
      ['DIGEST_ALGORITHMS_ACCEPTED', true, { algorithms: [] }],
    ]);
    expect(algorithms({ signatureAlgorithms: ['ecdsa-sha256'] })).toEqual([
      ['SIGNATURE_ALGORITHM_ACCEPTED', false, { algorithm: 'rsa-sha256' }],
    ]);
    expect(algorithms({ signatureAlgorithms: ['rsa-sha256'] })).toEqual([
      ['SIGNATURE_ALGORITHM_ACCEPTED', true, { algorithm: 'rsa-sha256' }],
    ]);
    expect(algorithms()).toEqual([]);
  });

  it('accept no algorithm that is not known', () => {
    expect(algorithms({ signatureAlgorithms: ['rsa-sha256'] }, { algorithm: undefined })).toEqual([
      ['SIGNATURE_ALGORITHM_ACCEPTED', false, { algorithm: '1.2.840.113549.1.1.11' }],
    ]);
  });
});

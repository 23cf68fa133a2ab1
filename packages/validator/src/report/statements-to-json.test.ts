import { describe, expect, it } from 'vitest';
import { signaturePolicyToJson, statementsToJson } from './statements-to-json.ts';

const POLICY = {
  kind: 'explicit',
  identifier: '1.2.392.1',
  digestAlgorithm: 'SHA-256',
  digest: Uint8Array.of(1, 255),
  location: 'https://policy.example/1',
  userNotice: undefined,
  noticeNumbers: [1, 3],
  document: undefined,
  transforms: undefined,
} as const;

describe('signaturePolicyToJson', () => {
  it('says what was named and what was found of it', () => {
    const policyDocument = { source: 'caller', zeroHash: false, digestMatch: true } as const;
    expect(signaturePolicyToJson({ signaturePolicy: POLICY, policyDocument })).toEqual({
      kind: 'explicit',
      identifier: '1.2.392.1',
      url: 'https://policy.example/1',
      digestAlgorithm: 'SHA-256',
      digest: '01ff',
      digestMatch: true,
      zeroHash: false,
      document: 'caller',
      noticeNumbers: [1, 3],
      userNotice: null,
    });
  });

  it('has null for what is not known', () => {
    const signaturePolicy = { ...POLICY, digest: undefined, digestAlgorithm: undefined, location: undefined };
    expect(signaturePolicyToJson({ signaturePolicy, policyDocument: null })).toMatchObject({
      url: null,
      digest: null,
      digestAlgorithm: null,
      digestMatch: null,
      zeroHash: false,
      document: null,
    });
    expect(signaturePolicyToJson({ signaturePolicy: { kind: 'implied' }, policyDocument: null })).toEqual({
      kind: 'implied',
    });
    expect(signaturePolicyToJson({ signaturePolicy: null, policyDocument: null })).toBeNull();
  });
});

describe('statementsToJson', () => {
  it('has every statement, null for what was not made', () => {
    const statements = {
      contentIdentifier: false,
      contentReference: true,
      mimeTypes: ['text/plain'],
      commitmentTypes: ['1.2.3'],
      location: ['JP'],
      claimedRoles: ['経理部'],
      certifiedRoles: 1,
    };
    expect(statementsToJson({ statements })).toEqual({
      ...statements,
      contentType: null,
      contentHints: null,
    });
    expect(statementsToJson({ statements: null })).toBeNull();
  });
});

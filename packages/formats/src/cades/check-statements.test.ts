import { describe, expect, it } from 'vitest';
import { assertStatements } from './check-statements.ts';
import type { SealerStatements, SignaturePolicy } from './statements.ts';

const NULL = Uint8Array.of(5, 0);
const POLICY: SignaturePolicy = {
  oid: '1.2.392.1',
  digest: { algorithm: 'SHA-256', value: new Uint8Array(32) },
};
const LINE = '千代田区';

const policy = (changes: Partial<SignaturePolicy>): SealerStatements => ({
  signaturePolicy: { ...POLICY, ...changes },
});

describe('the statements of a sealer', () => {
  it.each<readonly [string, SealerStatements]>([
    ['nothing', {}],
    ['a media type with a parameter', { mimeType: 'text/plain; charset=utf-8' }],
    [
      'a commitment with qualifiers',
      { commitmentTypes: [{ oid: '1.2', qualifiers: [{ oid: '2.5', value: NULL }] }] },
    ],
    ['six lines of an address', { signerLocation: { postalAddress: Array(6).fill(LINE) } }],
    ['an implied policy', { signaturePolicy: 'implied' }],
    ['a policy with an address', policy({ uri: 'https://policy.example/1' })],
    [
      'a notice of an organization with numbers',
      policy({ userNotice: { organization: '甲', noticeNumbers: [1] } }),
    ],
    ['a document specification', policy({ documentSpecification: { kind: 'oid', oid: '1.2.392.2' } })],
    ['an attribute certificate', { signerAttributes: { attributeCertificates: [NULL] } }],
  ])('may be %s', (_, statements) => {
    expect(() => assertStatements(statements)).not.toThrow();
  });

  it.each<readonly [string, SealerStatements]>([
    ['no media type', { mimeType: 'text' }],
    ['two kinds of content at once', { mimeType: 'text/plain', contentHints: { contentType: '1.2' } }],
    ['a commitment without an identifier', { commitmentTypes: ['approval'] }],
    ['an identifier with a leading zero', { commitmentTypes: ['1.02.3'] }],
    [
      'a qualifier cut off',
      { commitmentTypes: [{ oid: '1.2', qualifiers: [{ oid: '2.5', value: NULL.subarray(1) }] }] },
    ],
    ['seven lines of an address', { signerLocation: { postalAddress: Array(7).fill(LINE) } }],
    ['no line of an address', { signerLocation: { postalAddress: [] } }],
    ['an empty location', { signerLocation: {} }],
    [
      'a policy digest of another length',
      policy({ digest: { algorithm: 'SHA-512', value: new Uint8Array(32) } }),
    ],
    ['a policy address beyond ASCII', policy({ uri: 'https://規程.example' })],
    ['an empty notice', policy({ userNotice: {} })],
    ['notice numbers of nobody', policy({ userNotice: { explicitText: '乙', noticeNumbers: [1] } })],
    ['a specification that is no identifier', policy({ documentSpecification: { kind: 'oid', oid: '3.1' } })],
    ['a specification beyond ASCII', policy({ documentSpecification: { kind: 'uri', uri: '規程' } })],
    ['empty attributes of the sealer', { signerAttributes: {} }],
    [
      'two elements as one attribute certificate',
      { signerAttributes: { attributeCertificates: [Uint8Array.of(5, 0, 5, 0)] } },
    ],
    ['hints at no type', { contentHints: { contentType: '' } }],
    [
      'a reference to no type',
      { contentReference: { contentType: 'data', contentIdentifier: NULL, signatureValue: NULL } },
    ],
  ])('must not be %s', (_, statements) => {
    expect(() => assertStatements(statements)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });
});

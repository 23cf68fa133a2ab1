import { fromBase64, toBase64 } from '@eseal/core';
import { parseSignedData } from '@eseal/core/cms';
import { describe, expect, it } from 'vitest';
import { digest } from '../../digests.ts';
import { ECDSA_SHA256, openTestRssp, SHA256, type TestRssp } from '../test-rssp.ts';

const CONTENT = new TextEncoder().encode('請求書');
const DOCUMENT = toBase64(CONTENT);
const HASH = toBase64(await digest('SHA-256', CONTENT));
const TERMS = { signature_format: 'C', conformance_level: 'Ades-B-B', signAlgo: ECDSA_SHA256 };
const AS_DOCUMENT = { documents: [{ document: DOCUMENT, ...TERMS }] };
const AS_DIGEST = { documentDigests: [{ hashes: [HASH], hashAlgorithmOID: SHA256, ...TERMS }] };

/** A call with a SAD for the digest of the document. */
async function signDoc(service: TestRssp, more: Record<string, unknown>, credentialID = 'seal-pin') {
  const SAD = await service.sad(credentialID, [HASH]);
  return service.call('signatures/signDoc', { credentialID, SAD, ...more });
}

describe('signatures/signDoc', () => {
  it.each([
    ['a document', AS_DOCUMENT, 'DocumentWithSignature', true],
    [
      'a document that stays outside',
      { documents: [{ document: DOCUMENT, ...TERMS, signed_envelope_property: 'Detached' }] },
      'SignatureObject',
      false,
    ],
    ['a digest', AS_DIGEST, 'SignatureObject', false],
    [
      'a digest that is no list',
      { documentDigests: [{ ...AS_DIGEST.documentDigests[0], hashes: HASH }] },
      'SignatureObject',
      false,
    ],
    [
      'the digest of a PDF',
      { documentDigests: [{ ...AS_DIGEST.documentDigests[0], signature_format: 'P' }] },
      'SignatureObject',
      false,
    ],
  ] as const)('seals %s', async (_what, more, member, isInside) => {
    const service = await openTestRssp('v2');
    const { status, body } = await signDoc(service, more);
    expect([status, Object.keys(body)]).toEqual([200, [member]]);
    const [seal] = Object(body[member]);
    const { content, signerInfos, certificates } = parseSignedData(fromBase64(seal) ?? new Uint8Array());
    expect([content !== undefined, signerInfos.length, certificates.length]).toEqual([isInside, 1, 2]);
  });

  it('adds a timestamp where the level says so, and validation data when asked', async () => {
    const service = await openTestRssp('v2');
    const level = { documents: [{ ...AS_DOCUMENT.documents[0], conformance_level: 'AdES-B-T' }] };
    const { body } = await signDoc(service, { ...level, returnValidationInfo: true });
    expect(body.validationInfo).toMatchObject({ crl: [expect.any(String), expect.any(String)] });
    const [seal] = Object(body.DocumentWithSignature);
    expect(Object(seal).length).toBeGreaterThan(4000);
  });

  it('keeps the result in the asynchronous mode', async () => {
    const service = await openTestRssp('v2', { settings: { pollsUntilDone: 0 } });
    const { body } = await signDoc(service, { ...AS_DOCUMENT, operationMode: 'A' });
    const done = await service.call('signatures/signPolling', { requestID: body.responseID });
    expect(Object.keys(done.body)).toEqual(['DocumentWithSignature']);
  });

  it('finds the credential by its qualifier', async () => {
    const service = await openTestRssp('v2');
    const more = { ...AS_DIGEST, signatureQualifier: 'jp_mic_aeseal', SAD: 'x' };
    expect(await service.refusal('signatures/signDoc', more)).toContain('Invalid parameter SAD');
    const other = { ...more, signatureQualifier: 'x' };
    expect(await service.refusal('signatures/signDoc', other)).toContain(
      'Invalid parameter signatureQualifier',
    );
  });

  const [byDocument] = AS_DOCUMENT.documents;
  const [byDigest] = AS_DIGEST.documentDigests;
  it.each<[what: string, more: Record<string, unknown>, refusal: string]>([
    [
      'another document',
      { documents: [{ ...byDocument, document: 'AAAA' }] },
      '403 invalid_hash: documentDigests or documents are not authorized by the SAD',
    ],
    [
      'another digest',
      { documentDigests: [{ ...byDigest, hashes: [btoa('x'.repeat(32))] }] },
      '400 invalid_request: documentDigests or documents are not authorized by the SAD',
    ],
    [
      'documents beside digests',
      { ...AS_DOCUMENT, ...AS_DIGEST },
      '400 invalid_request: Both documentDigests and documents parameters passed',
    ],
    ['nothing', {}, '400 invalid_request: Empty documentDigests and documents objects'],
    [
      'documents that are no list',
      { documents: byDocument },
      '400 invalid_request: Invalid array parameter documents',
    ],
    [
      'digests that are no list',
      { documentDigests: byDigest },
      '400 invalid_request: Invalid object parameter documentDigests',
    ],
    [
      'a document that is no Base64',
      { documents: [{ ...byDocument, document: '*' }] },
      '400 invalid_request: Invalid Base64 documents string parameter',
    ],
    [
      'a digest that is no Base64',
      { documentDigests: [{ ...byDigest, hashes: ['*'] }] },
      '400 invalid_request: Invalid Base64 hashes string parameter',
    ],
    [
      'a digest of another algorithm',
      { documentDigests: [{ ...byDigest, hashAlgorithmOID: '2.16.840.1.101.3.4.2.2' }] },
      '400 invalid_request: String parameter hashAlgorithmOID contradicts with signAlgo parameter',
    ],
    [
      'no format',
      { documents: [{ ...byDocument, signature_format: undefined }] },
      '400 invalid_request: Missing (or invalid type) string parameter signature_format',
    ],
    [
      'a format it does not make',
      { documents: [{ ...byDocument, signature_format: 'X' }] },
      '400 invalid_request: Invalid parameter signature_format',
    ],
    [
      'a level it does not reach',
      { documents: [{ ...byDocument, conformance_level: 'Ades-B-LTA' }] },
      '400 invalid_request: Invalid parameter conformance_level',
    ],
    [
      'a place of another format',
      { documents: [{ ...byDocument, signed_envelope_property: 'Enveloped' }] },
      '400 invalid_request: Invalid parameter signed_envelope_property',
    ],
    [
      'an attribute without value',
      { documents: [{ ...byDocument, signed_props: [{ attribute_name: 'mime-type' }] }] },
      '400 invalid_request: Invalid parameter signed_props mime-type',
    ],
    [
      'an unknown attribute',
      { documents: [{ ...byDocument, signed_props: [{ attribute_name: 'x', attribute_value: 'AA==' }] }] },
      '400 invalid_request: Invalid parameter signed_props x',
    ],
  ])('refuses %s', async (_what, more, refusal) => {
    const service = await openTestRssp('v2');
    const { status, body } = await signDoc(service, more);
    expect(`${status} ${body.error}: ${body.error_description}`).toBe(refusal);
  });
});

import { toBase64 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { hashOf, openTestRssp, SHA256 } from '../test-rssp.ts';

const service = await openTestRssp('v2', { credentials: [] });
const certificates = service.rssp.world.chain.map(toBase64);

describe('validates/validSign', () => {
  it('answers for bytes that bear no seal', async () => {
    const { body } = await service.call('validates/validSign', {
      documents: [{ document: toBase64(new Uint8Array(9)) }],
    });
    expect(body).toEqual({ results: [{ index: 0, signatures: [] }] });
  });

  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{}, 'Either documents or signatures is wanted'],
    [{ documents: [], signatures: [] }, 'Either documents or signatures is wanted'],
    [{ documents: [] }, 'Empty documents array'],
    [{ documents: 'x' }, 'Missing (or invalid type) array parameter documents'],
    [{ documents: [{ document: '*' }] }, 'Invalid Base64 documents string parameter'],
    [{ documents: [{}] }, 'Invalid Base64 documents string parameter'],
    [{ signatures: [{ signature: 'MAA=', hashes: [hashOf(1)] }] }, 'Invalid parameter hashAlgorithmOID'],
    [
      { signatures: [{ signature: 'MAA=', hashes: ['AAAA'], hashAlgorithmOID: SHA256 }] },
      'Invalid digest value length',
    ],
    [{ documents: [{ document: 'MAA=' }], report: 'all' }, 'Invalid parameter report'],
    [{ documents: [{ document: 'MAA=' }], validationTime: 'soon' }, 'Invalid parameter validationTime'],
  ])('refuses %j', async (body, description) => {
    expect(await service.refusal('validates/validSign', body)).toBe(`400 invalid_request: ${description}`);
  });
});

describe('validates/validCert', () => {
  it('gives what its verdict rests on where it is asked to', async () => {
    const { body } = await service.call('validates/validCert', { certificates, returnValidationInfo: true });
    expect(body).toMatchObject({
      ...{ status: 'valid', indication: 'PASSED' },
      validationInfo: { ocsp: expect.arrayContaining([expect.any(String)]), certificates: expect.any(Array) },
    });
  });

  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{}, 'Missing (or invalid type) array parameter certificates'],
    [{ certificates: [] }, 'Missing (or invalid type) array parameter certificates'],
    [{ certificates: ['*'] }, 'Invalid Base64 certificates string parameter'],
    [{ certificates, usage: 'all' }, 'Invalid parameter usage'],
  ])('refuses %j', async (body, description) => {
    expect(await service.refusal('validates/validCert', body)).toBe(`400 invalid_request: ${description}`);
  });

  it('says of bytes that are no certificate that they are none', async () => {
    const { body } = await service.call('validates/validCert', { certificates: ['MAA='] });
    expect(body).toMatchObject({ status: 'unknown', indication: 'FAILED', subIndication: 'FORMAT_FAILURE' });
  });
});

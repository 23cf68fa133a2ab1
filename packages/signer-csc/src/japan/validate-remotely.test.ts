import { seal } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import { pades } from '@eseal/formats/pades';
import { createMockSigner, flipBit, smallPdf } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { createCscClient } from '../client/create-client.ts';
import { external } from '../use-authentication/external.ts';
import { compareWithLocal } from './compare-with-local.ts';
import { answering, callsOf, NOW, openJapaneseService } from './test-japan.ts';
import { validateCertificateRemotely, validateRemotely } from './validate-remotely.ts';

const service = await openJapaneseService();
const { world } = service.rssp;
const signer = createMockSigner(world.seal);
const sealed = await sealedBytes(smallPdf(), 'enveloped');

async function sealedBytes(document: Uint8Array, kind: 'enveloped' | 'detached'): Promise<Uint8Array> {
  const options = { signer, now: () => NOW };
  const sealed =
    kind === 'enveloped'
      ? await seal(document, { ...options, format: pades() })
      : await seal(document, { ...options, format: cades() });
  return sealed.toBytes();
}

describe('validation by a service', () => {
  it('tells of each document what the service thinks of its seals', async () => {
    const documents = [{ document: sealed, format: 'P' }, { document: smallPdf() }] as const;
    const answer = await validateRemotely(service.client, { kind: 'documents', documents }, { report: true });
    expect(answer.documents.map((verdicts) => verdicts.length)).toEqual([1, 0]);
    const [[verdict] = []] = answer.documents;
    expect(verdict).toMatchObject({
      indication: 'TOTAL-PASSED',
      kind: 'unknown',
      level: 'AdES-B-B',
      coverage: 'whole',
    });
    expect(verdict?.signerCertificate?.raw).toEqual(world.seal.certificate);
    expect(new TextDecoder().decode(answer.report)).toContain('ValidationReport');
  });

  it('differs from the SDK where it does, and the SDK decides', async () => {
    const broken = flipBit(sealed, 200);
    const documents = [{ document: broken }];
    const { documents: [verdicts = []] = [] } = await validateRemotely(service.client, {
      kind: 'documents',
      documents,
    });
    expect(verdicts).toMatchObject([{ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' }]);
    const local = { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' } as const;
    expect(compareWithLocal([local], verdicts)).toEqual([]);
    expect(compareWithLocal([{ indication: 'TOTAL-PASSED' }], verdicts)).toHaveLength(2);
  });

  it('needs digests only for a seal that stands beside its document', async () => {
    const document = new TextEncoder().encode('請求書');
    const signature = await sealedBytes(document, 'detached');
    const hash = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', document));
    const ask = async (hashes: readonly Uint8Array[]) => {
      const signatures = [{ signature, hashes, digestAlgorithm: 'SHA-256' }] as const;
      return (await validateRemotely(service.client, { kind: 'signatures', signatures })).documents;
    };
    expect(await ask([hash])).toMatchObject([[{ indication: 'TOTAL-PASSED' }]]);
    expect(await ask([new Uint8Array(32)])).toMatchObject([[{ indication: 'TOTAL-FAILED' }]]);
    const [{ request } = { request: {} }] = callsOf(service, 'validates/validSign').slice(-1);
    expect(JSON.stringify(request)).not.toContain('documents');
  });

  it.each<[string, (body: Record<string, unknown>) => unknown]>([
    ['of another number of documents', (body) => ({ ...body, results: [] })],
    [
      'with another indication',
      (body) => ({ ...body, results: [{ index: 0, signatures: [{ indication: 'FINE' }] }] }),
    ],
    ['of another document', (body) => ({ ...body, results: [{ index: 7, signatures: [] }] })],
    ['with a report that is none', (body) => ({ ...body, report: '*' })],
    [
      'with a certificate that is none',
      (body) => ({
        ...body,
        results: [{ index: 0, signatures: [{ indication: 'TOTAL-PASSED', signerCertificate: 'AAAA' }] }],
      }),
    ],
  ])('takes no answer %s', async (_name, change) => {
    const token = service.rssp.token({ user: 'keiri' });
    const client = createCscClient({
      baseUrl: service.rssp.urls.v2,
      transport: answering(service, 'validates/validSign', change),
      authentication: external(async () => token),
    });
    const asked = validateRemotely(client, { kind: 'documents', documents: [{ document: sealed }] });
    await expect(asked).rejects.toMatchObject({ code: 'CSC_ANSWER_INVALID' });
  });
});

describe('a certificate at a service', () => {
  it('is valid for what it is for', async () => {
    expect(await validateCertificateRemotely(service.client, world.chain)).toMatchObject({
      status: 'valid',
      indication: 'PASSED',
      checkedAt: NOW,
      trustAnchor: { raw: world.root.certificate },
    });
    const stamping = await validateCertificateRemotely(service.client, world.chain, { usage: 'tsa' });
    expect(stamping.indication).not.toBe('PASSED');
  });

  it('is expired later, and unknown to who does not know its issuer', async () => {
    const validationTime = new Date('2036-01-01T00:00:00Z');
    expect(await validateCertificateRemotely(service.client, world.chain, { validationTime })).toMatchObject({
      status: 'expired',
    });
    const elsewhere = await openJapaneseService();
    const foreign = await validateCertificateRemotely(service.client, elsewhere.rssp.world.chain);
    expect(foreign).toMatchObject({ status: 'unknown', indication: 'INDETERMINATE' });
  });

  it('is asked about at no service that does not name the method', async () => {
    const token = service.rssp.token({ user: 'keiri' });
    const client = createCscClient({
      baseUrl: service.rssp.urls.v2,
      transport: answering(service, 'info', (body) => ({ ...body, methods: ['info'] })),
      authentication: external(async () => token),
    });
    const asked = validateCertificateRemotely(client, world.chain);
    await expect(asked).rejects.toMatchObject({ code: 'CSC_METHOD_MISSING' });
  });
});

/** Seals raised with tokens, answers and lists of other programs, and what is made of altered ones. */
import {
  augment,
  type DocumentSource,
  type MaterialSource,
  type PreparedDocument,
  type SealFormat,
  seal,
} from '@eseal/core';
import type { HttpResponse, Transport } from '@eseal/core/http';
import { createTimestampClient } from '@eseal/core/timestamp';
import { parseCertificate } from '@eseal/core/x509';
import { cades } from '@eseal/formats/cades';
import { pades } from '@eseal/formats/pades';
import { createPkcs8Signer } from '@eseal/signer-webcrypto';
import { flipBit, smallPdf } from '@eseal/testkit';
import { createMaterialSource, type MaterialSourceOptions, validate } from '@eseal/validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireJudge, suiteFor } from '../judges.ts';
import { createWorkbench } from '../lib/workbench.ts';
import { installCertomancer, startCertomancer } from './certomancer.ts';
import { startOpensslPki } from './openssl-pki.ts';
import type { OutsidePki, OutsideSeal } from './outside-pki.ts';

const PKIS = [
  { name: 'openssl ca, ocsp and ts', start: startOpensslPki },
  {
    name: 'certomancer',
    start: async (openssl: string, bench: ReturnType<typeof createWorkbench>) =>
      startCertomancer(await installCertomancer(), openssl, bench),
  },
] as const;

describe.each(PKIS)('the services of $name', ({ start }) => {
  suiteFor(['openssl', 'python3'], 'running', () => {
    const bench = createWorkbench();
    let pki: OutsidePki;
    beforeAll(async () => {
      pki = await start(requireJudge('openssl'), bench);
    });
    afterAll(async () => {
      await pki?.[Symbol.asyncDispose]();
      bench[Symbol.dispose]();
    });

    it('raise CAdES to B-LTA, which then needs no network', async () => {
      await expectSelfContained(pki, cades({ packaging: 'attached' }), new TextEncoder().encode('請求書'));
    });

    it('raise PAdES to B-LTA, which then needs no network', async () => {
      await expectSelfContained(pki, pades(), smallPdf());
    });

    it('give lists where their responder is not asked', async () => {
      const material = await collectFor(pki, pki.seal, { transport: refusing(pki.transport, '/ocsp') });
      expect(material.crls.length).toBe(2);
      expect(material.ocspResponses).toEqual([]);
    });

    it('say that a certificate is revoked, by answer and by list', async () => {
      for (const part of ['/ocsp', 'crl']) {
        const transport = refusing(pki.transport, part);
        await expect(collectFor(pki, pki.revoked, { transport })).rejects.toMatchObject({
          code: 'MATERIAL_UNTRUSTED',
          message: expect.stringContaining('was revoked'),
        });
      }
    });

    it('count for nothing when one bit of their answers is altered', async () => {
      await expect(collectFor(pki, pki.seal, { transport: altering(pki.transport) })).rejects.toMatchObject({
        code: 'MATERIAL_MISSING',
      });
    });
  });
});

/** Seals at B-T, raises to B-LTA, and validates both without network: only the one that was raised passes. */
async function expectSelfContained<Prepared extends PreparedDocument>(
  pki: OutsidePki,
  format: SealFormat<Prepared>,
  document: DocumentSource,
): Promise<void> {
  const { key, chain } = pki.seal;
  const signer = await createPkcs8Signer({ privateKey: new TextEncoder().encode(key), certificates: chain });
  const timestamps = timestampsOf(pki);
  const sealed = await (await seal(document, { signer, format, adesLevel: 'B-T', timestamps })).toBytes();
  const raised = await augment(sealed, { format, adesLevel: 'B-LTA', timestamps, material: materialOf(pki) });
  const report = await validate(await raised.toBytes(), { trust: [pki.root] });
  expect(report.conclusion).toEqual({ indication: 'TOTAL-PASSED' });
  expect(report.seals.map(({ adesLevel }) => adesLevel)).toEqual(['B-LTA']);
  const before = await validate(sealed, { trust: [pki.root] });
  expect(before.conclusion.indication).not.toBe('TOTAL-PASSED');
}

const timestampsOf = ({ tsa, transport }: OutsidePki) => createTimestampClient({ url: tsa, transport });

function materialOf(pki: OutsidePki, options: Partial<MaterialSourceOptions> = {}): MaterialSource {
  return createMaterialSource({ trust: [pki.root], transport: pki.transport, ...options });
}

/** The material of a seal made a moment ago. */
function collectFor(pki: OutsidePki, { chain }: OutsideSeal, options: Partial<MaterialSourceOptions>) {
  const subject = { role: 'seal', certificate: parseCertificate(chain[0]), time: new Date() } as const;
  const present = { certificates: chain, crls: [], ocspResponses: [] };
  return materialOf(pki, options).collect({ subjects: [subject], present });
}

/** Services of which one kind does not answer. */
function refusing(transport: Transport, part: string): Transport {
  return async (request, options) =>
    request.url.includes(part)
      ? { status: 503, headers: {}, body: new Uint8Array() }
      : transport(request, options);
}

/** Services whose answers have another bit near their end: one of a signature, of a list, a responder or its certificate. */
function altering(transport: Transport): Transport {
  return async (request, options): Promise<HttpResponse> => {
    const response = await transport(request, options);
    return { ...response, body: flipBit(response.body, -40) };
  };
}

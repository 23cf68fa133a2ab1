/** Seals as programs made them before PAdES, with SubFilter adbe.pkcs7.detached, raised (ISO 32000-2 §12.8.3.3). */
import { equalBytes } from '@eseal/core';
import { context, encode, OID, objectIdentifier, octetString, sequence, time } from '@eseal/core/asn1';
import { attribute, encodeSignedAttributes } from '@eseal/core/cms';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { createMockSigner, flipBit, indexOfBytes, smallPdf } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSignedData } from '../cades/signed-data.ts';
import { createTestMaterialSource } from '../cades/test-material.ts';
import { layOutSignature } from './lay-out.ts';
import { pades } from './pades.ts';
import { digestLayout, embedContents } from './parse/byte-range.ts';
import { parsePades } from './parse/parse.ts';
import { pdfName } from './pdf/objects.ts';
import { PdfReader } from './pdf/reader.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

let sealer: TestSealer;
let timestamps: TimestampSource;
beforeAll(async () => {
  sealer = await createTestSealer();
  const { world } = sealer;
  timestamps = createTimestampClient({
    url: world.urls.tsa,
    transport: world.transport,
    now: () => world.now,
  });
});

/** A seal of Acrobat: a signing-time, no reference to its certificate, revocation data under the signature. */
async function sealLegacy(revocation: readonly Uint8Array[] = []): Promise<Uint8Array> {
  const { now, seal } = sealer.world;
  const reader = await PdfReader.open(await smallPdf());
  const layout = await layOutSignature(reader, {
    kind: 'seal',
    entries: [
      ['Type', pdfName('Sig')],
      ['Filter', pdfName('Adobe.PPKLite')],
      ['SubFilter', pdfName('adbe.pkcs7.detached')],
    ],
    room: 8000,
    field: {},
    extensions: [],
    time: now,
  });
  const archival = sequence([context(1, [sequence(revocation)])]);
  const dataToBeSigned = encodeSignedAttributes([
    attribute(OID.contentType, [objectIdentifier(OID.data)]),
    attribute(OID.messageDigest, [octetString(await digestLayout('SHA-256', layout))]),
    attribute(OID.signingTime, [time(now)]),
    ...(revocation.length > 0 ? [attribute(OID.adobeRevocationInfoArchival, [archival])] : []),
  ]);
  const signer = createMockSigner(seal);
  const [algorithm = 'ecdsa-sha256'] = signer.algorithms;
  const [signatureValue = new Uint8Array()] = await signer.sign([{ dataToBeSigned, algorithm }]);
  const [certificate] = signer.certificates;
  const parts = { algorithm, certificate, certificates: signer.certificates };
  const cms = buildSignedData({ ...parts, signedAttributes: dataToBeSigned, signatureValue });
  return embedContents(layout, encode(cms)).toBytes();
}

describe('a seal of before PAdES', () => {
  it('is raised by the updates that other seals are', async () => {
    const material = createTestMaterialSource(sealer.world);
    const legacy = await sealLegacy();
    const context = { timestamps: [timestamps], material };
    const formAt = async (adesLevel: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA') => {
      const raised = await (await pades().augment(legacy, { ...context, adesLevel })).toBytes();
      expect(equalBytes(raised.subarray(0, legacy.length), legacy)).toBe(true);
      return (await parsePades(raised)).signatures.map(({ format, form }) => `${format} ${form}`);
    };
    expect(await formAt('B-B')).toEqual(['PKCS7 NOT-ETSI']);
    expect(await formAt('B-T')).toEqual(['PKCS7 T']);
    expect(await formAt('B-LT')).toEqual(['PKCS7 LT']);
    expect(await formAt('B-LTA')).toEqual(['PKCS7 A']);
  });

  it('has its own revocation data known to be there, and put where levels want them', async () => {
    const { certificates, ...found } = await createTestMaterialSource(sealer.world).collect({
      subjects: [
        { role: 'seal', certificate: createMockSigner(sealer.world.seal).certificates[0], time: new Date() },
      ],
      present: { certificates: [], crls: [], ocspResponses: [] },
    });
    const legacy = await sealLegacy(found.ocspResponses);
    const material = createTestMaterialSource(sealer.world);
    const context = { adesLevel: 'B-LT', timestamps: [timestamps], material } as const;
    const raised = await (await pades().augment(legacy, context)).toBytes();
    const [request] = material.requests;
    expect(request?.present.ocspResponses).toEqual(found.ocspResponses);
    const [answer = new Uint8Array()] = found.ocspResponses;
    expect(indexOfBytes(raised.subarray(legacy.length), answer)).toBeGreaterThan(0);
    expect((await parsePades(raised)).signatures.map(({ form }) => form)).toEqual(['LT']);
  });

  it('is refused when it is broken', async () => {
    const legacy = await sealLegacy();
    const page = indexOfBytes(legacy, new TextEncoder().encode('/MediaBox'));
    const raising = pades().augment(flipBit(legacy, page + 1), {
      adesLevel: 'B-T',
      timestamps: [timestamps],
    });
    await expect(raising).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
  });
});

import { seal, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { createTimestampClient } from '@eseal/core/timestamp';
import { parseCertificate } from '@eseal/core/x509';
import { cades } from '@eseal/formats/cades';
import { createGoodWorld, createMockSigner, flipBit, indexOfBytes } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { checkCms, type ExpectedCms } from './check-cms.ts';

const world = await createGoodWorld({ key: 'p256' });
const now = () => world.clock.now();
const document = utf8('an invoice');
const timestamps = createTimestampClient({ url: world.urls.tsa, transport: world.transport, now });
const signer = createMockSigner(world.seal);
const [certificate, other] = world.chain.map(parseCertificate);

async function sealed(packaging: 'attached' | 'detached', adesLevel: 'B-B' | 'B-T' = 'B-B') {
  const made = await seal(document, { signer, format: cades({ packaging }), adesLevel, timestamps, now });
  return made.toBytes();
}

const expected = (changes: Partial<ExpectedCms> = {}): ExpectedCms => ({
  content: { kind: 'bytes', bytes: document },
  certificate,
  adesLevel: 'B-B',
  ...changes,
});

const digest = {
  kind: 'digest',
  algorithm: 'SHA-256',
  digest: await digestBytes('SHA-256', document),
} as const;

describe.each(['attached', 'detached'] as const)('a CMS signature (%s)', (packaging) => {
  it('holds for the document, for its digest, and for a service that chooses the key', async () => {
    const cms = await sealed(packaging);
    for (const changes of [{}, { content: digest }, { certificate: undefined }])
      expect(await checkCms(cms, expected(changes))).toMatchObject({
        kind: 'intact',
        certificate: { raw: certificate?.raw },
      });
  });

  it.each<[string, Partial<ExpectedCms>, string]>([
    ['another document', { content: { kind: 'bytes', bytes: utf8('another invoice') } }, 'content'],
    ['another digest', { content: { ...digest, digest: new Uint8Array(32) } }, 'content'],
    ['a digest of another algorithm', { content: { ...digest, algorithm: 'SHA-512' } }, 'content'],
    ['another certificate', { certificate: other }, 'certificate'],
    ['a level with timestamp', { adesLevel: 'B-T' }, 'timestamp'],
    ['a level above', { adesLevel: 'B-LTA' }, 'timestamp'],
  ])('does not hold for %s', async (_name, changes, problem) => {
    expect(await checkCms(await sealed(packaging), expected(changes))).toEqual({ kind: 'broken', problem });
  });

  it('does not hold with a bit flipped in its value, its message digest or its reference to the certificate', async () => {
    const cms = await sealed(packaging);
    const reference = await digestBytes('SHA-256', certificate?.raw ?? new Uint8Array());
    const problemAt = async (at: number) => {
      const check = await checkCms(flipBit(cms, at), expected());
      return check.kind === 'broken' ? check.problem : undefined;
    };
    for (let at = cms.length - 60; at < cms.length; at++) expect(await problemAt(at)).toBe('value');
    expect(await problemAt(indexOfBytes(cms, digest.digest))).toBe('content');
    expect(await problemAt(indexOfBytes(cms, reference))).toBe('certificate');
  });
});

describe('a CMS signature with timestamp', () => {
  it('holds at B-T, and not with a token over another value', async () => {
    const cms = await sealed('detached', 'B-T');
    expect(await checkCms(cms, expected({ adesLevel: 'B-T' }))).toMatchObject({ kind: 'intact' });
    const broken = flipBit(cms, -1);
    expect(await checkCms(broken, expected({ adesLevel: 'B-T' }))).toEqual({
      kind: 'broken',
      problem: 'timestamp',
    });
  });

  it('is nothing else', async () => {
    expect(await checkCms(utf8('no CMS'), expected())).toEqual({ kind: 'broken', problem: 'unreadable' });
  });
});

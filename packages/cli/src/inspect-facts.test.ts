import { parseTimestampToken } from '@eseal/core/timestamp';
import { parseCertificate } from '@eseal/core/x509';
import { createGoodWorld } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateFacts, containerFacts, responseFacts } from './inspect-facts.ts';

const world = await createGoodWorld();
const unreadable = Uint8Array.of(0x30, 0x03, 0x02, 0x01);

describe('facts for eseal inspect', () => {
  it('are what a certificate says', () => {
    expect(certificateFacts(parseCertificate(world.seal.certificate))).toMatchObject({
      subject: expect.stringContaining('株式会社サンプル'),
      issuer: expect.stringContaining('eSeal Test Issuing CA'),
      serialNumber: expect.stringMatching(/^[0-9a-f]+$/),
      notAfter: expect.stringMatching(/Z$/),
      key: 'ec 256',
    });
  });

  it('say which tokens cannot be read, and why', () => {
    const token = { id: 'T-1', type: 'document', token: unreadable, input: undefined } as const;
    const facts = containerFacts({ format: 'pades', signatures: [], timestamps: [token], findings: [] });
    expect(() => parseTimestampToken(unreadable)).toThrow();
    expect(facts.timestamps).toEqual([{ id: 'T-1', type: 'document', unreadable: expect.any(String) }]);
  });

  it('are why an authority refused', () => {
    const refusal = { status: 'rejection', failures: ['badAlg'], statusText: '', token: undefined } as const;
    expect(responseFacts(refusal)).toEqual({
      kind: 'timestamp response',
      status: 'rejection',
      failures: 'badAlg',
      statusText: null,
    });
  });
});

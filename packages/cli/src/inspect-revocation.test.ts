import { parseCrl, parseOcspResponse } from '@eseal/core/revocation';
import {
  certificateId,
  createGoodWorld,
  issueCrl,
  issueOcspResponse,
  type SingleAnswer,
} from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { crlFacts, ocspFacts } from './inspect-revocation.ts';

const NOW = new Date('2026-11-01T00:00:00Z');
const LATER = new Date('2026-11-08T00:00:00Z');
const world = await createGoodWorld({ now: NOW });

describe('facts about CRLs', () => {
  const template = {
    issuer: world.issuingCa,
    revocations: [],
    thisUpdate: NOW,
    nextUpdate: LATER,
    number: 42,
  };

  it('count the entries', async () => {
    const revocations = [1, 2, 3].map((number) => ({ serialNumber: Uint8Array.of(number), at: NOW }));
    expect(crlFacts(parseCrl(await issueCrl({ ...template, revocations })))).toMatchObject({ revoked: 3 });
    expect(crlFacts(parseCrl(await issueCrl(template)))).toMatchObject({ revoked: 0 });
  });

  it('name the limits that are set, and none of a list without', async () => {
    const crl = parseCrl(await issueCrl(template));
    const issuingDistributionPoint = {
      distributionPoint: undefined,
      onlyContainsUserCerts: true,
      onlyContainsCACerts: false,
      onlySomeReasons: Uint8Array.of(0x40),
      indirectCRL: false,
      onlyContainsAttributeCerts: false,
    };
    const limited = crlFacts({ ...crl, issuingDistributionPoint });
    expect(limited).toMatchObject({ onlyContainsUserCerts: true, onlySomeReasons: '40' });
    expect(limited).not.toHaveProperty('indirectCRL');
    expect(crlFacts(crl)).not.toHaveProperty('onlySomeReasons');
  });
});

describe('facts about OCSP responses', () => {
  async function facts(status: SingleAnswer['status']) {
    const certificate = await certificateId(world.seal);
    const encoded = await issueOcspResponse({
      responder: world.ocsp,
      producedAt: NOW,
      answers: [{ certificate, status, thisUpdate: NOW, nextUpdate: undefined }],
      extensions: [],
      certificates: [world.ocsp.certificate],
    });
    return ocspFacts(parseOcspResponse(encoded));
  }

  it('say when and why a certificate was revoked, and neither of a good one', async () => {
    expect(await facts({ kind: 'revoked', at: NOW, reason: 'superseded' })).toMatchObject({
      answers: [{ status: 'revoked', revocationTime: NOW.toISOString(), reason: 'superseded' }],
    });
    const good = await facts({ kind: 'good' });
    expect(good).toMatchObject({ answers: [{ status: 'good', nextUpdate: null }] });
    expect(good).not.toHaveProperty('answers[0].revocationTime');
    expect(good).not.toHaveProperty('answers[0].reason');
  });

  it('are the status alone when there is no answer', () => {
    const refusal = parseOcspResponse(Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x06));
    expect(ocspFacts(refusal)).toEqual({ kind: 'OCSP response', status: refusal.status });
  });
});

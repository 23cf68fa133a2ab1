import {
  certificateId,
  createGoodWorld,
  issueOcspResponse,
  type OcspResponseTemplate,
  type SingleAnswer,
} from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import * as OID from '../asn1/oids.ts';
import { element, encode, generalizedTime, objectIdentifier, octetString, sequence } from '../asn1/writer.ts';
import { parseOcspResponse } from './ocsp-response.ts';
import { expectCodedErrorsOnly } from './test-damage.ts';

const NOW = new Date('2026-11-01T00:00:00Z');

async function issue(answer: Partial<SingleAnswer> = {}, changes: Partial<OcspResponseTemplate> = {}) {
  const world = await createGoodWorld({ now: NOW });
  const answers = [
    {
      certificate: await certificateId(world.seal),
      status: { kind: 'good' },
      thisUpdate: NOW,
      nextUpdate: undefined,
      ...answer,
    } as const,
  ];
  const responder = world.ocsp;
  const usual = {
    responder,
    producedAt: NOW,
    answers,
    extensions: [],
    certificates: [responder.certificate],
  };
  return { world, encoded: await issueOcspResponse({ ...usual, ...changes }) };
}

describe('parseOcspResponse', () => {
  it('reads who answers, when, about what, and how it is signed', async () => {
    const { world, encoded } = await issue({ nextUpdate: new Date('2026-11-02T00:00:00Z') });
    const { raw, status, basic } = parseOcspResponse(encoded);
    expect(raw).toBe(encoded);
    expect(status).toBe('successful');
    expect(basic).toMatchObject({
      responderId: { kind: 'by-key' },
      producedAt: NOW,
      nonce: undefined,
      certificates: [world.ocsp.certificate],
      responses: [
        {
          certId: { digestAlgorithm: 'SHA-1', serialNumber: world.seal.serialNumber },
          status: { kind: 'good' },
          thisUpdate: NOW,
          nextUpdate: new Date('2026-11-02T00:00:00Z'),
          archiveCutoff: undefined,
          certHash: undefined,
        },
      ],
    });
  });

  it('reads responders by name, revocations and answers of unknown', async () => {
    const at = new Date('2026-10-01T00:00:00Z');
    const revoked = await issue(
      { status: { kind: 'revoked', at, reason: 'superseded' } },
      { responderId: 'name' },
    );
    const { basic } = parseOcspResponse(revoked.encoded);
    expect(basic?.responderId).toMatchObject({ kind: 'by-name', name: { raw: revoked.world.ocsp.subject } });
    expect(basic?.responses[0]?.status).toEqual({
      kind: 'revoked',
      revocationTime: at,
      reason: 'superseded',
    });
    const unreasoned = parseOcspResponse((await issue({ status: { kind: 'revoked', at } })).encoded);
    expect(unreasoned.basic?.responses[0]?.status).toMatchObject({ reason: 'unspecified' });
    const unknown = parseOcspResponse((await issue({ status: { kind: 'unknown' } })).encoded);
    expect(unknown.basic?.responses[0]?.status).toEqual({ kind: 'unknown' });
  });

  it('reads archiveCutoff and certHash, and the digest of the latter when it is known', async () => {
    const since = new Date('2020-01-01T00:00:00Z');
    const certificateHash = new Uint8Array(32).fill(3);
    const hash = (oid: string) => ({
      oid: OID.certHash,
      critical: false,
      value: encode(sequence([sequence([objectIdentifier(oid)]), octetString(certificateHash)])),
    });
    const cutoff = { oid: OID.ocspArchiveCutoff, critical: false, value: encode(generalizedTime(since)) };
    const known = await issue({ extensions: [cutoff, hash('2.16.840.1.101.3.4.2.1')] });
    expect(parseOcspResponse(known.encoded).basic?.responses[0]).toMatchObject({
      archiveCutoff: since,
      certHash: { digestAlgorithm: 'SHA-256', certificateHash },
    });
    const unknown = await issue({ extensions: [hash('2.999')] });
    expect(parseOcspResponse(unknown.encoded).basic?.responses[0]?.certHash?.digestAlgorithm).toBeUndefined();
  });

  it('reads nonces in an OCTET STRING of their own and without', async () => {
    const nonce = (value: Uint8Array) => ({ extensions: [{ oid: OID.ocspNonce, critical: false, value }] });
    const bytes = new Uint8Array(16).fill(9);
    const wrapped = await issue({}, nonce(encode(octetString(bytes))));
    expect(parseOcspResponse(wrapped.encoded).basic?.nonce).toEqual(bytes);
    const plain = await issue({}, nonce(bytes));
    expect(parseOcspResponse(plain.encoded).basic?.nonce).toEqual(bytes);
  });

  it('reads why there is no answer', () => {
    const error = (status: number) => encode(sequence([element(0x0a, [Uint8Array.of(status)])]));
    expect(parseOcspResponse(error(3))).toMatchObject({ status: 'tryLater', basic: undefined });
    expect(parseOcspResponse(error(6))).toMatchObject({ status: 'unauthorized', basic: undefined });
    expect(parseOcspResponse(error(99))).toMatchObject({ status: 'unknown', basic: undefined });
  });

  it('refuses everything else with a coded error', async () => {
    const { encoded } = await issue();
    expect(() => parseOcspResponse(new TextEncoder().encode('<html>'))).toThrow(/OCSPResponse/);
    expect(() => parseOcspResponse(new Uint8Array((1 << 22) + 1))).toThrow(
      expect.objectContaining({ code: 'BUDGET_EXCEEDED' }),
    );
    expectCodedErrorsOnly(encoded, parseOcspResponse);
  });
});

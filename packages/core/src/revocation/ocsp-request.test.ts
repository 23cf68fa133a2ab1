import { createGoodWorld, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { fromBase64 } from '../util/bytes.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { encodeOcspRequest, ocspGetUrl } from './ocsp-request.ts';
import { parseOcspResponse } from './ocsp-response.ts';

const NONCE = new Uint8Array(32).fill(7);

const partsOf = (world: World) => ({
  certificate: parseCertificate(world.seal.certificate),
  issuer: parseCertificate(world.issuingCa.certificate),
});

async function ask(world: World, request: Uint8Array) {
  const answer = await world.transport({
    method: 'POST',
    url: world.urls.ocsp,
    headers: { 'content-type': 'application/ocsp-request' },
    body: request,
  });
  return parseOcspResponse(answer.body);
}

describe('encodeOcspRequest', () => {
  it.each(['SHA-1', 'SHA-256'] as const)(
    'asks so that a responder answers, by %s',
    async (digestAlgorithm) => {
      const world = await createGoodWorld();
      const response = await ask(world, await encodeOcspRequest({ ...partsOf(world), digestAlgorithm }));
      expect(response.status).toBe('successful');
      expect(response.basic?.nonce).toBeUndefined();
      expect(response.basic?.responses[0]).toMatchObject({
        certId: { digestAlgorithm, serialNumber: world.seal.serialNumber },
        status: { kind: 'good' },
      });
    },
  );

  it('sends a nonce that comes back', async () => {
    const world = await createGoodWorld();
    const response = await ask(world, await encodeOcspRequest({ ...partsOf(world), nonce: NONCE }));
    expect(response.basic?.nonce).toEqual(NONCE);
  });

  it('uses SHA-1 unless told, which every responder knows', async () => {
    const world = await createGoodWorld();
    const [plain, sha1] = [
      await encodeOcspRequest(partsOf(world)),
      await encodeOcspRequest({ ...partsOf(world), digestAlgorithm: 'SHA-1' }),
    ];
    expect(plain).toEqual(sha1);
  });
});

describe('ocspGetUrl', () => {
  it('escapes the request into the path', async () => {
    const request = await encodeOcspRequest(partsOf(await createGoodWorld()));
    const url = ocspGetUrl('http://eseal.test/ocsp', request) ?? '';
    expect(url).toMatch(/^http:\/\/eseal\.test\/ocsp\/[A-Za-z0-9%]+$/);
    expect(fromBase64(decodeURIComponent(url.slice('http://eseal.test/ocsp/'.length)))).toEqual(request);
    expect(ocspGetUrl('http://eseal.test/ocsp/', request)).toBe(url);
  });

  it('leaves requests to be posted that are too long for it', () => {
    expect(ocspGetUrl('http://eseal.test', new Uint8Array(300))).toBeUndefined();
  });
});

import { equalBytes, toBase64 } from '@eseal/core';
import type { HttpResponse, Transport } from '@eseal/core/http';
import {
  addDays,
  createCertificateHandler,
  createPki,
  type EntityDefinition,
  type World,
} from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import { requestFor, without } from '../../test/retrieving.ts';
import { validateCertificate } from '../certificate.ts';
import type { IssuerSource } from '../path/issuer-source.ts';
import { createOnlineIssuers } from './issuer-certificates.ts';
import { createMemoryStore } from './store.ts';

/** The world with another body where the issuer's certificate is. */
function serving(world: World, body: Uint8Array): Transport {
  return async (request, options): Promise<HttpResponse> =>
    request.url === world.urls.caIssuers
      ? { status: 200, headers: {}, body }
      : world.transport(request, options);
}

const verdict = async (world: World, transport: Transport) => {
  const issuers = createOnlineIssuers({ transport, now: () => NOW });
  const options = { trust: world.anchors, issuers, revocation: 'none', validationTime: NOW } as const;
  return (await validateCertificate(world.seal.certificate, options)).conclusion.indication;
};

describe('issuers from the addresses in certificates', () => {
  it('complete a path', async () => {
    const world = await goodWorld();
    expect(await verdict(world, without(world, world.urls.caIssuers))).toBe('INDETERMINATE');
    expect(await verdict(world, world.transport)).toBe('TOTAL-PASSED');
  });

  it('come alone, in a bundle with others, and in PEM', async () => {
    const world = await goodWorld();
    const { certificate } = world.issuingCa;
    const bundle = await createCertificateHandler([world.tsa.certificate, certificate])({
      method: 'GET',
      url: world.urls.caIssuers,
      headers: {},
    });
    const pem = `-----BEGIN CERTIFICATE-----\n${toBase64(certificate)}\n-----END CERTIFICATE-----\n`;
    for (const body of [certificate, bundle.body, new TextEncoder().encode(pem)]) {
      const issuers = createOnlineIssuers({ transport: serving(world, body) });
      const found = await issuers.issuersOf(certificateOf(world.seal));
      expect(found.some(({ raw }) => equalBytes(raw, certificate))).toBe(true);
    }
  });

  it.each([
    ['nothing that is a certificate', Uint8Array.of(0x30, 3, 2, 1, 1)],
    ['text', new TextEncoder().encode('not found')],
  ])('are none in %s', async (_, body) => {
    const world = await goodWorld();
    const { request, attempts } = requestFor(world.seal);
    const issuers = createOnlineIssuers({ transport: serving(world, body) });
    const onAttempt = request.onAttempt ?? (() => undefined);
    expect(await issuers.issuersOf(request.certificate, { onAttempt })).toEqual([]);
    expect(attempts).toMatchObject([{ kind: 'certificates', outcome: 'unreadable' }]);
  });

  it('of another name are not taken', async () => {
    const world = await goodWorld();
    const issuers = createOnlineIssuers({ transport: serving(world, world.tsa.certificate) });
    expect(await issuers.issuersOf(certificateOf(world.seal))).toEqual([]);
  });

  it('Z13: are asked for again when what was kept is not of the issuer', async () => {
    const world = await goodWorld();
    const store = createMemoryStore();
    const body = world.tsa.certificate;
    await store.set(`certificates ${world.urls.caIssuers}`, { body, until: NOW.getTime() + 1000 });
    const issuers = createOnlineIssuers({ transport: world.transport, store, now: () => NOW });
    expect(await issuers.issuersOf(certificateOf(world.seal))).toHaveLength(1);
    expect(world.requests).toHaveLength(1);
  });

  it('K4: are asked for so many times and no more, whatever they lead to', async () => {
    const authority = (number: number): EntityDefinition => ({
      name: `ca-${number}`,
      ...(number > 0 && { issuer: `ca-${number - 1}` }),
      subject: [{ CN: `Authority ${number}` }],
      profile: { kind: 'ca' },
      notBefore: addDays(NOW, -1),
      notAfter: addDays(NOW, 1),
    });
    const { entities } = await createPki({
      entities: Array.from({ length: 12 }, (_, number) => authority(number)),
    });
    const asked: string[] = [];
    const issuers: IssuerSource = {
      issuersOf: (certificate) => {
        const at = entities.findIndex((one) => equalBytes(one.certificate, certificate.raw));
        asked.push(entities[at]?.name ?? '');
        return entities.slice(at - 1, at).map(certificateOf);
      },
    };
    const target = entities[11]?.certificate ?? new Uint8Array();
    const trust = (await goodWorld()).anchors;
    const options = { trust, issuers, revocation: 'none', validationTime: NOW } as const;
    const { conclusion } = await validateCertificate(target, options);
    expect(conclusion.indication).toBe('INDETERMINATE');
    expect(asked).toHaveLength(8);
  });
});

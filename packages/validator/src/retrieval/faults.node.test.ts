/** Services that are down, slow or not themselves, over real sockets on loopback. */
import { createGuardedTransport } from '@eseal/core/http';
import { createGoodWorld, type HttpFault, systemClock, type World } from '@eseal/testkit';
import { type HttpServer, listen } from '@eseal/testkit/server';
import { afterEach, describe, expect, it } from 'vitest';
import { requestFor } from '../../test/retrieving.ts';
import type { IssuerSource } from '../path/issuer-source.ts';
import { createOnlineIssuers } from './issuer-certificates.ts';
import { createOnlineRevocation } from './online-revocation.ts';

const servers: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A world behind a socket, all of whose services have a fault. */
async function serve(fault: HttpFault): Promise<World> {
  const made: { world?: World } = {};
  const server = await listen(async (baseUrl) => {
    const faults = { ocsp: fault, crl: fault, certificates: fault };
    made.world = await createGoodWorld({ baseUrl, now: systemClock, faults });
    return made.world.handler;
  }, 0);
  servers.push(server);
  if (made.world === undefined) throw new TypeError('the world was not made');
  return made.world;
}

/** Loopback may be asked at this port and no other. */
function guardedFor(world: World) {
  return {
    transport: createGuardedTransport({ allowHosts: [new URL(world.urls.ocsp).host] }),
    timeoutMs: 300,
  };
}

const issuersOf = async (issuers: IssuerSource, world: World) => {
  const { request, attempts } = requestFor(world.seal);
  const found = await issuers.issuersOf(request.certificate, {
    onAttempt: request.onAttempt ?? (() => undefined),
  });
  return { found, attempts };
};

describe('services over sockets', () => {
  it.each<[HttpFault, string]>([
    [{ kind: 'no-answer', how: 'closed' }, 'unavailable'],
    [{ kind: 'no-answer', how: 'hanging' }, 'unavailable'],
    [{ kind: 'no-answer', how: 'broken-off' }, 'unavailable'],
    [{ kind: 'html-page' }, 'html'],
    [{ kind: 'http-status', status: 503 }, 'http-status'],
    // Another port of the same machine, and the metadata service of a cloud.
    [{ kind: 'redirect', location: 'http://127.0.0.1:1/' }, 'refused'],
    [{ kind: 'redirect', location: 'http://169.254.169.254/latest/meta-data/' }, 'refused'],
    [{ kind: 'redirect', location: 'file:///etc/passwd' }, 'refused'],
  ])('K5: %o gives nothing but an attempt, in time', async (fault, outcome) => {
    const world = await serve(fault);
    const started = performance.now();
    const { request, attempts } = requestFor(world.seal);
    expect(await createOnlineRevocation(guardedFor(world)).collect(request)).toEqual([]);
    expect(attempts.map(({ kind, outcome: of }) => [kind, of])).toEqual([
      ['ocsp', outcome],
      ['crl', outcome],
    ]);
    const issuers = await issuersOf(createOnlineIssuers(guardedFor(world)), world);
    expect(issuers.found).toEqual([]);
    expect(issuers.attempts).toMatchObject([{ kind: 'certificates', outcome }]);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('K5: does not ask addresses of its own network unless they are allowed', async () => {
    const world = await serve({ kind: 'html-page' });
    const { request, attempts } = requestFor(world.seal);
    expect(await createOnlineRevocation({ transport: createGuardedTransport() }).collect(request)).toEqual(
      [],
    );
    expect(await createOnlineRevocation().collect(request)).toEqual([]);
    expect(new Set(attempts.map(({ outcome }) => outcome))).toEqual(new Set(['refused']));
  });

  it('reads no more of an answer than its limit', async () => {
    const world = await createGoodWorld({ now: systemClock });
    const { request, attempts } = requestFor(world.seal);
    const online = createOnlineRevocation({
      transport: world.transport,
      preference: 'crl-first',
      maxCrlBytes: 64,
    });
    expect((await online.collect(request)).map(({ kind }) => kind)).toEqual(['ocsp']);
    expect(attempts[0]).toMatchObject({ kind: 'crl', outcome: 'too-large' });
  });
});

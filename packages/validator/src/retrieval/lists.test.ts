import { CoreError, toBase64 } from '@eseal/core';
import type { HttpResponse, Transport } from '@eseal/core/http';
import { parseCrl } from '@eseal/core/revocation';
import { formatName, type Name } from '@eseal/core/x509';
import {
  type CrlTemplate,
  createWorld,
  deltaCrlIndicator,
  type ExtensionDefinition,
  freshestCrl,
  goodEntities,
  issueCrl,
  type World,
} from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { NOW } from '../../test/judging.ts';
import { requestFor } from '../../test/retrieving.ts';
import { createOnlineRevocation, type OnlineRevocationOptions } from './online-revocation.ts';

const DELTA = 'http://eseal.test/delta.crl';
const POINTS = '2.5.29.31';

/** A world whose seal has these extensions, and no responder. */
function worldWith(
  extensions: readonly ExtensionDefinition[],
  without: readonly string[] = [],
): Promise<World> {
  const quirks = { extensions, without: ['1.3.6.1.5.5.7.1.1', ...without] };
  return createWorld(
    (now) => goodEntities(now).map((one) => (one.name === 'seal' ? { ...one, quirks } : one)),
    {
      now: NOW,
    },
  );
}

const listOf = (world: World, changes: Partial<CrlTemplate> = {}) =>
  issueCrl({
    issuer: world.issuingCa,
    revocations: [],
    thisUpdate: NOW,
    nextUpdate: new Date(NOW.getTime() + 86_400_000),
    number: 7,
    ...changes,
  });

/** The world's services, and a list at one more address. */
function serving(world: World, url: string, body: Uint8Array): Transport {
  return async (request, options): Promise<HttpResponse> =>
    request.url === url ? { status: 200, headers: {}, body } : world.transport(request, options);
}

async function collect(world: World, options: OnlineRevocationOptions = {}) {
  const { request, attempts } = requestFor(world.seal);
  const online = createOnlineRevocation({ transport: world.transport, now: () => NOW, ...options });
  return { found: await online.collect(request), attempts };
}

/** A distribution point as an extension, from the DER inside its [0]. */
function point(inside: Uint8Array): ExtensionDefinition {
  const wrap = (tag: number, content: Uint8Array): Uint8Array =>
    Uint8Array.of(tag, content.length, ...content);
  return { oid: POINTS, critical: false, value: wrap(0x30, wrap(0x30, wrap(0xa0, inside))) };
}

describe('lists', () => {
  it('come with the delta that the certificate names', async () => {
    const world = await worldWith([freshestCrl([DELTA])]);
    const delta = await listOf(world, { number: 8, extensions: [deltaCrlIndicator(7)] });
    const { found, attempts } = await collect(world, { transport: serving(world, DELTA, delta) });
    expect(found.map(({ encoded }) => parseCrl(encoded).baseCrlNumber)).toEqual([undefined, 7n]);
    expect(attempts.map(({ url }) => url)).toEqual([world.urls.crl, DELTA]);
  });

  it('come with the delta that the list names', async () => {
    const world = await worldWith([]);
    const base = await listOf(world, { extensions: [freshestCrl([DELTA])] });
    const transport = serving(world, world.urls.crl, base);
    const { attempts } = await collect(world, { transport });
    expect(attempts.map(({ url, outcome }) => [url, outcome])).toEqual([
      [world.urls.crl, 'answered'],
      [DELTA, 'http-status'],
    ]);
  });

  it('are read in PEM', async () => {
    const world = await worldWith([]);
    const der = await listOf(world);
    const pem = `-----BEGIN X509 CRL-----\n${toBase64(der)}\n-----END X509 CRL-----\n`;
    const transport = serving(world, world.urls.crl, new TextEncoder().encode(pem));
    const { found } = await collect(world, { transport });
    expect(found).toEqual([{ kind: 'crl', encoded: der }]);
  });

  it('K12: of another issuer are not taken, nor what is no list', async () => {
    const world = await worldWith([]);
    const other = await listOf(world, { issuer: world.root });
    for (const [body, outcome] of [
      [other, 'other-subject'],
      [Uint8Array.of(0x30, 0), 'unreadable'],
    ] as const) {
      const { found, attempts } = await collect(world, { transport: serving(world, world.urls.crl, body) });
      expect(found).toEqual([]);
      expect(attempts).toMatchObject([{ kind: 'crl', outcome }]);
    }
  });
});

describe('places that HTTP does not reach', () => {
  it('are the issuer itself for a certificate that names none', async () => {
    const world = await worldWith([], [POINTS]);
    const asked: (readonly [Name, string])[] = [];
    const { found } = await collect(world, {
      resolveDirectory: async (name, attribute) => {
        asked.push([name, attribute]);
        return [await listOf(world)];
      },
    });
    expect(found).toHaveLength(1);
    expect(asked.map(([name, attribute]) => [formatName(name), attribute])).toEqual([
      [expect.stringContaining('eSeal Test Issuing CA'), 'certificateRevocationList'],
    ]);
  });

  it('are the issuer with one more name for a relative point', async () => {
    // [1] nameRelativeToCRLIssuer: CN=part
    const relative = Uint8Array.of(0xa1, 13, 0x30, 11, 6, 3, 0x55, 4, 3, 0x0c, 4, 0x70, 0x61, 0x72, 0x74);
    const world = await worldWith([point(relative)]);
    const asked: string[] = [];
    const { attempts } = await collect(world, {
      resolveDirectory: async (name) => {
        asked.push(formatName(name));
        return [];
      },
    });
    expect(asked).toEqual([expect.stringMatching(/^CN=part, .*eSeal Test Issuing CA/)]);
    expect(attempts).toMatchObject([{ kind: 'crl', outcome: 'unavailable' }]);
  });

  it('are addresses of other schemes, which only a hook may ask', async () => {
    const url = 'ldap://directory.test/cn=x?certificateRevocationList';
    const uri = new TextEncoder().encode(url);
    const world = await worldWith([point(Uint8Array.of(0xa0, uri.length + 2, 0x86, uri.length, ...uri))]);
    const { attempts } = await collect(world);
    expect(attempts).toEqual([{ kind: 'crl', url: 'ldap://directory.test/cn=x?…', outcome: 'no-resolver' }]);
    const list = await listOf(world);
    const asked: string[] = [];
    const hook = async (at: string) => {
      asked.push(at);
      return [list];
    };
    expect((await collect(world, { fetchOther: hook })).found).toEqual([{ kind: 'crl', encoded: list }]);
    expect(asked).toEqual([url]);
  });

  it('count as silent when the hook fails', async () => {
    const world = await worldWith([], [POINTS]);
    const { found, attempts } = await collect(world, {
      resolveDirectory: () => Promise.reject(new Error('no directory')),
    });
    expect([found, attempts[0]?.outcome]).toEqual([[], 'unavailable']);
  });

  it('tell why, as far as the hook knows', async () => {
    const world = await worldWith([], [POINTS]);
    const { attempts } = await collect(world, {
      resolveDirectory: () =>
        Promise.reject(
          new CoreError('TRANSPORT_REFUSED', 'larger than 10 bytes', { facts: { maxBytes: 10 } }),
        ),
    });
    expect(attempts).toMatchObject([{ outcome: 'too-large', detail: 'larger than 10 bytes' }]);
  });

  it('are asked once as long as what they gave is current, and may give several lists', async () => {
    const world = await worldWith([], [POINTS]);
    const { request, attempts } = requestFor(world.seal);
    let clock = NOW;
    let questions = 0;
    const online = createOnlineRevocation({
      now: () => clock,
      resolveDirectory: async () => {
        questions++;
        return [
          await listOf(world, { issuer: world.root }),
          await listOf(world),
          await listOf(world, { number: 8 }),
        ];
      },
    });
    const found = await online.collect(request);
    expect(found.map(({ encoded }) => parseCrl(encoded).crlNumber)).toEqual([7n, 8n]);
    expect(await online.collect(request)).toEqual(found);
    expect([questions, ...attempts.map(({ outcome }) => outcome)]).toEqual([1, 'answered', 'cached']);
    clock = new Date(NOW.getTime() + 2 * 86_400_000);
    await online.collect(request);
    expect(questions).toBe(2);
  });
});

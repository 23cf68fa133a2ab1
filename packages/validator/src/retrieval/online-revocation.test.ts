import { equalBytes } from '@eseal/core';
import { parseCrl, parseOcspResponse } from '@eseal/core/revocation';
import { createClock, type HttpFault, type OcspFault, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { requestFor, without } from '../../test/retrieving.ts';
import type { RevocationEvidence } from '../revocation/provider.ts';
import { createOnlineRevocation, type OnlineRevocationOptions } from './online-revocation.ts';
import { createMemoryStore } from './store.ts';

const online = (world: World, options: OnlineRevocationOptions = {}) =>
  createOnlineRevocation({ transport: world.transport, now: () => NOW, ...options });

async function kindsOf(
  world: World,
  options: OnlineRevocationOptions = {},
  changes: Parameters<typeof requestFor>[1] = {},
) {
  const { request, attempts } = requestFor(world.seal, changes);
  const found = await online(world, options).collect(request);
  return { kinds: found.map(({ kind }) => kind), attempts };
}

describe('online revocation data', () => {
  it('asks the responder first, with a nonce of 32 bytes', async () => {
    const world = await goodWorld();
    const { request, attempts } = requestFor(world.seal);
    const [evidence, ...others] = await online(world).collect(request);
    expect(others).toEqual([]);
    const { basic } = parseOcspResponse(evidence?.encoded ?? new Uint8Array());
    expect(basic?.nonce).toHaveLength(32);
    expect(attempts).toEqual([{ kind: 'ocsp', url: world.urls.ocsp, outcome: 'answered' }]);
    expect(world.requests[0]).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/ocsp-request' },
    });
  });

  it('asks by GET where the request is short enough', async () => {
    const world = await goodWorld();
    const { kinds } = await kindsOf(world, { ocspMethod: 'GET', nonce: { send: false, require: false } });
    expect(kinds).toEqual(['ocsp']);
    expect(world.requests[0]?.method).toBe('GET');
    expect(world.requests[0]?.url.length).toBeLessThan(world.urls.ocsp.length + 257);
  });

  it('asks for the list first when the caller prefers it', async () => {
    const { kinds, attempts } = await kindsOf(await goodWorld(), { preference: 'crl-first' });
    expect(kinds).toEqual(['crl']);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['answered']);
  });

  it.each<[OcspFault, string]>([
    [{ kind: 'wrong-nonce' }, 'nonce-mismatch'],
    [{ kind: 'error', error: 'tryLater' }, 'responder-error'],
    [{ kind: 'wrong-certificate' }, 'other-subject'],
  ])('takes the list when the responder gives %o', async (fault, outcome) => {
    const world = await goodWorld({ faults: { ocsp: fault } });
    const { kinds, attempts } = await kindsOf(world);
    expect(kinds).toEqual(['crl']);
    expect(attempts[0]).toMatchObject({ kind: 'ocsp', outcome });
  });

  it('K8: refuses an answer without a nonce only where one is required', async () => {
    const world = await goodWorld({ faults: { ocsp: { kind: 'without-nonce' } } });
    expect((await kindsOf(world)).kinds).toEqual(['ocsp']);
    const required = await kindsOf(world, { nonce: { send: true, require: true } });
    expect(required.kinds).toEqual(['crl']);
    expect(required.attempts[0]).toMatchObject({ outcome: 'nonce-mismatch' });
  });

  it('goes on asking as long as what it found does not decide the status', async () => {
    const world = await goodWorld();
    const seen: number[] = [];
    const suffices = (found: readonly unknown[]): boolean => seen.push(found.length) === 2;
    expect((await kindsOf(world, {}, { suffices })).kinds).toEqual(['ocsp', 'crl']);
    expect(seen).toEqual([1, 2]);
  });

  it('gives nothing and no error when nobody answers, and says who was asked', async () => {
    const world = await goodWorld();
    const { kinds, attempts } = await kindsOf(world, { transport: without(world, 'http') });
    expect(kinds).toEqual([]);
    expect(attempts.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['ocsp', 'unavailable'],
      ['crl', 'unavailable'],
    ]);
  });

  it.each<[HttpFault, string]>([
    [{ kind: 'empty' }, 'unreadable'],
    [{ kind: 'truncated' }, 'unreadable'],
  ])('takes nothing of a service that is %o', async (fault, outcome) => {
    const world = await goodWorld({ faults: { ocsp: fault, crl: fault } });
    const { kinds, attempts } = await kindsOf(world);
    expect(kinds).toEqual([]);
    expect(attempts.map((attempt) => attempt.outcome)).toEqual([outcome, outcome]);
  });

  it('asks preferred addresses first', async () => {
    const world = await goodWorld();
    const { kinds } = await kindsOf(world, { preferUrls: ['http://other.test', world.urls.crl] });
    expect(kinds).toEqual(['crl']);
    expect(world.requests.map(({ url }) => url)).toEqual([world.urls.crl]);
  });

  it('ends when it is aborted', async () => {
    const { request } = requestFor((await goodWorld()).seal, { signal: AbortSignal.abort() });
    await expect(online(await goodWorld()).collect(request)).rejects.toMatchObject({ code: 'ABORTED' });
  });
});

describe('the cache of revocation data', () => {
  it('asks once while an answer is current, and again after its next update', async () => {
    const clock = createClock(NOW);
    const world = await goodWorld({ now: clock });
    const { request, attempts } = requestFor(world.seal);
    const provider = online(world, { now: clock.now, lifetimeMs: Number.POSITIVE_INFINITY });
    await provider.collect(request);
    await provider.collect(request);
    clock.advance(25 * 3_600_000);
    await provider.collect(request);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['answered', 'cached', 'answered']);
  });

  it('asks once for all who ask at the same time', async () => {
    const world = await goodWorld();
    const provider = online(world);
    await Promise.all(Array.from({ length: 20 }, () => provider.collect(requestFor(world.seal).request)));
    expect(world.requests).toHaveLength(1);
  });

  it('does not ask a service again that failed a moment ago', async () => {
    const clock = createClock(NOW);
    const world = await goodWorld({ now: clock });
    const transport = without(world, 'http');
    const provider = online(world, { now: clock.now, transport });
    await provider.collect(requestFor(world.seal).request);
    const again = requestFor(world.seal);
    await provider.collect(again.request);
    clock.advance(61_000);
    const later = requestFor(world.seal);
    await provider.collect(later.request);
    const outcomes = (one: typeof again) => one.attempts.map(({ outcome }) => outcome);
    expect(outcomes(again)).toEqual(['failed-before', 'failed-before']);
    expect(outcomes(later)).toEqual(['unavailable', 'unavailable']);
  });

  it('passes over what is older than asked for', async () => {
    const clock = createClock(NOW);
    const world = await goodWorld({ now: clock });
    const provider = online(world, { now: clock.now });
    await provider.collect(requestFor(world.seal).request);
    clock.advance(1000);
    const { request, attempts } = requestFor(world.seal, { issuedAfter: clock.now() });
    expect(await provider.collect(request)).toHaveLength(1);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['answered']);
  });

  it('Z13: asks the service itself when what was kept decides nothing', async () => {
    const world = await goodWorld();
    const poisoned = world.withFaults({ ocsp: { kind: 'broken-signature' } });
    const store = createMemoryStore();
    const [broken] = await online(poisoned, { store }).collect(requestFor(world.seal).request);
    const suffices = (found: readonly RevocationEvidence[]) =>
      found.some(({ encoded }) => !equalBytes(encoded, broken?.encoded ?? encoded));
    const { request, attempts } = requestFor(world.seal, { suffices });
    const found = await online(world, { store }).collect(request);
    expect(suffices(found)).toBe(true);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['cached', 'answered']);
  });

  it('gives what was kept when nothing decides and the service is gone', async () => {
    const world = await goodWorld();
    const store = createMemoryStore();
    const first = await online(world, { store, preference: 'crl-first' }).collect(
      requestFor(world.seal).request,
    );
    const offline = online(world, { store, transport: without(world, 'http') });
    const { request } = requestFor(world.seal, { suffices: () => false });
    expect(await offline.collect(request)).toEqual(first);
  });

  it('Z13: reads what was kept again: bytes that are no answer, or one about others, are never used', async () => {
    const world = await goodWorld();
    const until = NOW.getTime() + 3_600_000;
    const other = await online(world).collect(requestFor(world.tsa).request);
    for (const body of [Uint8Array.of(1, 2, 3), other[0]?.encoded ?? new Uint8Array()]) {
      const store = { get: () => ({ body, until }), set: () => undefined, delete: () => undefined };
      const { request, attempts } = requestFor(world.seal);
      const [evidence] = await online(world, { store }).collect(request);
      expect(evidence?.encoded).not.toEqual(body);
      expect(attempts.map(({ outcome }) => outcome)).toEqual(['answered']);
    }
  });

  it('does without a store that fails', async () => {
    const fail = (): never => {
      throw new Error('disk full');
    };
    const { kinds } = await kindsOf(await goodWorld(), { store: { get: fail, set: fail, delete: fail } });
    expect(kinds).toEqual(['ocsp']);
  });

  it('keeps lists by address and issuer', async () => {
    const world = await goodWorld();
    const { request, attempts } = requestFor(world.seal);
    const provider = online(world, { preference: 'crl-first' });
    const [first] = await provider.collect(request);
    await provider.collect(requestFor(world.tsa).request);
    await provider.collect(request);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['answered', 'cached']);
    expect(parseCrl(first?.encoded ?? new Uint8Array()).revokedCertificates).toHaveLength(0);
    expect(world.requests).toHaveLength(1);
  });
});

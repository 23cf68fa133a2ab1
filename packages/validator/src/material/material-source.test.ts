import { equalBytes, type MaterialRequest, type MaterialSubject, type ValidationMaterial } from '@eseal/core';
import { parseOcspResponse } from '@eseal/core/revocation';
import {
  addDays,
  createClock,
  createGoodWorld,
  createRevokedWorld,
  createWorld,
  type Entity,
  goodEntities,
  type World,
} from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import { without } from '../../test/retrieving.ts';
import { createOnlineRevocation } from '../retrieval/online-revocation.ts';
import type { MaterialAlert } from './alert.ts';
import { createMaterialSource, type MaterialSourceOptions } from './material-source.ts';

const NOTHING: ValidationMaterial = { certificates: [], crls: [], ocspResponses: [] };

const subject = (entity: Entity, role: MaterialSubject['role'], time = NOW): MaterialSubject => ({
  certificate: certificateOf(entity),
  role,
  time,
});

/** What a format asks for when it raises a seal with one timestamp. */
function requestOf(world: World, time = NOW): MaterialRequest {
  return {
    subjects: [subject(world.seal, 'seal', time), subject(world.tsa, 'timestamp', time)],
    present: { ...NOTHING, certificates: world.chain },
  };
}

const sourceOf = (world: World, options: Partial<MaterialSourceOptions> = {}) =>
  createMaterialSource({
    trust: world.anchors,
    transport: world.transport,
    now: world.clock.now,
    ...options,
  });

/** What a container holds once the material is in it. */
function embedded({ subjects, present }: MaterialRequest, more: ValidationMaterial): MaterialRequest {
  return {
    subjects,
    present: {
      certificates: [...present.certificates, ...more.certificates],
      crls: [...present.crls, ...more.crls],
      ocspResponses: [...present.ocspResponses, ...more.ocspResponses],
    },
  };
}

const HOUR = 3_600_000;

describe('the material of a seal', () => {
  it('is what the chains of seal and timestamp and of their responders need, once, and the container lacks', async () => {
    const world = await goodWorld();
    const { certificates, crls, ocspResponses } = await sourceOf(world).collect(requestOf(world));
    expect(crls).toEqual([]);
    expect(ocspResponses.map((one) => parseOcspResponse(one).status)).toEqual(Array(3).fill('successful'));
    const expected = [world.root, world.tsa, world.ocsp].map(({ certificate }) => certificate);
    expect(certificates).toHaveLength(expected.length);
    expect(expected.every((one) => certificates.some((other) => equalBytes(one, other)))).toBe(true);
  });

  it('proves everything by itself: nobody is asked again, and nothing given again', async () => {
    const world = await goodWorld();
    const request = requestOf(world);
    const complete = embedded(request, await sourceOf(world).collect(request));
    const offline = sourceOf(world, { transport: without(world, 'http') });
    expect(await offline.collect(complete)).toEqual(NOTHING);
  });

  it.each(['certificates', 'ocspResponses'] as const)(
    'does not prove anything without its %s',
    async (part) => {
      const world = await goodWorld();
      const request = requestOf(world);
      const { present } = embedded(request, await sourceOf(world).collect(request));
      const offline = sourceOf(world, { transport: without(world, 'http') });
      for (const index of present[part].keys()) {
        const rest = { ...present, [part]: present[part].filter((_, at) => at !== index) };
        const outcome = await offline.collect({ ...request, present: rest }).then(
          (more) => more[part].length,
          (error: unknown) => (error as { code: string }).code,
        );
        // A certificate may also stand in the request itself, in a response, or among the trusted ones.
        expect(outcome, `${part} ${index}`).toBeOneOf(
          part === 'certificates' ? ['MATERIAL_UNTRUSTED', 0, 1] : ['MATERIAL_MISSING'],
        );
      }
    },
  );

  it('is lists where responders give no answer', async () => {
    const world = await goodWorld();
    const source = sourceOf(world, { transport: without(world, world.urls.ocsp) });
    const material = await source.collect(requestOf(world));
    expect([material.crls.length, material.ocspResponses.length]).toEqual([2, 0]);
  });

  it('takes a list in place of an answer that cannot be verified', async () => {
    const world = await goodWorld({ faults: { ocsp: { kind: 'broken-signature' } } });
    const material = await sourceOf(world).collect(requestOf(world));
    expect([material.crls.length, material.ocspResponses.length]).toEqual([2, 0]);
  });

  it('holds the status of a responder whose authority wants it known', async () => {
    const entities = (now: Date) =>
      goodEntities(now).map((one) =>
        one.name === 'ocsp' ? { ...one, quirks: { without: ['1.3.6.1.5.5.7.48.1.5'] } } : one,
      );
    const world = await createWorld(entities, { now: NOW });
    const request = requestOf(world);
    const material = await sourceOf(world).collect(request);
    // The responder cannot vouch for itself: its status is in the list.
    expect(material.crls).toHaveLength(1);
    const offline = sourceOf(world, { transport: without(world, 'http') });
    expect(await offline.collect(embedded(request, material))).toEqual(NOTHING);
  });

  it('finds issuers that nobody sent along', async () => {
    const world = await goodWorld();
    const request = { subjects: [subject(world.seal, 'seal')], present: NOTHING };
    const { certificates } = await sourceOf(world).collect(request);
    expect(certificates.some((one) => equalBytes(one, world.issuingCa.certificate))).toBe(true);
    expect(world.requests.map(({ url }) => url)).toContain(world.urls.caIssuers);
  });

  it('asks services once for many seals', async () => {
    const world = await goodWorld();
    const source = sourceOf(world);
    const first = await source.collect(requestOf(world));
    const asked = world.requests.length;
    for (let seals = 0; seals < 50; seals++) expect(await source.collect(requestOf(world))).toEqual(first);
    expect(world.requests).toHaveLength(asked);
  });

  it('asks again after ten minutes', async () => {
    const clock = createClock(NOW);
    const world = await goodWorld({ now: clock });
    const { transport } = world;
    const source = sourceOf(world, {
      revocationProvider: createOnlineRevocation({ transport, now: clock.now, lifetimeMs: 0 }),
    });
    await source.collect(requestOf(world));
    clock.advance(HOUR / 6 - 1);
    await source.collect(requestOf(world));
    expect(world.requests).toHaveLength(3);
    clock.advance(1);
    await source.collect(requestOf(world));
    expect(world.requests).toHaveLength(6);
  });

  it('ends when it is aborted', async () => {
    const world = await goodWorld();
    const collected = sourceOf(world).collect(requestOf(world), { signal: AbortSignal.abort() });
    await expect(collected).rejects.toMatchObject({ code: 'ABORTED' });
  });
});

describe('alerts', () => {
  it('MATERIAL_MISSING names the subject, who was asked and what to do', async () => {
    const world = await goodWorld();
    const collected = sourceOf(world, { transport: without(world, 'http') }).collect(requestOf(world));
    await expect(collected).rejects.toMatchObject({
      code: 'MATERIAL_MISSING',
      retryable: true,
      message: expect.stringContaining('try again'),
      facts: {
        subject: expect.stringContaining('株式会社サンプル'),
        role: 'seal',
        serial: expect.stringMatching(/^[0-9a-f]+$/),
        tried: expect.stringContaining(`${world.urls.ocsp} unavailable`),
      },
    });
  });

  it('MATERIAL_MISSING says why an answer could not be used', async () => {
    const world = await goodWorld({ faults: { ocsp: { kind: 'broken-signature' } } });
    const collected = sourceOf(world, { transport: without(world, world.urls.crl) }).collect(
      requestOf(world),
    );
    await expect(collected).rejects.toMatchObject({
      code: 'MATERIAL_MISSING',
      message: expect.stringMatching(/signature of revocation data .* verifies under no key/),
    });
  });

  it('only tells of missing data when the caller wants it so', async () => {
    const world = await goodWorld();
    const alerts: MaterialAlert[] = [];
    const options = {
      transport: without(world, 'http'),
      onAlert: (alert: MaterialAlert) => alerts.push(alert),
    };
    const material = await sourceOf(world, { ...options, alerts: { missing: 'warn' } }).collect(
      requestOf(world),
    );
    expect(material.ocspResponses).toEqual([]);
    expect(new Set(alerts.map(({ kind, role }) => `${kind} ${role}`))).toEqual(
      new Set(['missing seal', 'missing timestamp']),
    );
  });

  it('MATERIAL_UNTRUSTED for a chain that leads to no anchor', async () => {
    const world = await goodWorld();
    const other = await goodWorld({ baseUrl: 'http://other.test', keyOf: { root: 'p384' } });
    await expect(sourceOf(world, { trust: other.anchors }).collect(requestOf(world))).rejects.toMatchObject({
      code: 'MATERIAL_UNTRUSTED',
      retryable: false,
    });
  });

  it('MATERIAL_UNTRUSTED for a certificate that was revoked before the seal, and not after it', async () => {
    const at = addDays(NOW, -2);
    const world = await createRevokedWorld({ now: NOW, revokedAt: at });
    await expect(sourceOf(world).collect(requestOf(world))).rejects.toMatchObject({
      code: 'MATERIAL_UNTRUSTED',
      message: expect.stringContaining(`revoked on ${at.toISOString()}`),
    });
    const material = await sourceOf(world).collect(requestOf(world, addDays(NOW, -3)));
    expect(material.ocspResponses).toHaveLength(3);
  });

  it('MATERIAL_EXPIRED for a seal made outside of the validity period', async () => {
    const world = await goodWorld();
    await expect(sourceOf(world).collect(requestOf(world, addDays(NOW, 800)))).rejects.toMatchObject({
      code: 'MATERIAL_EXPIRED',
    });
  });

  it('tells of data that is older than seal and timestamp, and takes it', async () => {
    const world = await goodWorld();
    const alerts: MaterialAlert[] = [];
    const source = sourceOf(world, { onAlert: (alert) => alerts.push(alert) });
    await source.collect(requestOf(world, new Date(NOW.getTime() + HOUR)));
    expect(alerts.map(({ kind, role }) => `${kind} ${role}`)).toEqual([
      'not-fresh seal',
      'uncovered timestamp',
    ]);
  });

  it('MATERIAL_UNCOVERED where the caller wants timestamps covered', async () => {
    const world = await goodWorld();
    const source = sourceOf(world, { alerts: { uncovered: 'fail' } });
    await expect(source.collect(requestOf(world, new Date(NOW.getTime() + HOUR)))).rejects.toMatchObject({
      code: 'MATERIAL_UNCOVERED',
      facts: { role: 'timestamp' },
    });
  });

  it('MATERIAL_MISSING for data whose time is over', async () => {
    const world = await goodWorld();
    await expect(sourceOf(world).collect(requestOf(world, addDays(NOW, 10)))).rejects.toMatchObject({
      code: 'MATERIAL_MISSING',
      message: expect.stringContaining('too old'),
    });
  });
});

describe('the grace period', () => {
  it('MATERIAL_NOT_FRESH until there is newer data, then all is well', async () => {
    const clock = createClock(NOW);
    const world = await goodWorld({ now: clock });
    const source = sourceOf(world, { gracePeriodMs: 2 * HOUR });
    const error: unknown = await source.collect(requestOf(world)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'MATERIAL_NOT_FRESH', retryable: true });
    // The responder's answer lasts a day.
    expect(error).toMatchObject({ facts: { extendAfter: addDays(NOW, 1).toISOString() } });
    clock.advance(2 * HOUR);
    expect((await source.collect(requestOf(world))).ocspResponses).toHaveLength(3);
  });

  it('passes over what the container holds when it is older', async () => {
    const clock = createClock(NOW);
    const world = await goodWorld({ now: clock });
    const request = requestOf(world);
    const before = embedded(request, await sourceOf(world).collect(request));
    clock.advance(HOUR);
    const later = { ...before, subjects: [subject(world.seal, 'seal', clock.now())] };
    const material = await sourceOf(world, { gracePeriodMs: 0 }).collect(later);
    expect(material.ocspResponses.length).toBeGreaterThan(0);
  });

  it('refuses what is no time', () => {
    expect(() => createMaterialSource({ trust: [], gracePeriodMs: -1 })).toThrow(/gracePeriodMs/);
  });
});

describe('what needs no revocation data', () => {
  it.each([
    ['validityAssured-short-term', '0.4.0.194121.2.1'],
    ['noRevAvail', '2.5.29.56'],
  ])('%s: none is collected about the seal', async (_, oid) => {
    const exempt = { oid, critical: false, value: Uint8Array.of(5, 0) };
    const places = ['2.5.29.31', '1.3.6.1.5.5.7.1.1'];
    const entities = (now: Date) =>
      goodEntities(now).map((one) =>
        one.name === 'seal' ? { ...one, quirks: { extensions: [exempt], without: places } } : one,
      );
    const world = await createWorld(entities, { now: NOW });
    const request = {
      subjects: [subject(world.seal, 'seal')],
      present: { ...NOTHING, certificates: world.chain },
    };
    const { ocspResponses, crls } = await sourceOf(world).collect(request);
    // Of the issuing authority alone.
    expect(ocspResponses.length + crls.length).toBe(1);
  });
});

describe('a renewal', () => {
  it('needs nothing of what was proven when it was current, years later', async () => {
    const clock = createClock(NOW);
    const world = await createGoodWorld({ now: clock });
    const request = requestOf(world);
    const complete = embedded(request, await sourceOf(world).collect(request));
    clock.advance(5 * 365 * 24 * HOUR);
    const offline = sourceOf(world, { transport: without(world, 'http') });
    expect(await offline.collect(complete)).toEqual(NOTHING);
    const stamped = subject(world.tsa, 'timestamp', clock.now());
    const added = { ...complete, subjects: [...complete.subjects, stamped] };
    // The delegate's certificate is long over, and nothing proves its answer about the new timestamp.
    await expect(offline.collect(added)).rejects.toMatchObject({ code: 'MATERIAL_UNTRUSTED' });
    const { certificates, crls, ocspResponses } = await sourceOf(world).collect(added);
    // The delegate's certificate is long over, so that the list of its authority is taken; the root answers itself.
    expect([certificates.length, crls.length, ocspResponses.length]).toEqual([0, 1, 1]);
  });
});

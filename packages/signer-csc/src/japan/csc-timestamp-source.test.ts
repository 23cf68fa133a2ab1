import { isEsealError, seal, toBase64 } from '@eseal/core';
import { createTimestampPool, parseTimestampToken } from '@eseal/core/timestamp';
import { cades } from '@eseal/formats/cades';
import { parseContainer } from '@eseal/formats/detect';
import { createMockSigner, type RsspTimestampAuthority, SAMPLE_TIMESTAMP_AUTHORITIES } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { createCscClient } from '../client/create-client.ts';
import { external } from '../use-authentication/external.ts';
import { type CscTimestampEvent, createCscTimestampSource } from './csc-timestamp-source.ts';
import { answering, callsOf, NOW, openJapaneseService } from './test-japan.ts';

const DIGEST = new Uint8Array(32).fill(7);

/** The service with one authority otherwise than usual. */
const withAuthority = (change: Partial<RsspTimestampAuthority>) => ({
  japan: {
    timestampAuthorities: SAMPLE_TIMESTAMP_AUTHORITIES.map((authority) =>
      authority.id === 'tsa-a' ? { ...authority, ...change } : authority,
    ),
  },
});

describe('timestamps of a service', () => {
  it('are of the authority that was asked for', async () => {
    const service = await openJapaneseService();
    const events: CscTimestampEvent[] = [];
    const source = createCscTimestampSource({
      client: service.client,
      timestampId: 'tsa-b',
      onEvent: (event) => events.push(event),
    });
    const { tstInfo } = parseTimestampToken(await source.stamp(DIGEST));
    expect(tstInfo).toMatchObject({ imprint: DIGEST, genTime: NOW, policy: '2.999.2.2' });
    expect(callsOf(service, 'signatures/timestamp')[0]?.request).toEqual({
      hash: expect.any(String),
      hashAlgo: '2.16.840.1.101.3.4.2.1',
      nonce: expect.stringMatching(/^[0-7][0-9a-f]{31}$/),
      timestampID: 'tsa-b',
    });
    expect(events).toEqual([{ timestampId: 'tsa-b', kind: 'stamped', time: NOW, policy: '2.999.2.2' }]);
  });

  it('are of whoever the service has where nobody was asked for, without the extension', async () => {
    const service = await openJapaneseService();
    const transport = answering(service, 'info', (body) => ({
      ...body,
      methods: ['info', 'signatures/timestamp'],
    }));
    const token = service.rssp.token({ user: 'keiri' });
    const client = createCscClient({
      ...{ baseUrl: service.rssp.urls.v2, transport, authentication: external(async () => token) },
      now: () => NOW,
    });
    const source = createCscTimestampSource({ client });
    expect(parseTimestampToken(await source.stamp(DIGEST)).tstInfo.policy).toBe('2.999.2.1');
    const [{ request } = { request: {} }] = callsOf(service, 'signatures/timestamp');
    expect(Object.keys(request)).toEqual(['hash', 'hashAlgo', 'nonce']);
    const choosing = createCscTimestampSource({ client, timestampId: 'tsa-a' });
    await expect(choosing.stamp(DIGEST)).rejects.toMatchObject({ code: 'CSC_METHOD_MISSING' });
  });

  it('have another nonce each, and a size that is found out once', async () => {
    const service = await openJapaneseService();
    const source = createCscTimestampSource({ client: service.client, timestampId: 'tsa-a' });
    const [size] = await Promise.all([source.tokenSize(), source.tokenSize()]);
    const token = await source.stamp(DIGEST);
    expect(size).toBeGreaterThan(token.length);
    const nonces = callsOf(service, 'signatures/timestamp').map(({ request }) => request.nonce);
    expect(new Set(nonces).size).toBe(2);
    expect(callsOf(service, 'timestamps/info')).toHaveLength(1);
  });

  it('are of the policy and the digest that were asked for', async () => {
    const { client } = await openJapaneseService();
    const source = createCscTimestampSource({
      ...{ client, timestampId: 'tsa-a', policy: '2.999.2.1', digestAlgorithm: 'SHA-512' },
    });
    const { tstInfo } = parseTimestampToken(await source.stamp(new Uint8Array(64)));
    expect(tstInfo).toMatchObject({ policy: '2.999.2.1', imprintAlgorithm: 'SHA-512' });
    const other = createCscTimestampSource({ client, timestampId: 'tsa-a', policy: '2.999.9' });
    await expect(other.stamp(DIGEST)).rejects.toMatchObject({
      code: 'TIMESTAMP_REFUSED',
      facts: { description: 'Invalid parameter policy' },
    });
  });
});

describe('a seal at B-T', () => {
  it('is stamped by the authority that was asked for', async () => {
    const { client, rssp } = await openJapaneseService();
    const timestamps = createCscTimestampSource({ client, timestampId: 'tsa-b' });
    const signer = createMockSigner(rssp.world.seal);
    const document = new Uint8Array([1, 2, 3]);
    const options = { signer, format: cades(), adesLevel: 'B-T', timestamps, now: () => NOW } as const;
    const { signatures } = await parseContainer(await (await seal(document, options)).toBytes());
    const token = signatures[0]?.timestamps[0]?.token;
    expect(token && parseTimestampToken(token).tstInfo.policy).toBe('2.999.2.2');
  });
});

describe('an authority of a service', () => {
  it.each([
    ['tsa-disabled', 'TIMESTAMP_REFUSED', 'The TSA identified by timestampID is disabled'],
    ['tsa-down', 'TIMESTAMP_UNAVAILABLE', 'The TSA is not available'],
    ['tsa-z', 'TIMESTAMP_REFUSED', 'Invalid parameter timestampID'],
  ])('%s gives no timestamp: %s', async (timestampId, code, description) => {
    const { client } = await openJapaneseService();
    const source = createCscTimestampSource({ client, timestampId });
    await expect(source.stamp(DIGEST)).rejects.toMatchObject({ code, facts: { description } });
  });

  it('that never answers is left when the caller gives up', async () => {
    const { client } = await openJapaneseService();
    const source = createCscTimestampSource({ client, timestampId: 'tsa-silent', fallbackIds: ['tsa-a'] });
    const stop = new AbortController();
    const ended = source.stamp(DIGEST, { signal: stop.signal });
    stop.abort();
    await expect(ended).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('K20: whose tokens another one makes is found out', async () => {
    const { client } = await openJapaneseService();
    const source = createCscTimestampSource({ client, timestampId: 'tsa-impostor' });
    await expect(source.stamp(DIGEST)).rejects.toMatchObject({
      code: 'TIMESTAMP_AUTHORITY_MISMATCH',
      facts: { signer: expect.stringContaining('eSeal Test TSU 1') },
    });
  });

  it('K20: cannot be exchanged for that of the service by leaving its name out', async () => {
    const service = await openJapaneseService();
    const transport: typeof service.rssp.transport = (request, options) => {
      if (!request.url.endsWith('/signatures/timestamp')) return service.rssp.transport(request, options);
      const { timestampID: _, ...rest } = JSON.parse(new TextDecoder().decode(request.body));
      const body = new TextEncoder().encode(JSON.stringify(rest));
      return service.rssp.transport({ ...request, body }, options);
    };
    const token = service.rssp.token({ user: 'keiri' });
    const client = createCscClient({
      ...{ baseUrl: service.rssp.urls.v2, transport, authentication: external(async () => token) },
      now: () => NOW,
    });
    const source = createCscTimestampSource({ client, timestampId: 'tsa-b' });
    await expect(source.stamp(DIGEST)).rejects.toMatchObject({ code: 'TIMESTAMP_AUTHORITY_MISMATCH' });
  });

  it.each([
    ['wrong-nonce', 'nonce'],
    ['without-nonce', 'nonce'],
    ['wrong-imprint', 'stamps something else'],
    ['wrong-imprint-algorithm', 'stamps something else'],
    ['without-certificate', 'certificate-missing'],
    ['wrong-certificate-reference', 'certificate-reference'],
    ['broken-signature', 'signature'],
  ] as const)('K20: that returns a token with %s is refused', async (kind, message) => {
    const { client } = await openJapaneseService(withAuthority({ fault: { kind } }));
    const source = createCscTimestampSource({ client, timestampId: 'tsa-a' });
    await expect(source.stamp(DIGEST)).rejects.toMatchObject({
      code: 'TIMESTAMP_INVALID',
      message: expect.stringContaining(message),
    });
  });

  it('K20: whose clock is wrong, or that stamps under another policy, is refused', async () => {
    const late = await openJapaneseService(withAuthority({ fault: { kind: 'wrong-time', offset: 600_000 } }));
    const source = createCscTimestampSource({ client: late.client, timestampId: 'tsa-a' });
    await expect(source.stamp(DIGEST)).rejects.toMatchObject({ code: 'TIMESTAMP_INVALID' });
    const patient = createCscTimestampSource({
      ...{ client: late.client, timestampId: 'tsa-a', maxClockSkewMs: 700_000 },
    });
    expect((await patient.stamp(DIGEST)).length).toBeGreaterThan(0);
    const other = await openJapaneseService(withAuthority({ fault: { kind: 'wrong-policy' } }));
    const strict = createCscTimestampSource({
      client: other.client,
      timestampId: 'tsa-a',
      policy: '2.999.2.1',
    });
    await expect(strict.stamp(DIGEST)).rejects.toMatchObject({ code: 'TIMESTAMP_INVALID' });
  });

  it('that has got another certificate meanwhile is known by it the next time', async () => {
    const service = await openJapaneseService();
    const other = toBase64(service.rssp.world.entity('rssp-tsa-b').certificate);
    let count = 0;
    const transport = answering(service, 'timestamps/info', (body) => {
      count += 1;
      return count === 1 ? { ...body, cert: { certificates: [other] } } : body;
    });
    const token = service.rssp.token({ user: 'keiri' });
    const client = createCscClient({
      ...{ baseUrl: service.rssp.urls.v2, transport, authentication: external(async () => token) },
      now: () => NOW,
    });
    const source = createCscTimestampSource({ client, timestampId: 'tsa-a' });
    await expect(source.stamp(DIGEST)).rejects.toMatchObject({ code: 'TIMESTAMP_AUTHORITY_MISMATCH' });
    await source.stamp(DIGEST);
    await source.stamp(DIGEST);
    expect(count).toBe(2);
  });

  it('without a certificate to know it by is not asked', async () => {
    const service = await openJapaneseService();
    const transport = answering(service, 'timestamps/info', ({ cert: _, ...body }) => body);
    const token = service.rssp.token({ user: 'keiri' });
    const client = createCscClient({
      ...{ baseUrl: service.rssp.urls.v2, transport, authentication: external(async () => token) },
    });
    const source = createCscTimestampSource({ client, timestampId: 'tsa-a' });
    await expect(source.stamp(DIGEST)).rejects.toMatchObject({ code: 'TIMESTAMP_INVALID' });
    expect(callsOf(service, 'signatures/timestamp')).toEqual([]);
  });
});

describe('several authorities of a service', () => {
  it('are asked in the order of the caller, each with a nonce of its own', async () => {
    const service = await openJapaneseService();
    const events: CscTimestampEvent[] = [];
    const source = createCscTimestampSource({
      client: service.client,
      timestampId: 'tsa-down',
      fallbackIds: ['tsa-impostor', 'tsa-b', 'tsa-a'],
      onEvent: (event) => events.push(event),
    });
    expect(parseTimestampToken(await source.stamp(DIGEST)).tstInfo.policy).toBe('2.999.2.2');
    expect(events.map(({ timestampId, kind }) => [timestampId, kind])).toEqual([
      ['tsa-down', 'failed'],
      ['tsa-impostor', 'failed'],
      ['tsa-b', 'stamped'],
    ]);
    const nonces = callsOf(service, 'signatures/timestamp').map(({ request }) => request.nonce);
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  it('fail as one, and nobody else is asked', async () => {
    const service = await openJapaneseService();
    const source = createCscTimestampSource({
      ...{ client: service.client, timestampId: 'tsa-down', fallbackIds: ['tsa-disabled'] },
    });
    const error: unknown = await source.stamp(DIGEST).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'TIMESTAMP_UNAVAILABLE', retryable: true });
    expect(isEsealError(error) && error.message).toContain('disabled');
    const asked = callsOf(service, 'signatures/timestamp').map(({ request }) => request.timestampID);
    expect(asked).toEqual(['tsa-down', 'tsa-disabled']);
  });

  it('are chosen by the caller, or not at all', async () => {
    const { client } = await openJapaneseService();
    expect(() => createCscTimestampSource({ client, fallbackIds: ['tsa-a'] })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });

  it('are not asked where the access to the service itself fails', async () => {
    const service = await openJapaneseService({}, { authentication: external(async () => 'guess') });
    const source = createCscTimestampSource({
      ...{ client: service.client, timestampId: 'tsa-a', fallbackIds: ['tsa-b'] },
    });
    await expect(source.stamp(DIGEST)).rejects.toMatchObject({ code: 'SIGNER_UNAUTHORIZED' });
    const asked = callsOf(service, 'timestamps/info').map(({ request }) => request.timestampID);
    expect(asked).not.toContain('tsa-b');
  });

  it('work as members of a pool', async () => {
    const { client } = await openJapaneseService();
    const pool = createTimestampPool([
      { source: createCscTimestampSource({ client, timestampId: 'tsa-down' }) },
      { source: createCscTimestampSource({ client, timestampId: 'tsa-a' }) },
    ]);
    expect(parseTimestampToken(await pool.stamp(DIGEST)).tstInfo.policy).toBe('2.999.2.1');
  });
});

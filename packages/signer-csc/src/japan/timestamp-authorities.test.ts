import { describe, expect, it } from 'vitest';
import { createCscClient } from '../client/create-client.ts';
import { external } from '../use-authentication/external.ts';
import { answering, callsOf, openJapaneseService } from './test-japan.ts';
import { listTimestampAuthorities, timestampAuthority } from './timestamp-authorities.ts';

const IDS = ['tsa-a', 'tsa-b', 'tsa-disabled', 'tsa-impostor', 'tsa-down', 'tsa-silent'];

describe('the authorities of a service', () => {
  it('are listed, page by page', async () => {
    const service = await openJapaneseService({ settings: { pageSize: 4 } });
    expect(await listTimestampAuthorities(service.client)).toEqual(IDS);
    expect(callsOf(service, 'timestamps/list').map(({ request }) => request)).toEqual([
      {},
      { pageToken: 'from-4' },
    ]);
  });

  it('are listed once by a service that repeats a page for ever', async () => {
    const service = await openJapaneseService();
    const transport = answering(service, 'timestamps/list', (body) => ({ ...body, nextPageToken: 'from-1' }));
    const token = service.rssp.token({ user: 'keiri' });
    const client = createCscClient({
      ...{ baseUrl: service.rssp.urls.v2, transport, authentication: external(async () => token) },
    });
    expect(await listTimestampAuthorities(client)).toEqual(IDS);
  });

  it('are those of a user where the access is of several', async () => {
    const service = await openJapaneseService();
    await expect(listTimestampAuthorities(service.client, 'keiri')).rejects.toMatchObject({
      code: 'CSC_REQUEST_INVALID',
      facts: { description: 'userID parameter MUST be null' },
    });
  });

  it('are described', async () => {
    const { client, rssp } = await openJapaneseService();
    const authority = await timestampAuthority(client, 'tsa-b');
    expect(authority).toMatchObject({
      id: 'tsa-b',
      provider: '例示認証株式会社',
      region: 'JP',
      isEnabled: true,
      policies: ['2.999.2.2'],
      defaultPolicy: '2.999.2.2',
      accuracyMs: 1000,
      accreditation: ['jp_mic_timestamp'],
      rateLimit: { requests: 100, perMs: 60_000 },
    });
    expect(authority.certificates.map(({ raw }) => raw)).toEqual(rssp.world.entity('rssp-tsa-b').chain);
    expect((await timestampAuthority(client, 'tsa-disabled')).isEnabled).toBe(false);
  });

  it('are not known under other names', async () => {
    const { client } = await openJapaneseService();
    await expect(timestampAuthority(client, 'tsa-z')).rejects.toMatchObject({
      code: 'CSC_REQUEST_INVALID',
      outcome: 'rejected',
      facts: { description: 'Invalid parameter timestampID' },
    });
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['a state that is none', { status: 'perhaps' }],
    ['certificates that are none', { cert: { certificates: ['AAAA'] } }],
    ['numbers below zero', { accuracy: { seconds: -1 } }],
  ])('are not described by %s', async (_name, members) => {
    const service = await openJapaneseService();
    const transport = answering(service, 'timestamps/info', (body) => ({ ...body, ...members }));
    const token = service.rssp.token({ user: 'keiri' });
    const client = createCscClient({
      ...{ baseUrl: service.rssp.urls.v2, transport, authentication: external(async () => token) },
    });
    await expect(timestampAuthority(client, 'tsa-a')).rejects.toMatchObject({ code: 'CSC_ANSWER_INVALID' });
  });

  it('are asked for of no service that does not name the methods', async () => {
    const service = await openJapaneseService();
    const token = service.rssp.token({ user: 'keiri' });
    for (const methods of [['info', 'signatures/timestamp'], []]) {
      const transport = answering(service, 'info', (body) => ({ ...body, methods }));
      const client = createCscClient({
        ...{ baseUrl: service.rssp.urls.v2, transport, authentication: external(async () => token) },
      });
      await expect(listTimestampAuthorities(client)).rejects.toMatchObject({ code: 'CSC_METHOD_MISSING' });
      await expect(timestampAuthority(client, 'tsa-a')).rejects.toMatchObject({
        code: 'CSC_METHOD_MISSING',
        outcome: 'not-sent',
      });
    }
    expect(callsOf(service, 'timestamps/list')).toEqual([]);
  });
});

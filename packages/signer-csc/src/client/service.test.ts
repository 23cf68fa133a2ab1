import { describe, expect, it } from 'vitest';
import { STRICT_PROFILE } from '../profile/profiles.ts';
import { createTestService, noAnswer, ok } from './test-service.ts';

const CALL = { method: 'credentials/list', body: {} };

describe('what a service says of itself', () => {
  it('is asked for once, however many ask', async () => {
    const service = createTestService({ 'credentials/list': [ok({})] });
    await Promise.all([service.client.info(), service.client.info(), service.client.call(CALL)]);
    expect(service.callsOf('info')).toHaveLength(1);
  });

  it('is asked for in a language', async () => {
    const service = createTestService({}, { language: 'ja-JP' });
    await service.client.info();
    expect(service.callsOf('info')[0]?.body).toEqual({ lang: 'ja-JP' });
  });

  it('is asked for again after it could not be had', async () => {
    const service = createTestService({ info: [...Array(4).fill(noAnswer()), ok({ specs: '1.0.4.0' })] });
    await expect(service.client.info()).rejects.toMatchObject({ code: 'SIGNER_UNAVAILABLE' });
    expect(await service.client.dialect()).toBe('v1');
  });

  it('is given up by one who waits without being lost for the others', async () => {
    const service = createTestService({});
    const controller = new AbortController();
    const [first, second] = [service.client.info({ signal: controller.signal }), service.client.info()];
    controller.abort();
    await expect(first).rejects.toMatchObject({ code: 'ABORTED' });
    expect((await second).specs).toBe('2.0.0.2');
  });

  it('decides which methods there are: others are not sent', async () => {
    const service = createTestService({
      info: [ok({ specs: '2.0.0.2', methods: ['credentials/info'] })],
      'credentials/info': [ok({})],
    });
    await service.client.call({ method: 'credentials/info', body: {} });
    await expect(service.client.call(CALL)).rejects.toMatchObject({
      code: 'CSC_METHOD_MISSING',
      outcome: 'not-sent',
      facts: { method: 'credentials/list' },
    });
    expect(service.calls).toHaveLength(1);
  });

  it('is not asked for where the profile knows that it is not said', async () => {
    const profile = { ...STRICT_PROFILE, dialect: 'etsi-119432-1.1.1' as const };
    const service = createTestService({ 'signatures/signDoc': [ok({})] }, { profile });
    await service.client.call({ method: 'signatures/signDoc', body: {} });
    expect(service.callsOf('info')).toHaveLength(0);
    await expect(service.client.info()).rejects.toMatchObject({ code: 'CSC_METHOD_MISSING' });
    expect(await service.client.dialect()).toBe('etsi-119432-1.1.1');
  });
});

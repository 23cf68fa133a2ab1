import { describe, expect, it } from 'vitest';
import { PROFILES } from '../profile/profiles.ts';
import { createTestService, noAnswer, ok } from './test-service.ts';

describe('a list of credentials', () => {
  it('is read to its last page', async () => {
    const service = createTestService({
      'credentials/list': [
        ok({ credentialIDs: ['a', 'b'], nextPageToken: '2' }),
        ok({ credentialIDs: ['c', 'a'], nextPageToken: '3' }),
        ok({ credentialIDs: [] }),
      ],
    });
    expect(await service.client.listCredentials('keiri')).toEqual(['a', 'b', 'c']);
    expect(service.calls.map(({ body }) => body)).toEqual([
      { userID: 'keiri' },
      { userID: 'keiri', pageToken: '2' },
      { userID: 'keiri', pageToken: '3' },
    ]);
  });

  it('ends where its pages lead round', async () => {
    const service = createTestService({
      'credentials/list': [ok({ credentialIDs: ['a'], nextPageToken: 'again' })],
    });
    expect(await service.client.listCredentials()).toEqual(['a']);
    expect(service.calls).toHaveLength(2);
  });

  it('ends after a hundred pages', async () => {
    const pages = Array.from({ length: 200 }, (_, page) =>
      ok({ credentialIDs: [`c${page}`], nextPageToken: `p${page}` }),
    );
    const service = createTestService({ 'credentials/list': pages });
    expect(await service.client.listCredentials()).toHaveLength(100);
  });

  it('is asked for once where asking makes keys', async () => {
    const service = createTestService(
      { 'credentials/list': [noAnswer()] },
      { profile: { ...PROFILES['bankid-no'], dialect: 'auto' } },
    );
    await expect(service.client.listCredentials()).rejects.toMatchObject({ code: 'CSC_OUTCOME_UNKNOWN' });
    expect(service.calls).toHaveLength(1);
  });
});

describe('a credential', () => {
  it('is asked for with everything that there is to know', async () => {
    const service = createTestService({
      'credentials/info': [
        ok({ key: { status: 'enabled', algo: ['1.2.3'] }, authMode: 'implicit', multisign: 1 }),
      ],
    });
    expect(await service.client.credential('電子シール')).toMatchObject({
      id: '電子シール',
      maxSignatures: 1,
    });
    expect(service.calls[0]?.body).toEqual({
      credentialID: '電子シール',
      certificates: 'chain',
      certInfo: true,
      authInfo: true,
    });
  });

  it.each(['', 'a\r\nb', 'a\u0000', 'x'.repeat(4097)])('has no identifier "%s"', async (id) => {
    const service = createTestService({});
    await expect(service.client.credential(id)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      outcome: 'not-sent',
    });
    expect(service.calls).toHaveLength(0);
  });
});

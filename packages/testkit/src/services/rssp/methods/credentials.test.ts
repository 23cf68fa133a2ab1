import { describe, expect, it } from 'vitest';
import type { Dialect } from '../model.ts';
import { openTestRssp } from '../test-rssp.ts';

const DIALECTS: readonly Dialect[] = ['v1', 'v2'];
const LISTED_1 = 12;

describe.each(DIALECTS)('credentials/list in %s', (dialect) => {
  it.each<[what: string, body: Record<string, unknown>, user: string | undefined, text: string]>([
    ["a user beside a user's token", { userID: 'keiri' }, 'keiri', 'userID parameter MUST be null'],
    [
      'a user for whom the application does not act',
      { userID: 'somu' },
      undefined,
      'Invalid parameter userID',
    ],
    ['a user of another type', { userID: 1 }, undefined, 'Invalid parameter userID'],
    ['client data of another type', { clientData: 1 }, undefined, 'Invalid parameter clientData'],
    ['an unknown member', { users: 'keiri' }, undefined, 'Unknown parameter users'],
  ])('refuses %s', async (_what, body, user, text) => {
    const service = await openTestRssp(dialect);
    const token = service.rssp.token({ user });
    expect(await service.refusal('credentials/list', body, token)).toBe(`400 invalid_request: ${text}`);
  });

  it('names what the user owns, and nothing else', async () => {
    const service = await openTestRssp(dialect);
    const listed = async (user: string) =>
      (await service.call('credentials/list', {}, service.rssp.token({ user }))).body.credentialIDs;
    expect(await listed('somu')).toEqual(['seal-somu']);
    expect(await listed('keiri')).not.toContain('seal-somu');
  });

  it('wants to know for whom, from an application that acts for several', async () => {
    const service = await openTestRssp(dialect);
    const token = service.rssp.token({ clientId: 'other-app' });
    expect(await service.refusal('credentials/list', {}, token)).toContain('Invalid parameter userID');
    const { body } = await service.call('credentials/list', { userID: 'somu' }, token);
    expect(body.credentialIDs).toEqual(['seal-somu']);
  });
});

describe('pages of credentials/list in v1', () => {
  it('follow each other, each credential on one of them', async () => {
    const service = await openTestRssp('v1', { settings: { pageSize: 5 } });
    const ids: unknown[] = [];
    let pageToken: unknown;
    do {
      const page = await service.call('credentials/list', {
        maxResults: 100,
        ...(pageToken ? { pageToken } : {}),
      });
      ids.push(...Object(page.body.credentialIDs));
      pageToken = page.body.nextPageToken;
    } while (pageToken !== undefined);
    expect([ids.length, new Set(ids).size]).toEqual([LISTED_1, LISTED_1]);
  });

  it.each([
    [{ pageToken: 'page-at-999' }, 'Invalid parameter pageToken'],
    [{ pageToken: 'x' }, 'Invalid parameter pageToken'],
    [{ pageToken: 7 }, 'Invalid parameter pageToken'],
    [{ maxResults: 0 }, 'Invalid parameter maxResults'],
    [{ maxResults: '5' }, 'Invalid parameter maxResults'],
    [{ credentialInfo: true }, 'Unknown parameter credentialInfo'],
  ])('are not had with %o', async (body, text) => {
    const service = await openTestRssp('v1');
    expect(await service.refusal('credentials/list', body)).toBe(`400 invalid_request: ${text}`);
  });
});

describe('credentials/list in v2', () => {
  it('describes credentials when asked, and leaves out those that cannot be used', async () => {
    const service = await openTestRssp('v2');
    const all = await service.call('credentials/list', { credentialInfo: true, certificates: 'none' });
    expect(Object(all.body.credentialInfos)).toHaveLength(LISTED_1 + 1);
    const { body } = await service.call('credentials/list', { onlyValid: true });
    expect(body.onlyValid).toBe(true);
    expect(body.credentialIDs).not.toContain('seal-expired');
    expect(body.credentialIDs).not.toContain('seal-disabled');
    expect(body.credentialInfos).toBeUndefined();
  });

  it.each([
    [{ certificates: 'all' }, 'Invalid parameter certificates'],
    [{ onlyValid: 'true' }, 'Invalid parameter onlyValid'],
    [{ maxResults: 5 }, 'Unknown parameter maxResults'],
  ])('refuses %o', async (body, text) => {
    const service = await openTestRssp('v2');
    expect(await service.refusal('credentials/list', body)).toBe(`400 invalid_request: ${text}`);
  });
});

describe.each(DIALECTS)('credentials/info in %s', (dialect) => {
  it.each<[what: string, body: Record<string, unknown>, text: string]>([
    ['no credential', {}, 'Missing (or invalid type) string parameter credentialID'],
    [
      'a credential of another type',
      { credentialID: 1 },
      'Missing (or invalid type) string parameter credentialID',
    ],
    ['an unknown one', { credentialID: 'x' }, 'Invalid parameter credentialID'],
    ["somebody else's", { credentialID: 'seal-somu' }, 'Invalid parameter credentialID'],
    [
      'unknown certificates',
      { credentialID: 'seal-pin', certificates: 'all' },
      'Invalid parameter certificates',
    ],
    ['a truth value as text', { credentialID: 'seal-pin', certInfo: 'true' }, 'Invalid parameter certInfo'],
  ])('refuses %s', async (_what, body, text) => {
    const service = await openTestRssp(dialect);
    expect(await service.refusal('credentials/info', body)).toBe(`400 invalid_request: ${text}`);
  });

  it('shows as many certificates as asked for', async () => {
    const service = await openTestRssp(dialect);
    const count = async (certificates?: string): Promise<number> => {
      const asked = certificates === undefined ? {} : { certificates };
      const { body } = await service.call('credentials/info', { credentialID: 'seal-pin', ...asked });
      return Object(Object(body.cert).certificates ?? []).length;
    };
    expect([await count(), await count('none'), await count('single'), await count('chain')]).toEqual([
      1, 0, 1, 2,
    ]);
  });

  it('shows names and times only when asked', async () => {
    const service = await openTestRssp(dialect);
    const cert = async (certInfo: boolean) =>
      (await service.call('credentials/info', { credentialID: 'seal-expired', certInfo })).body.cert;
    expect(await cert(true)).toMatchObject({
      status: 'expired',
      subjectDN: expect.stringContaining('O=株式会社サンプル'),
      serialNumber: expect.stringMatching(/^[0-9a-f]{32}$/),
      validFrom: expect.stringMatching(/^\d{14}Z$/),
    });
    expect(await cert(false)).not.toHaveProperty('subjectDN');
  });

  it('says what the key is and whether it may be used', async () => {
    const service = await openTestRssp(dialect);
    const key = async (credentialID: string) =>
      (await service.call('credentials/info', { credentialID })).body.key;
    expect(await key('seal-pin-rsa')).toMatchObject({ status: 'enabled', len: 2048 });
    expect(await key('seal-pin-rsa')).not.toHaveProperty('curve');
    expect(await key('seal-disabled')).toMatchObject({ status: 'disabled', curve: '1.2.840.10045.3.1.7' });
  });
});

describe('ways of approval in credentials/info', () => {
  const described = async (dialect: Dialect, credentialID: string, authInfo = true) =>
    (await (await openTestRssp(dialect)).call('credentials/info', { credentialID, authInfo })).body;

  it.each([
    ['seal-implicit', { authMode: 'implicit' }],
    ['seal-oauth', { authMode: 'oauth2code', SCAL: '2' }],
    ['seal-pin', { authMode: 'explicit', PIN: { presence: 'true', format: 'N' } }],
    ['seal-password', { authMode: 'explicit', PIN: { presence: 'true', format: 'A' } }],
    ['seal-otp-offline', { authMode: 'explicit', OTP: { type: 'offline' } }],
    ['seal-otp-online', { authMode: 'explicit', OTP: { type: 'online', ID: 'OTP' } }],
    ['seal-pin-otp', { authMode: 'explicit', PIN: {}, OTP: {} }],
    ['seal-out-of-band', { authMode: 'implicit' }],
  ])('stand in the names of v1 for %s', async (id, members) => {
    expect(await described('v1', id)).toMatchObject(members);
  });

  it.each([
    ['seal-implicit', { mode: 'explicit', objects: [] }],
    ['seal-oauth', { mode: 'oauth2code' }],
    [
      'seal-pin',
      { mode: 'explicit', expression: 'PIN', objects: [{ id: 'PIN', type: 'Password', format: 'N' }] },
    ],
    [
      'seal-pin-otp',
      { expression: 'PIN AND OTP', objects: [{ id: 'PIN' }, { id: 'OTP', type: 'ChallengeResponse' }] },
    ],
    ['seal-otp-offline', { objects: [{ type: 'Password', generator: 'totp' }] }],
    ['seal-challenge', { objects: [{ type: 'ChallengeResponse' }] }],
    ['seal-out-of-band', { objects: [{ type: 'ChallengeResponseOOB' }] }],
  ])('stand in the names of v2 for %s', async (id, auth) => {
    expect((await described('v2', id)).auth).toMatchObject(auth);
  });

  it('stand there only when asked for', async () => {
    expect(await described('v1', 'seal-pin', false)).not.toHaveProperty('PIN');
    expect((await described('v2', 'seal-pin', false)).auth).toEqual({ mode: 'explicit' });
  });

  it('hide from v1 what it has no words for', async () => {
    const service = await openTestRssp('v1');
    expect(await service.refusal('credentials/info', { credentialID: 'seal-challenge' })).toContain(
      'credentialID',
    );
  });
});

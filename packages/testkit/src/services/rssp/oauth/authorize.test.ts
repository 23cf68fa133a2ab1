import { toBase64 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { APP, ASK_FOR_SERVICE, CALLBACK, openService, post, redeem, visit } from './test-oauth.ts';

const HASH = new Uint8Array(32).fill(0xfb);
const HASH_IN_ADDRESS = toBase64(HASH).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const SHA256 = '2.16.840.1.101.3.4.2.1';
const ASK_FOR_KEY = {
  ...ASK_FOR_SERVICE,
  scope: 'credential',
  credentialID: 'seal-oauth',
  numSignatures: '1',
  hashes: HASH_IN_ADDRESS,
  hashAlgorithmOID: SHA256,
  description: '請求書 2026-11',
} as const;

/** Sends what `values` say in place of it; `undefined` leaves a parameter out. */
function changed(
  request: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const entries: [string, string][] = [];
  for (const [name, value] of Object.entries({ ...request, ...values })) {
    if (value !== undefined) entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

describe('oauth2/authorize', () => {
  it('sends the browser back with a code, the state and who answers', async () => {
    const { rssp } = await openService();
    const answer = await visit(rssp, ASK_FOR_SERVICE);
    expect([...answer.keys()].sort()).toEqual(['code', 'iss', 'state']);
    expect(answer.get('state')).toBe('xyz');
    expect(answer.get('iss')).toBe(rssp.urls.oauth);
  });

  it.each<[string, Readonly<Record<string, string | undefined>>, string, string]>([
    [
      'another response type',
      { response_type: 'token' },
      'unsupported_response_type',
      'Invalid parameter response_type',
    ],
    ['no response type', { response_type: undefined }, 'invalid_request', 'Missing parameter response_type'],
    ['another scope', { scope: 'everything' }, 'invalid_scope', 'Invalid parameter scope'],
    [
      'another way of challenge',
      { code_challenge_method: 'S1' },
      'invalid_request',
      'Invalid parameter code_challenge_method',
    ],
    ['a short challenge', { code_challenge: 'abc' }, 'invalid_request', 'Invalid parameter code_challenge'],
    ['a key without name', { scope: 'credential' }, 'invalid_request', 'Missing parameter credentialID'],
    [
      'an account that nobody vouches for',
      { account_token: 'e30.e30.' },
      'invalid_request',
      'Invalid parameter account_token',
    ],
  ])('tells the application of %s', async (_name, values, error, description) => {
    const { rssp } = await openService();
    const answer = await visit(rssp, changed(ASK_FOR_SERVICE, values));
    expect(Object.fromEntries(answer)).toEqual({
      error,
      error_description: description,
      state: 'xyz',
      iss: rssp.urls.oauth,
    });
  });

  it.each([
    ['an unknown application', { client_id: 'nobody' }],
    ['a registration authority', { client_id: 'registration-authority' }],
    ['an address that is not registered', { redirect_uri: `${CALLBACK}/` }],
    ['an address below the registered one', { redirect_uri: `${CALLBACK}?x=1` }],
  ])('sends nobody anywhere for %s', async (_name, values) => {
    const { rssp } = await openService();
    await expect(visit(rssp, { ...ASK_FOR_SERVICE, ...values })).rejects.toThrow('answered 400');
  });

  it('refuses a parameter that is there twice', async () => {
    const { rssp } = await openService();
    const url = `${rssp.urls.oauth}/oauth2/authorize?${new URLSearchParams(ASK_FOR_SERVICE)}&scope=credential`;
    expect(await rssp.handler({ method: 'GET', url, headers: {} })).toMatchObject({ status: 400 });
  });

  it('wants a challenge where the service says so', async () => {
    const { rssp } = await openService({ oauth: { pkce: 'required' } });
    const answer = await visit(rssp, changed(ASK_FOR_SERVICE, { code_challenge: undefined }));
    expect(answer.get('error_description')).toBe('Missing parameter code_challenge');
  });
});

describe('whoever is asked', () => {
  it('sees what is to be signed, and may deny it', async () => {
    const { rssp } = await openService();
    rssp.answerConsent(() => ({ kind: 'denied' }));
    const answer = await visit(rssp, ASK_FOR_KEY);
    expect(answer.get('error')).toBe('access_denied');
    expect(rssp.consents).toEqual([
      {
        clientId: 'sealing-app',
        scope: 'credential',
        credentialId: 'seal-oauth',
        signatureQualifier: undefined,
        hashes: [toBase64(HASH)],
        numSignatures: 1,
        description: '請求書 2026-11',
        account: undefined,
      },
    ]);
  });

  it('gives leave for no key of others, and for no application that is not theirs', async () => {
    const { rssp } = await openService();
    rssp.answerConsent(() => ({ kind: 'approved', user: 'somu' }));
    expect((await visit(rssp, ASK_FOR_KEY)).get('error')).toBe('access_denied');
    expect((await visit(rssp, ASK_FOR_SERVICE)).get('error')).toBe('access_denied');
  });
});

describe('leave to use a key', () => {
  it.each<[string, Readonly<Record<string, string | undefined>>, string]>([
    ['of someone else', { credentialID: 'seal-somu' }, 'Invalid parameter credentialID'],
    ['that is approved otherwise', { credentialID: 'seal-pin' }, 'Invalid parameter credentialID'],
    ['without its digests, of level 2', { hashes: undefined }, 'Missing parameter hash'],
    ['for digests that are none', { hashes: '!!' }, 'Invalid Base64 hash string parameter'],
    ['for digests in the other alphabet', { hashes: toBase64(HASH) }, 'Invalid Base64 hash string parameter'],
    ['for digests of another length', { hashes: 'AAAA' }, 'Invalid digest value length'],
    [
      'for digests of an unknown algorithm',
      { hashAlgorithmOID: '1.2.3' },
      'Invalid parameter hashAlgorithmOID',
    ],
    ['for digests without algorithm', { hashAlgorithmOID: undefined }, 'Missing parameter hashAlgorithmOID'],
    ['for digests under both names', { hash: HASH_IN_ADDRESS }, 'Both hash and hashes parameters passed'],
    ['more often than it signs at once', { numSignatures: '101' }, 'Numbers of signatures is too high'],
    [
      'fewer times than digests',
      { hashes: `${HASH_IN_ADDRESS},${HASH_IN_ADDRESS}` },
      'Invalid value for parameter numSignatures',
    ],
    ['no times', { numSignatures: '0' }, 'Invalid value for parameter numSignatures'],
    [
      'of an unknown kind',
      { credentialID: undefined, signatureQualifier: 'za_ecta_aes' },
      'Invalid parameter signatureQualifier',
    ],
  ])('is not given %s', async (_name, values, description) => {
    const { rssp } = await openService();
    const answer = await visit(rssp, changed(ASK_FOR_KEY, values));
    expect(answer.get('error_description')).toBe(description);
  });

  it('is a token for these digests, called SAD where version 1 asked for it', async () => {
    const { rssp } = await openService();
    const { code_challenge: _, code_challenge_method: __, hashes: ___, ...older } = ASK_FOR_KEY;
    const version1 = await visit(
      rssp,
      changed(older, { hash: HASH_IN_ADDRESS, hashAlgorithmOID: undefined }),
    );
    const { code_verifier: ____, ...tokenRequest } = redeem(version1.get('code'));
    expect((await post(rssp, 'token', tokenRequest)).body).toMatchObject({
      token_type: 'SAD',
      expires_in: 3600,
    });
    const version2 = await visit(rssp, ASK_FOR_KEY);
    const { body } = await post(rssp, 'token', redeem(version2.get('code')));
    expect(body).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 });
  });

  it('tells which key was chosen for a kind of credential', async () => {
    const { rssp } = await openService();
    const asked = changed(ASK_FOR_KEY, { credentialID: undefined, signatureQualifier: 'jp_mic_aeseal' });
    const { body } = await post(rssp, 'token', redeem((await visit(rssp, asked)).get('code')));
    expect(body).toMatchObject({ credentialID: 'seal-oauth' });
  });
});

describe('authorisation details', () => {
  const DETAILS = {
    type: 'credential',
    credentialID: 'seal-oauth',
    documentDigests: [{ hash: toBase64(HASH), label: '請求書.pdf' }],
    hashAlgorithmOID: SHA256,
  };
  const ask = (details: unknown) => ({
    ...changed(ASK_FOR_SERVICE, { scope: undefined }),
    authorization_details: JSON.stringify(details),
  });

  it.each(['credential', 'https://cloudsignatureconsortium.org/2025/credential'])(
    'of type %s come back as they were granted',
    async (type) => {
      const { rssp } = await openService();
      const code = (await visit(rssp, ask([{ ...DETAILS, type }]))).get('code');
      const { body } = await post(rssp, 'token', redeem(code));
      expect(body).toMatchObject({ token_type: 'Bearer', authorization_details: [{ ...DETAILS, type }] });
      expect(rssp.consents[0]).toMatchObject({ hashes: [toBase64(HASH)], numSignatures: 1 });
    },
  );

  it.each<[string, unknown]>([
    ['that are no array', DETAILS],
    ['that are none', []],
    ['of two keys', [DETAILS, DETAILS]],
    ['of another type', [{ ...DETAILS, type: 'digest_signing' }]],
    ['with a member that is not understood', [{ ...DETAILS, amount: 5 }]],
    ['without a key', [{ ...DETAILS, credentialID: undefined }]],
    ['with a key and a kind of key', [{ ...DETAILS, signatureQualifier: 'jp_mic_aeseal' }]],
    ['without algorithm', [{ ...DETAILS, hashAlgorithmOID: undefined }]],
    ['with a digest that is none', [{ ...DETAILS, documentDigests: [{ hash: '*' }] }]],
    [
      'with digests of documents',
      [{ ...DETAILS, documentDigests: [{ hash: toBase64(HASH), hashType: 'sodr' }] }],
    ],
    ['for fewer signatures than digests', [{ ...DETAILS, numSignatures: 0 }]],
  ])('%s are refused', async (_name, details) => {
    const { rssp } = await openService();
    expect((await visit(rssp, ask(details))).get('error')).toBe('invalid_authorization_details');
  });
});

describe('oauth2/pushed_authorize', () => {
  const push = { ...ASK_FOR_KEY, client_secret: APP.client_secret };

  it('keeps a request, for one visit by the same application', async () => {
    const { rssp } = await openService({ oauth: { requiresPushedRequests: true } });
    const { status, body } = await post(rssp, 'pushed_authorize', push);
    expect({ status, body }).toEqual({
      status: 201,
      body: { request_uri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:/), expires_in: 60 },
    });
    const request_uri = String(body.request_uri);
    await expect(visit(rssp, { client_id: 'other-app', request_uri })).rejects.toThrow('400');
    const answer = await visit(rssp, { client_id: 'sealing-app', request_uri });
    expect(answer.get('code')).toMatch(/^[0-9a-f]{64}$/);
    await expect(visit(rssp, { client_id: 'sealing-app', request_uri })).rejects.toThrow('400');
    await expect(visit(rssp, ASK_FOR_KEY)).rejects.toThrow('400');
  });

  it('keeps it for a minute', async () => {
    const { rssp, clock } = await openService();
    const { body } = await post(rssp, 'pushed_authorize', push);
    clock.advance(60_000);
    const visited = visit(rssp, { client_id: 'sealing-app', request_uri: String(body.request_uri) });
    await expect(visited).rejects.toThrow('400');
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['an application without secret', { client_secret: '' }, 'Client authorization required'],
    ['the wrong secret', { client_secret: 'guess' }, 'Invalid parameter client_secret'],
    ['another address', { redirect_uri: 'https://evil.test/' }, 'Invalid parameter redirect_uri'],
    ['a request within the request', { request_uri: 'urn:x' }, 'Invalid parameter request_uri'],
    ['a request that would be refused', { hashes: '!' }, 'Invalid Base64 hash string parameter'],
  ])('refuses %s at once', async (_name, values, description) => {
    const { rssp } = await openService();
    const { body } = await post(rssp, 'pushed_authorize', { ...push, ...values });
    expect(body.error_description).toBe(description);
  });
});

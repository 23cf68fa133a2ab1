import { describe, expect, it } from 'vitest';
import type { Dialect } from '../model.ts';
import { ECDSA_SHA256, hashOf, openTestRssp, SHA256, TEST_PIN } from '../test-rssp.ts';
import type { HabitName } from './habits.ts';
import { RSSP_PRESETS, type RsspPresetName } from './presets.ts';

/** What of an answer differs by habit: where to look, and what is there. */
const SEEN: readonly (readonly [habit: HabitName, dialect: Dialect, method: string, seen: unknown])[] = [
  ['algorithm-as-text', 'v2', 'credentials/info', { key: { algo: ECDSA_SHA256 } }],
  ['curve-by-name', 'v2', 'credentials/info', { key: { curve: 'P-256' } }],
  ['length-as-text', 'v1', 'credentials/info', { key: { len: '256' } }],
  ['scal-as-number', 'v1', 'credentials/info', { SCAL: 1 }],
  ['multisign-as-text', 'v1', 'credentials/info', { multisign: '100' }],
  ['one-signature', 'v1', 'credentials/info', { multisign: 1 }],
  [
    'certificates-as-text',
    'v1',
    'credentials/info',
    { cert: { certificates: expect.stringMatching(/^MII/) } },
  ],
  [
    'certificates-as-pem',
    'v1',
    'credentials/info',
    { cert: { certificates: [expect.stringContaining('BEGIN CERTIFICATE')] } },
  ],
  [
    'certificates-in-lines',
    'v1',
    'credentials/info',
    { cert: { certificates: [expect.stringContaining('\r\n')] } },
  ],
  [
    'decimal-serial-number',
    'v1',
    'credentials/info',
    { cert: { serialNumber: expect.stringMatching(/^\d{37,39}$/) } },
  ],
  ['objects-as-texts', 'v2', 'credentials/info', { auth: { objects: ['PIN'] } }],
  ['presence-as-truth', 'v1', 'credentials/info', { PIN: { presence: true } }],
  ['implicit-in-version-2', 'v2', 'credentials/info', { auth: { mode: 'explicit' } }],
  ['null-info', 'v1', 'info', { logo: null, description: null }],
  ['lower-case-tls', 'v1', 'info', { authType: expect.arrayContaining(['tls']) }],
  ['hash-types-by-digest', 'v2', 'info', { supportedHashTypes: ['SHA-256'] }],
  ['several-servers', 'v2', 'info', { oauth2: 'https://rssp.test', oauth2Issuer: 'https://rssp.test' }],
  ['expiry-as-text', 'v1', 'credentials/authorize', { expiresIn: '300' }],
  ['renamed-timestamp', 'v1', 'signatures/timestamp', { timeStampToken: expect.any(String) }],
];

const BODIES: Readonly<Record<string, Record<string, unknown>>> = {
  info: {},
  'credentials/info': { credentialID: 'seal-pin', certInfo: true, authInfo: true },
  'credentials/authorize': { credentialID: 'seal-pin', numSignatures: 1, PIN: TEST_PIN },
  'signatures/timestamp': { hash: hashOf(1), hashAlgo: SHA256 },
};

describe('a habit of services', () => {
  it.each(SEEN)('"%s" is seen in %s %s, and only then', async (habit, dialect, method, seen) => {
    const plain = await openTestRssp(dialect);
    const other = await openTestRssp(dialect, { habits: [habit] });
    expect((await other.call(method, BODIES[method])).body).toMatchObject(Object(seen));
    const isHarmless = habit === 'implicit-in-version-2';
    if (!isHarmless) expect((await plain.call(method, BODIES[method])).body).not.toMatchObject(Object(seen));
  });

  it('"implicit-in-version-2" is seen where no factor is asked for', async () => {
    const service = await openTestRssp('v2', { habits: ['implicit-in-version-2'] });
    const { body } = await service.call('credentials/info', {
      credentialID: 'seal-implicit',
      authInfo: true,
    });
    expect(body.auth).toEqual({ mode: 'implicit' });
  });

  it.each<[habit: HabitName, method: string, members: readonly string[]]>([
    ['without-scal', 'credentials/info', ['SCAL']],
    ['without-multisign', 'credentials/info', ['multisign']],
    ['sparse-info', 'info', ['description', 'logo', 'region']],
  ])('"%s" leaves members of %s out', async (habit, method, members) => {
    const missing = async (habits: readonly HabitName[]) => {
      const { body } = await (await openTestRssp('v1', { habits })).call(method, BODIES[method]);
      return members.filter((member) => !(member in body));
    };
    expect([await missing([habit]), await missing([])]).toEqual([members, []]);
  });

  it('is seen in lists too', async () => {
    const service = await openTestRssp('v2', { habits: ['curve-by-name'] });
    const { body } = await service.call('credentials/list', { credentialInfo: true });
    expect(JSON.stringify(body)).toContain('"curve":"P-256"');
    expect(JSON.stringify(body)).not.toContain('"curve":"1.2.840');
  });

  it.each<[habit: HabitName, status: number, body: string]>([
    [
      'errors-of-bankid',
      400,
      '{"errorCode":"invalid_request","errorDescription":"Invalid parameter credentialID"',
    ],
    ['numeric-errors', 400, '{"error":"60110","error_description":"Invalid parameter credentialID"}'],
    ['errors-as-text', 400, 'Invalid parameter credentialID\n'],
  ])('"%s" words refusals', async (habit, status, text) => {
    const { rssp, token } = await openTestRssp('v1', { habits: [habit] });
    const url = `${rssp.urls.v1}/credentials/info`;
    const body = new TextEncoder().encode('{"credentialID":"x"}');
    const answer = await rssp.handler({
      method: 'POST',
      url,
      headers: { authorization: `Bearer ${token}` },
      body,
    });
    expect(answer.status).toBe(status);
    expect(new TextDecoder().decode(answer.body)).toContain(text);
  });

  it('"text-json" and "byte-order-mark" change the media type and the first bytes', async () => {
    const { rssp } = await openTestRssp('v1', { habits: ['text-json', 'byte-order-mark'] });
    const url = `${rssp.urls.v1}/info`;
    const answer = await rssp.handler({
      method: 'POST',
      url,
      headers: {},
      body: new TextEncoder().encode('{}'),
    });
    expect(answer.headers['content-type']).toBe('text/json; charset=utf-8');
    expect([...answer.body.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('"pending-as-400" and "signatures-in-url-alphabet" change polls', async () => {
    const service = await openTestRssp('v2', { habits: ['pending-as-400', 'signatures-in-url-alphabet'] });
    const credentialID = 'seal-pin';
    const SAD = await service.sad(credentialID, [hashOf(1)]);
    const body = { credentialID, SAD, hashes: [hashOf(1)], signAlgo: ECDSA_SHA256, operationMode: 'A' };
    const requestID = (await service.call('signatures/signHash', body)).body.responseID;
    expect(await service.refusal('signatures/signPolling', { requestID })).toMatch(
      /^400 invalid_request: Previous/,
    );
    const done = await service.call('signatures/signPolling', { requestID });
    expect(done.body.signatures).toEqual([expect.stringMatching(/^[A-Za-z0-9_-]+$/)]);
  });

  it('"scalars-as-texts" takes a number as text, which others refuse', async () => {
    const body = { credentialID: 'seal-pin', numSignatures: '1', PIN: TEST_PIN };
    const texts = await openTestRssp('v1', { habits: ['scalars-as-texts'] });
    expect((await texts.call('credentials/authorize', body)).status).toBe(200);
    const plain = await openTestRssp('v1');
    expect((await plain.call('credentials/authorize', body)).status).toBe(400);
  });
});

describe('settings of services', () => {
  it('lists nothing without the client data that the service wants', async () => {
    const service = await openTestRssp('v1', { preset: 'ssl-com' });
    const listed = async (body: Record<string, unknown>) =>
      (await service.call('credentials/list', body)).body.credentialIDs;
    expect(await listed({})).toEqual([]);
    expect(await listed({ clientData: 'DS' })).toContain('seal-pin');
  });

  it('writes ECDSA as two numbers of 32 bytes', async () => {
    const service = await openTestRssp('v1', { preset: 'a-trust' });
    const SAD = await service.sad('seal-pin', [hashOf(1)]);
    const body = { credentialID: 'seal-pin', SAD, hash: [hashOf(1)], signAlgo: ECDSA_SHA256 };
    const { signatures } = (await service.call('signatures/signHash', body)).body;
    expect(atob(String(Object(signatures)[0]))).toHaveLength(64);
  });

  it('takes a SAD as bearer token where that is its habit', async () => {
    for (const [preset, status] of [
      ['sign8', 200],
      ['primesign', 401],
    ] as const) {
      const service = await openTestRssp('v2', { preset });
      const SAD = await service.sad('seal-pin', [hashOf(1)]);
      const body = { credentialID: 'seal-pin', hashes: [hashOf(1)], signAlgo: ECDSA_SHA256 };
      expect((await service.call('signatures/signHash', body, SAD)).status).toBe(status);
    }
  });

  it.each(Object.keys(RSSP_PRESETS))('%s answers info at its own addresses', async (name) => {
    const preset = Object.keys(RSSP_PRESETS).find((each): each is RsspPresetName => each === name);
    for (const dialect of ['v1', 'v2'] as const) {
      const service = await openTestRssp(dialect, preset === undefined ? {} : { preset });
      const { rssp } = service;
      const body = new TextEncoder().encode('{}');
      const answer = await rssp.handler({
        method: 'POST',
        url: `${rssp.urls[dialect]}/info`,
        headers: {},
        body,
      });
      expect(answer.status).toBe(200);
      expect(new TextDecoder().decode(answer.body)).toContain('"methods":["');
    }
  });
});

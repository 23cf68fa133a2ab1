import { fromBase64, toBase64, utf8 } from '@eseal/core';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createClock, DAY } from '../../../clock.ts';
import { context, encode, integer, sequence, setOf, utf8String } from '../../../der.ts';
import { digest } from '../../digests.ts';
import type { RsspClient } from '../model.ts';
import type { RsspOptions } from '../options.ts';
import { SAMPLE_CLIENTS } from '../samples.ts';
import { ECDSA_SHA256, hashOf, openTestRssp, SHA256, type TestRssp } from '../test-rssp.ts';

const NOW = new Date('2026-11-01T09:00:00Z');
const RA: RsspClient = {
  ...{ id: 'registration-authority', testSecret: 'testkit secret of registration-authority' },
  ...{ redirectUris: [], users: ['keiri', 'somu'], role: 'manage' },
};

/** A service in version 2 with a registration authority that has logged in. */
async function openManaged(options: RsspOptions = {}) {
  const clock = createClock(NOW);
  const service = await openTestRssp('v2', { credentials: [], now: clock, ...options });
  const expiresIn = 7 * 24 * 3600;
  const manage = service.rssp.token({ scope: 'manage', clientId: RA.id, user: undefined, expiresIn });
  const call = (method: string, body: object, token = manage) => service.call(method, body, token);
  const refusal = (method: string, body: object, token = manage) => service.refusal(method, body, token);
  return { clock, service, manage, call, refusal };
}

const GENERATE = {
  ...{ requestID: 'r-1', userID: 'keiri', usage: 'eseal' },
  ...{ keyAlgo: '1.2.840.10045.2.1', keyCurve: '1.2.840.10045.3.1.7' },
};

/** A certification request for a key of the service, with leave to sign it. */
async function proofFor(publicKey: string) {
  const spki = fromBase64(publicKey) ?? new Uint8Array();
  const info = encode(sequence(integer(0), sequence(), spki, context(0)));
  const hash = toBase64(await digest('SHA-256', info));
  return {
    ...{ purpose: 'proof-of-possession', numSignatures: 1, hashes: [hash], hashAlgorithmOID: SHA256 },
    certificationRequestInfo: toBase64(info),
  };
}

async function generated(managed: Awaited<ReturnType<typeof openManaged>>, requestID = 'r-1') {
  const { body } = await managed.call('manages/generateKey', { ...GENERATE, requestID });
  const [credentialID, publicKey] = [String(body.credentialID), String(body.publicKey)];
  const proof = { credentialID, ...(await proofFor(publicKey)) };
  return { credentialID, publicKey, proof };
}

describe('manages/login', () => {
  const basic = (pair: string) => `Basic ${btoa(pair)}`;
  const good = basic(`${RA.id}:${RA.testSecret}`);

  async function login(
    { rssp }: TestRssp,
    body: object,
    authorization?: string,
    clientCertificate?: Uint8Array,
  ) {
    const answer = await rssp.connection({ clientCertificate })({
      method: 'POST',
      url: `${rssp.urls.v2}/manages/login`,
      headers: {
        'content-type': 'application/json',
        ...(authorization === undefined ? {} : { authorization }),
      },
      body: utf8(JSON.stringify(body)),
    });
    const decoded: Record<string, unknown> = JSON.parse(new TextDecoder().decode(answer.body));
    return { status: answer.status, body: decoded };
  }

  it('gives a token for ten minutes, and one to come back with', async () => {
    const { service } = await openManaged();
    const { body } = await login(service, { rememberMe: true }, good);
    expect(body).toEqual({
      ...{ access_token: expect.any(String), token_type: 'Bearer', expires_in: 600 },
      ...{ scope: 'manage', caID: RA.id, refresh_token: expect.any(String) },
    });
    expect((await login(service, { refresh_token: body.refresh_token })).status).toBe(200);
    expect((await login(service, { refresh_token: body.refresh_token })).body.error_description).toBe(
      'Invalid refresh_token',
    );
  });

  it.each<[string, object, string | undefined, number, string]>([
    ['nothing', {}, undefined, 401, 'Malformed authentication parameter.'],
    ['another scheme', {}, 'Bearer x', 401, 'Malformed authentication parameter.'],
    ['no password', {}, basic('x'), 400, 'Malformed username-password.'],
    ['another password', {}, basic(`${RA.id}:x`), 400, 'An error occurred during authentication process'],
    [
      'an application that seals',
      {},
      basic('sealing-app:testkit secret of sealing-app'),
      400,
      'An error occurred during authentication process',
    ],
    ['another grant', { grant_type: 'password' }, undefined, 400, 'Invalid parameter grant_type'],
    [
      'a token that is no text',
      { refresh_token: 1 },
      undefined,
      400,
      'Invalid string parameter: refresh_token',
    ],
  ])('refuses %s', async (_name, body, authorization, status, description) => {
    const { service } = await openManaged();
    const refused = await login(service, body, authorization);
    expect(refused).toMatchObject({ status, body: { error_description: description } });
  });

  it('wants the certificate that is registered besides', async () => {
    const testCertificate = Uint8Array.of(1, 2, 3);
    const { service } = await openManaged({ clients: [{ ...RA, testCertificate }] });
    expect((await login(service, {}, good)).body.error).toBe('access_denied');
    expect((await login(service, {}, good, Uint8Array.of(9))).body.error).toBe('access_denied');
    expect((await login(service, {}, good, testCertificate)).status).toBe(200);
  });

  it('takes an assertion in place of a password', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const { service } = await openManaged({ clients: [{ ...RA, jwks: [await exportJWK(publicKey)] }] });
    const claims = { iss: RA.id, sub: RA.id, aud: `${service.rssp.urls.v2}/manages/login`, jti: 'x' };
    const client_assertion = await new SignJWT({ ...claims, exp: NOW.getTime() / 1000 + 60 })
      .setProtectedHeader({ alg: 'ES256' })
      .sign(privateKey);
    const body = {
      ...{ grant_type: 'client_credentials', client_id: RA.id, client_assertion },
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    };
    expect((await login(service, body)).status).toBe(200);
    expect((await login(service, body)).body.error).toBe('authentication_error');
  });
});

describe('a token that manages', () => {
  it.each([
    ['credentials/list', { userID: 'keiri' }],
    ['credentials/info', { credentialID: 'seal-pin' }],
    ['credentials/authorize', { credentialID: 'seal-pin', numSignatures: 1 }],
    ['signatures/timestamp', { hash: hashOf(1), hashAlgo: SHA256 }],
    ['validates/validCert', { certificates: [] }],
  ])('does not open %s', async (method, body) => {
    const { refusal } = await openManaged();
    expect(await refusal(method, body)).toBe('400 unauthorized_client: The client may not use this method');
  });

  it('is needed: a token that seals opens none of them, nor does a certificate alone', async () => {
    const { service } = await openManaged({
      clients: [...SAMPLE_CLIENTS, { ...RA, id: 'ra-2', testCertificate: Uint8Array.of(7) }],
    });
    for (const method of ['generateKey', 'linkEid', 'authorize', 'linkCert', 'deleteKey']) {
      expect(await service.refusal(`manages/${method}`, {})).toContain('unauthorized_client');
      const answer = await service.rssp.connection({ clientCertificate: Uint8Array.of(7) })({
        method: 'POST',
        url: `${service.rssp.urls.v2}/manages/${method}`,
        headers: { 'content-type': 'application/json' },
        body: utf8('{}'),
      });
      expect(new TextDecoder().decode(answer.body)).toContain('unauthorized_client');
    }
  });

  it('seals nothing, not with a SAD of the generator either', async () => {
    const { service, refusal } = await openManaged({ credentials: oneCredential() });
    const SAD = await service.sad('seal-pin', [hashOf(1)]);
    const body = {
      credentialID: 'seal-pin',
      SAD,
      hashes: [hashOf(1)],
      hashAlgorithmOID: SHA256,
      signAlgo: ECDSA_SHA256,
    };
    expect(await refusal('signatures/signHash', body)).toBe('400 invalid_request: Invalid parameter SAD');
  });
});

/** One credential with a PIN. */
function oneCredential(): NonNullable<RsspOptions['credentials']> {
  const factors = [{ kind: 'pin', id: 'PIN', testValue: '482915' }] as const;
  return [{ id: 'seal-pin', user: 'keiri', authorization: { mode: 'explicit', factors } }];
}

describe('manages/generateKey', () => {
  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{ requestID: undefined }, 'invalid_request: Missing (or invalid type) string parameter requestID'],
    [{ userID: undefined }, 'invalid_request: Missing (or invalid type) string parameter userID'],
    [{ userID: 'nobody' }, 'invalid_request: Invalid parameter userID'],
    [{ keyAlgo: '1.2.3' }, 'unsupported_key: No such key can be generated'],
    [{ keyCurve: '1.3.132.0.10' }, 'unsupported_key: No such key can be generated'],
    [
      { keyAlgo: '1.2.840.113549.1.1.1', keyCurve: undefined, keyLen: 1024 },
      'unsupported_key: No such key can be generated',
    ],
    [{ usage: 'tsa' }, 'invalid_request: Invalid parameter usage'],
    [{ multisign: 0 }, 'invalid_request: Invalid parameter multisign'],
    [{ signAlgos: ['1.2.3'] }, 'invalid_request: Invalid parameter signAlgos'],
    [{ auth: { mode: 'implicit' } }, 'invalid_request: Invalid parameter auth'],
    [{ pin: '1234' }, 'invalid_request: Unknown parameter pin'],
  ])('refuses %j', async (values, refused) => {
    const { refusal } = await openManaged();
    expect(await refusal('manages/generateKey', { ...GENERATE, ...values })).toBe(`400 ${refused}`);
  });

  it('answers the same request the same, and another under its name not at all', async () => {
    const { call, refusal } = await openManaged();
    const { body } = await call('manages/generateKey', GENERATE);
    expect((await call('manages/generateKey', GENERATE)).body).toEqual(body);
    const other = { ...GENERATE, userID: 'somu' };
    expect(await refusal('manages/generateKey', other)).toBe('400 invalid_request: requestID already used');
  });

  it('makes a key that nobody sees, uses or keeps before it has a certificate', async () => {
    const managed = await openManaged();
    const { credentialID, proof } = await generated(managed);
    const token = managed.service.rssp.token({ user: 'keiri' });
    const listed = await managed.call('credentials/list', {}, token);
    expect(listed.body.credentialIDs).toEqual([]);
    const authorize = { credentialID, numSignatures: 1, hashes: [hashOf(1)], hashAlgorithmOID: SHA256 };
    expect(await managed.refusal('credentials/authorize', authorize, token)).toContain('is disabled');
    managed.clock.advance(DAY);
    expect(await managed.refusal('manages/authorize', proof)).toContain('Invalid parameter credentialID');
  });

  it('makes a key of one authority, of which no other knows', async () => {
    const managed = await openManaged({ clients: [...SAMPLE_CLIENTS, { ...RA, id: 'ra-2' }] });
    const { proof } = await generated(managed);
    const other = managed.service.rssp.token({ scope: 'manage', clientId: 'ra-2', user: undefined });
    expect(await managed.refusal('manages/authorize', proof, other)).toContain(
      'Invalid parameter credentialID',
    );
  });
});

describe('a proof of possession', () => {
  it('is one signature, over the request that was shown', async () => {
    const managed = await openManaged();
    const { credentialID, proof } = await generated(managed);
    const { body } = await managed.call('manages/authorize', proof);
    expect(body).toEqual({ SAD: expect.any(String), expiresIn: 300 });
    const sign = { credentialID, SAD: body.SAD, hashAlgorithmOID: SHA256, signAlgo: ECDSA_SHA256 };
    expect(await managed.refusal('signatures/signHash', { ...sign, hashes: [hashOf(9)] })).toContain(
      'Hash is not authorized',
    );
    expect((await managed.call('signatures/signHash', { ...sign, hashes: proof.hashes })).status).toBe(200);
    const again = await managed.refusal('signatures/signHash', { ...sign, hashes: proof.hashes });
    expect(again).toBe('400 invalid_request: Invalid parameter SAD');
  });

  it('is of no use to anybody who seals', async () => {
    const managed = await openManaged();
    const { credentialID, proof } = await generated(managed);
    const { body } = await managed.call('manages/authorize', proof);
    const sign = {
      credentialID,
      SAD: body.SAD,
      hashAlgorithmOID: SHA256,
      signAlgo: ECDSA_SHA256,
      hashes: proof.hashes,
    };
    const token = managed.service.rssp.token({ user: 'keiri' });
    expect(await managed.refusal('signatures/signHash', sign, token)).toContain('Invalid parameter SAD');
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a hash of something else', { hashes: [hashOf(1)] }, 'Hash is not that of certificationRequestInfo'],
    ['two hashes', { hashes: [hashOf(1), hashOf(2)] }, 'Missing (or invalid type) array parameter hashes'],
    ['two signatures', { numSignatures: 2 }, 'Invalid value for parameter numSignatures'],
    ['another purpose', { purpose: 'seal' }, 'Invalid parameter purpose'],
    ['a renewal before there is a certificate', { purpose: 'renewal' }, 'Invalid parameter purpose'],
    [
      'no request',
      { certificationRequestInfo: undefined },
      'Missing (or invalid type) string parameter certificationRequestInfo',
    ],
    [
      'bytes that are no request',
      { certificationRequestInfo: 'MAA=' },
      'Invalid parameter certificationRequestInfo',
    ],
    ['another digest', { hashAlgorithmOID: '1.3.14.3.2.26' }, 'Invalid parameter hashAlgorithmOID'],
  ])('is not for %s', async (_name, values, description) => {
    const managed = await openManaged();
    const { proof } = await generated(managed);
    expect(await managed.refusal('manages/authorize', { ...proof, ...values })).toBe(
      `400 invalid_request: ${description}`,
    );
  });

  it('is not for the request of another key, nor for a document', async () => {
    const managed = await openManaged();
    const { credentialID } = await generated(managed);
    const other = await generated(managed, 'r-2');
    const refused = await managed.refusal('manages/authorize', { ...other.proof, credentialID });
    expect(refused).toContain('Invalid parameter certificationRequestInfo');
    const attributes = encode(setOf([sequence(utf8String('signed attributes of a document'))]));
    const hash = toBase64(await digest('SHA-256', attributes));
    const document = { ...other.proof, hashes: [hash], certificationRequestInfo: toBase64(attributes) };
    expect(await managed.refusal('manages/authorize', document)).toContain(
      'Invalid parameter certificationRequestInfo',
    );
  });

  it('waits for a decision in another channel, and is not given without it', async () => {
    const managed = await openManaged({ japan: { proofApproval: 'out-of-band' } });
    const { proof } = await generated(managed);
    const { status, body } = await managed.call('manages/authorize', proof);
    expect(status).toBe(202);
    const [approval] = managed.service.rssp.approvals();
    approval?.refuse();
    expect(await managed.refusal('credentials/authorizeCheck', { handle: body.handle })).toContain(
      'access_denied',
    );
  });
});

describe('manages/linkEid', () => {
  const EID = { type: 'oidc', issuer: 'https://idp.test', subject: 'keiri' };

  it('adds references or puts others in their place, and shows no subject', async () => {
    const managed = await openManaged();
    const { credentialID } = await generated(managed);
    const link = (eids: readonly object[], mode?: string) =>
      managed.call('manages/linkEid', { credentialID, eids, ...(mode === undefined ? {} : { mode }) });
    await link([EID]);
    const added = await link([{ ...EID, type: 'fido2' }]);
    expect(added.body.eidReferences).toHaveLength(2);
    expect(JSON.stringify(added.body)).not.toContain('keiri');
    expect((await link([EID], 'replace')).body.eidReferences).toHaveLength(1);
  });

  it.each([
    [[]],
    [[{ ...EID, pin: '1234' }]],
    [[{ ...EID, secret: 'x' }]],
    [[{ ...EID, type: 'pin' }]],
    [['x']],
    [undefined],
  ])('refuses %j', async (eids) => {
    const managed = await openManaged();
    const { credentialID } = await generated(managed);
    expect(await managed.refusal('manages/linkEid', { credentialID, eids })).toContain('parameter eids');
  });
});

describe('manages/linkCert', () => {
  async function certificates(
    managed: Awaited<ReturnType<typeof openManaged>>,
    publicKey: string,
    issuer: string,
    daysLeft = 365,
  ) {
    const { pki } = managed.service.rssp.world;
    const wanted = {
      ...{ name: 'linked', issuer, subject: [{ CN: 'Linked' }] },
      profile: { kind: 'seal', policies: [] } as const,
      ...{
        notBefore: new Date(NOW.getTime() - 30 * DAY),
        notAfter: new Date(NOW.getTime() + daysLeft * DAY),
      },
    };
    const chain = await pki.certify(wanted, fromBase64(publicKey) ?? new Uint8Array());
    return chain.map(toBase64);
  }

  it('takes a certificate of a CA for which the authority speaks, for this key, valid now', async () => {
    const managed = await openManaged({
      clients: [...SAMPLE_CLIENTS.slice(0, 2), { ...RA, certificateAuthorities: ['b'] }],
    });
    const { credentialID, publicKey } = await generated(managed);
    const other = await generated(managed, 'r-2');
    const link = (list: readonly string[], values: object = {}) =>
      managed.call('manages/linkCert', { credentialID, certificates: list, ...values });
    const refusals: readonly [Promise<readonly string[]>, string][] = [
      [
        certificates(managed, publicKey, 'issuing-ca'),
        'The certificate is of no CA that the client may link',
      ],
      [certificates(managed, publicKey, 'rssp-ca-b', -1), 'The certificate is not valid now'],
      [certificates(managed, other.publicKey, 'rssp-ca-b'), 'The certificate is for another key'],
      [Promise.resolve(['MAA=']), 'One of the certificates cannot be read'],
    ];
    for (const [list, description] of refusals) {
      const answer = await link(await list);
      expect(answer.body).toEqual({ error: 'invalid_certificate', error_description: description });
    }
    const good = await certificates(managed, publicKey, 'rssp-ca-b');
    expect((await link(good, { replace: true })).body.error_description).toBe('Invalid parameter replace');
    expect((await link(good)).body).toMatchObject({ lifecycle: 'operational', key: { status: 'enabled' } });
    expect((await link(good)).body.error_description).toBe('Invalid parameter replace');
    const token = managed.service.rssp.token({ user: 'keiri' });
    const listed = await managed.call('credentials/list', {}, token);
    expect(listed.body.credentialIDs).toEqual([credentialID]);
  });
});

describe('manages/deleteKey', () => {
  it('ends a key with all leave to use it, once, and answers the same again', async () => {
    const managed = await openManaged();
    const { credentialID, proof } = await generated(managed);
    const { body: leave } = await managed.call('manages/authorize', proof);
    const end = { credentialID, reason: 'customer', requestID: 'end' };
    const { body } = await managed.call('manages/deleteKey', end);
    expect(body).toEqual({ credentialID, lifecycle: 'destroyed', destroyedAt: NOW.toISOString() });
    managed.clock.advance(DAY);
    expect((await managed.call('manages/deleteKey', end)).body).toEqual(body);
    const sign = {
      credentialID,
      SAD: leave.SAD,
      hashAlgorithmOID: SHA256,
      signAlgo: ECDSA_SHA256,
      hashes: proof.hashes,
    };
    expect(await managed.refusal('signatures/signHash', sign)).toContain('Invalid parameter credentialID');
    const again = { ...end, requestID: 'end-2' };
    expect(await managed.refusal('manages/deleteKey', again)).toContain('Invalid parameter credentialID');
  });

  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{ reason: undefined }, 'Missing (or invalid type) string parameter reason'],
    [{ reason: 'why not' }, 'Invalid parameter reason'],
    [{ requestID: undefined }, 'Missing (or invalid type) string parameter requestID'],
    [{ credentialID: 'other' }, 'Invalid parameter credentialID'],
  ])('refuses %j', async (values, description) => {
    const managed = await openManaged();
    const { credentialID } = await generated(managed);
    const end = { credentialID, reason: 'customer', requestID: 'end', ...values };
    expect(await managed.refusal('manages/deleteKey', end)).toBe(`400 invalid_request: ${description}`);
  });
});

import { toBase64 } from '@eseal/core';
import { encodeSealSubject } from '@eseal/core/identity';
import { parseCertificationRequest, verifyCertificationRequest } from '@eseal/core/x509';
import { DAY, ENROLLED_PIN, SAMPLE_ORGANIZATION, SAMPLE_POLICIES } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { createCscClient } from '../client/create-client.ts';
import { askForFactors } from '../key-authorization/ask-for-factors.ts';
import { createCscSigner } from '../signer/create-csc-signer.ts';
import { createKeyManagement, type GenerateKeyRequest } from './key-management.ts';
import type { ManagedKey } from './managed-key.ts';
import { managementLogin } from './management-login.ts';
import { answering, callsOf, type JapaneseService, NOW, openJapaneseService } from './test-japan.ts';

const SUBJECT = encodeSealSubject({
  organizationName: '株式会社サンプル',
  organizationIdentifier: { scheme: 'NTR', country: 'JP', reference: '7000012050002' },
});

const WANTED: GenerateKeyRequest = {
  requestId: '0e8f6f7a-0000-4000-8000-000000000001',
  userId: 'keiri',
  kind: { type: 'ec', curve: 'P-256' },
};

/** A certificate for a key that stays at the service. */
function certify({ rssp }: JapaneseService, key: Pick<ManagedKey, 'publicKey'>, issuer = 'issuing-ca') {
  const times = { notBefore: new Date(NOW.getTime() - DAY), notAfter: new Date(NOW.getTime() + 365 * DAY) };
  const profile = { kind: 'seal', policies: SAMPLE_POLICIES } as const;
  const wanted = { name: 'enrolled', issuer, subject: SAMPLE_ORGANIZATION, profile, ...times };
  return rssp.world.pki.certify(wanted, key.publicKey);
}

/** A client whose service answers one method otherwise. */
function managementOf(service: JapaneseService, transport = service.rssp.transport) {
  const password = async () => 'testkit secret of registration-authority';
  const authentication = managementLogin({ user: 'registration-authority', password });
  return createKeyManagement(
    createCscClient({ baseUrl: service.rssp.urls.v2, transport, authentication, now: () => NOW }),
  );
}

describe('a key for a certificate', () => {
  it.each([
    [{ type: 'ec', curve: 'P-384' }, 'ecdsa-sha384'],
    [{ type: 'rsa', bits: 2048 }, 'rsa-pss-sha256'],
  ] as const)('F10: %j is generated, certified, linked, seals, and ends', async (kind, algorithm) => {
    const service = await openJapaneseService();
    const keys = createKeyManagement(service.authority);
    const key = await keys.generateKey({ ...WANTED, kind, maxSignatures: 10 });
    expect(key).toMatchObject({ lifecycle: 'generated', removedAt: new Date(NOW.getTime() + DAY) });
    const means = { type: 'oidc', issuer: 'https://idp.example', subject: 'keiri-1', notAfter: NOW } as const;
    expect(await keys.linkEid(key.credentialId, [means])).toBe('eid-linked');
    const request = parseCertificationRequest(
      await keys.requestCertification({ key, subject: SUBJECT, algorithm }),
    );
    expect(request.publicKey.raw).toEqual(key.publicKey);
    expect(await verifyCertificationRequest(request)).toBe(true);
    const chain = await certify(service, key);
    expect(await keys.linkCertificate(key, chain)).toBe('operational');

    const signer = await createCscSigner({
      client: service.client,
      credentialId: key.credentialId,
      authorizer: askForFactors(async () => ENROLLED_PIN),
    });
    expect(signer.certificates[0].raw).toEqual(chain[0]);
    const dataToBeSigned = new Uint8Array(100);
    const [value] = await signer.sign([{ dataToBeSigned, algorithm }]);
    expect(await request.publicKey.verify(algorithm, dataToBeSigned, value ?? new Uint8Array())).toBe(true);

    const end = { credentialId: key.credentialId, reason: 'customer', requestId: 'end-1' } as const;
    await keys.deleteKey({ ...end, confirmation: key.credentialId });
    await keys.deleteKey({ ...end, confirmation: key.credentialId });
    await expect(signer.sign([{ dataToBeSigned, algorithm }])).rejects.toMatchObject({
      code: 'SIGNER_KEY_NOT_FOUND',
    });
    expect(
      service.rssp.log.map(({ method }) => method).filter((method) => /^(manages|signatures)/.test(method)),
    ).toEqual([
      'manages/login',
      'manages/generateKey',
      'manages/linkEid',
      'manages/authorize',
      'signatures/signHash',
      'manages/linkCert',
      'signatures/signHash',
      'manages/deleteKey',
      'manages/deleteKey',
    ]);
  });

  it('is the same one when it is asked for again, and another under no name that is taken', async () => {
    const service = await openJapaneseService();
    const keys = createKeyManagement(service.authority);
    const [first, again] = [await keys.generateKey(WANTED), await keys.generateKey(WANTED)];
    expect(again).toEqual(first);
    const other = keys.generateKey({ ...WANTED, userId: 'somu' });
    await expect(other).rejects.toMatchObject({
      code: 'CSC_REQUEST_INVALID',
      facts: { description: 'requestID already used' },
    });
    const another = await keys.generateKey({ ...WANTED, requestId: 'another' });
    expect(another.publicKey).not.toEqual(first.publicKey);
  });

  it('is approved in another channel where the service asks for it', async () => {
    const service = await openJapaneseService({
      japan: { proofApproval: 'out-of-band' },
      settings: { checksUntilApproved: 1 },
    });
    const keys = createKeyManagement(service.authority);
    const key = await keys.generateKey(WANTED);
    const request = await keys.requestCertification({ key, subject: SUBJECT });
    expect(await verifyCertificationRequest(parseCertificationRequest(request))).toBe(true);
    expect(callsOf(service, 'credentials/authorizeCheck')).toHaveLength(1);
  });

  it('gets another certificate', async () => {
    const service = await openJapaneseService();
    const keys = createKeyManagement(service.authority);
    const key = await keys.generateKey(WANTED);
    await keys.requestCertification({ key, subject: SUBJECT });
    await keys.linkCertificate(key, await certify(service, key));
    const early = keys.requestCertification({ key, subject: SUBJECT });
    await expect(early).rejects.toMatchObject({ facts: { description: 'Invalid parameter purpose' } });
    await keys.requestCertification({ key, subject: SUBJECT, purpose: 'renewal' });
    const next = await certify(service, key, 'rssp-ca-b');
    await expect(keys.linkCertificate(key, next)).rejects.toMatchObject({ code: 'CSC_REQUEST_INVALID' });
    expect(await keys.linkCertificate(key, next, { replace: true })).toBe('operational');
    expect((await service.client.credential(key.credentialId)).certificates[0]?.raw).toEqual(next[0]);
  });

  it('is of no kind that the service does not have, or that was not asked for', async () => {
    const service = await openJapaneseService();
    const other = managementOf(
      service,
      answering(service, 'manages/generateKey', (body) => ({
        ...body,
        publicKey: toBase64(service.rssp.world.seal.key.publicKey),
      })),
    );
    await expect(other.generateKey({ ...WANTED, kind: { type: 'rsa', bits: 2048 } })).rejects.toMatchObject({
      code: 'CSC_ANSWER_INVALID',
      outcome: 'unknown',
    });
  });
});

describe('references to means of identification', () => {
  it.each(['pin', 'secret', 'value'])('with a %s are not sent', async (name) => {
    const service = await openJapaneseService();
    const keys = createKeyManagement(service.authority);
    const means = {
      type: 'oidc',
      issuer: 'https://idp.example',
      subject: 'keiri-1',
      [name]: '1234',
    } as const;
    const error: unknown = await keys.linkEid('x', [means]).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'INVALID_ARGUMENT', message: expect.not.stringContaining('1234') });
    expect(service.rssp.log).toEqual([]);
  });

  it('are at least one', async () => {
    const { authority } = await openJapaneseService();
    await expect(createKeyManagement(authority).linkEid('x', [])).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });
});

describe('a certification request', () => {
  it('K30: is refused when the value is not by the key', async () => {
    const service = await openJapaneseService();
    const transport = answering(service, 'signatures/signHash', () => ({
      signatures: [toBase64(new Uint8Array(70).fill(1))],
    }));
    const keys = managementOf(service, transport);
    const key = await keys.generateKey(WANTED);
    await expect(keys.requestCertification({ key, subject: SUBJECT })).rejects.toMatchObject({
      code: 'SIGNER_ANSWER_INVALID',
    });
  });

  it('K30: for a key that the service does not hold under that name is refused by the service', async () => {
    const service = await openJapaneseService();
    const keys = createKeyManagement(service.authority);
    const one = await keys.generateKey(WANTED);
    const other = await keys.generateKey({ ...WANTED, requestId: 'other' });
    const mixed = { ...one, credentialId: other.credentialId };
    await expect(keys.requestCertification({ key: mixed, subject: SUBJECT })).rejects.toMatchObject({
      facts: { description: 'Invalid parameter certificationRequestInfo' },
    });
  });

  it('is made with an algorithm of the key, or not at all', async () => {
    const { authority } = await openJapaneseService();
    const keys = createKeyManagement(authority);
    const key = await keys.generateKey(WANTED);
    const wrong = keys.requestCertification({ key, subject: SUBJECT, algorithm: 'rsa-sha256' });
    await expect(wrong).rejects.toMatchObject({ code: 'UNSUPPORTED_ALGORITHM' });
  });
});

describe('a certificate', () => {
  it('for another key is not sent', async () => {
    const service = await openJapaneseService();
    const keys = createKeyManagement(service.authority);
    const key = await keys.generateKey(WANTED);
    await expect(keys.linkCertificate(key, service.rssp.world.seal.chain)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      outcome: 'not-sent',
    });
    for (const certificates of [[], [new Uint8Array(9)]]) {
      const linked = keys.linkCertificate(key, certificates);
      await expect(linked).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    }
    expect(callsOf(service, 'manages/linkCert')).toEqual([]);
  });

  it('of a CA for which the authority does not speak is refused by the service', async () => {
    const service = await openJapaneseService();
    const keys = createKeyManagement(service.authority);
    const key = await keys.generateKey(WANTED);
    await expect(keys.linkCertificate(key, await certify(service, key, 'root'))).rejects.toMatchObject({
      code: 'CSC_REQUEST_INVALID',
      facts: { serviceError: 'invalid_certificate' },
    });
  });
});

describe('the end of a key', () => {
  it('is confirmed by its name', async () => {
    const service = await openJapaneseService();
    const keys = createKeyManagement(service.authority);
    const key = await keys.generateKey(WANTED);
    const end = { credentialId: key.credentialId, reason: 'enrolment-aborted', requestId: 'end' } as const;
    await expect(keys.deleteKey({ ...end, confirmation: 'yes' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    expect(callsOf(service, 'manages/deleteKey')).toEqual([]);
    await keys.deleteKey({ ...end, confirmation: key.credentialId });
    await expect(keys.requestCertification({ key, subject: SUBJECT })).rejects.toMatchObject({
      code: 'SIGNER_KEY_NOT_FOUND',
    });
  });
});

describe('a service without the extension', () => {
  it('is not asked for keys', async () => {
    const service = await openJapaneseService();
    const transport = answering(service, 'info', (body) => ({ ...body, methods: ['info'] }));
    const keys = managementOf(service, transport);
    await expect(keys.generateKey(WANTED)).rejects.toMatchObject({ code: 'CSC_METHOD_MISSING' });
    expect(service.rssp.log.map(({ method }) => method)).toEqual(['info']);
  });
});

describe('a login for management', () => {
  it('with the wrong password is tried once', async () => {
    const service = await openJapaneseService();
    const authentication = managementLogin({ user: 'registration-authority', password: async () => 'guess' });
    const { transport, urls } = service.rssp;
    const keys = createKeyManagement(createCscClient({ baseUrl: urls.v2, transport, authentication }));
    for (let time = 0; time < 2; time++) {
      await expect(keys.generateKey(WANTED)).rejects.toMatchObject({ code: 'SIGNER_UNAUTHORIZED' });
    }
    expect(callsOf(service, 'manages/login')).toHaveLength(1);
  });
});

import { toBase64 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import type { Credential } from '../model/credential.ts';
import type { SignHashRequest } from '../model/requests.ts';
import { PROFILES } from '../profile/profiles.ts';
import { TEST_CREDENTIAL } from '../test-credential.ts';
import { secret } from '../util/secret.ts';
import { createTestService, ok } from './test-service.ts';

const HASHES = [1, 2].map((fill) => new Uint8Array(32).fill(fill));
const VALUES = [3, 4].map((fill) => new Uint8Array(256).fill(fill));
const SIGNED = ok({ signatures: VALUES.map(toBase64) });

const CREDENTIAL: Credential = { ...TEST_CREDENTIAL, authorization: { mode: 'implicit' } };

const REQUEST: SignHashRequest = {
  credential: CREDENTIAL,
  digestAlgorithm: 'SHA-256',
  hashes: HASHES,
  signAlgo: '1.2.840.113549.1.1.11',
  authorization: {
    credentialId: 'seal-1',
    digestAlgorithm: 'SHA-256',
    hashes: HASHES,
    secret: secret('the-sad'),
    carrier: 'body',
    remaining: 2,
    notAfter: new Date('2030-01-01'),
  },
};

describe('signHash', () => {
  it('returns a value for each hash, in time that grows with them', async () => {
    const service = createTestService({ 'signatures/signHash': [SIGNED] });
    expect(await service.client.signHash(REQUEST)).toEqual(VALUES);
    expect(service.calls[0]?.options?.timeoutMs).toBe(30_400);
    expect(service.calls[0]?.request.headers.authorization).toBe('Bearer token-1');
  });

  it('has the authorisation in place of the token where it goes there', async () => {
    const service = createTestService({ 'signatures/signHash': [SIGNED] });
    await service.client.signHash({
      ...REQUEST,
      authorization: { ...REQUEST.authorization, carrier: 'bearer' },
    });
    expect(service.calls[0]?.request.headers.authorization).toBe('Bearer the-sad');
    expect(service.calls[0]?.body).not.toHaveProperty('SAD');
  });

  it.each([
    ['nothing', { hashes: [] }],
    ['with the authorisation of another credential', { credential: { ...CREDENTIAL, id: 'other' } }],
  ])('signs not %s', async (_, changes) => {
    const service = createTestService({});
    await expect(service.client.signHash({ ...REQUEST, ...changes })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      outcome: 'not-sent',
    });
    expect(service.calls).toHaveLength(0);
  });

  it('does not take a promise for values', async () => {
    const service = createTestService({ 'signatures/signHash': [ok({ responseID: 'r-1' })] });
    await expect(service.client.signHash(REQUEST)).rejects.toMatchObject({
      code: 'CSC_ANSWER_INVALID',
      outcome: 'unknown',
    });
  });
});

describe('a factor', () => {
  it('is not shown when the service repeats it later, as it signs', async () => {
    const refusal = {
      status: 400,
      body: { error: 'x', error_description: 'canary-pin was right, canary-sad is not' },
    };
    const service = createTestService({
      'credentials/authorize': [ok({ SAD: 'canary-sad' })],
      'credentials/extendTransaction': [ok({ SAD: 'canary-sad' })],
      'signatures/signHash': [refusal],
    });
    const factors = [{ id: 'PIN', value: secret('canary-pin') }];
    const credential = {
      ...CREDENTIAL,
      authorization: { mode: 'explicit', factors: [], expression: undefined },
    } as const;
    const given = await service.client.authorize({ ...REQUEST, credential, factors });
    if (given.kind !== 'authorized') throw new Error('pending');
    const extended = await service.client.extendTransaction(given.authorization, REQUEST);
    for (const authorization of [given.authorization, extended]) {
      const error = await service.client
        .signHash({ ...REQUEST, authorization })
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ facts: { description: '[redacted] was right, [redacted] is not' } });
      expect(`${error} ${JSON.stringify(error)}`).not.toContain('canary');
    }
  });
});

describe('the asynchronous mode', () => {
  it.each([
    ['strict', { status: 202, body: { error: 'accepted_request' } }, 'requestID'],
    [
      'sign8',
      { status: 400, body: { error_description: 'Previous asynchronous request is running' } },
      'requestID',
    ],
  ] as const)('of %s is polled until the values are there', async (name, pending, member) => {
    const service = createTestService(
      { 'signatures/signHash': [ok({ responseID: 'r-1' })], 'signatures/signPolling': [pending, SIGNED] },
      { profile: PROFILES[name] },
    );
    const started = await service.client.startSignHash(REQUEST, { validityPeriodMs: 60_000 });
    expect(started).toEqual({ responseId: 'r-1' });
    expect(await service.client.pollSignatures(started, 2)).toMatchObject({ kind: 'pending' });
    expect(await service.client.pollSignatures(started, 2)).toEqual({ kind: 'done', values: VALUES });
    expect(service.callsOf('signatures/signHash')[0]?.body).toMatchObject({
      operationMode: 'A',
      validity_period: 60_000,
    });
    expect(service.callsOf('signatures/signPolling')[0]?.body).toEqual({ [member]: 'r-1' });
  });

  it('returns as many values as hashes', async () => {
    const service = createTestService({ 'signatures/signPolling': [SIGNED] });
    await expect(service.client.pollSignatures({ responseId: 'r-1' }, 3)).rejects.toMatchObject({
      code: 'SIGNER_ANSWER_INVALID',
    });
  });
});

import type { Timer } from '@eseal/core';
import { createRssp, RSSP_PRESETS, type RsspPresetName, SAMPLE_CREDENTIALS } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import type { CscClient } from '../client/client.ts';
import { createCscClient } from '../client/create-client.ts';
import { external } from '../use-authentication/external.ts';
import { secret } from '../util/secret.ts';
import type { ServiceProfile } from './profile.ts';
import { PROFILES, type ProfileName, STRICT_PROFILE } from './profiles.ts';

const NAMES = Object.keys(PROFILES) as readonly ProfileName[];
const PIN = secret('482915');
const ECDSA_SHA256 = '1.2.840.10045.4.3.2';

const QUICK: Timer = { now: () => 0, wait: async () => undefined };

/** A service as it is known under a name, and a client with some profile. */
async function open(preset: RsspPresetName, profile: ServiceProfile) {
  const rssp = await createRssp({
    preset,
    credentials: SAMPLE_CREDENTIALS.filter(({ id }) => id === 'seal-pin'),
  });
  const token = rssp.token({ user: 'keiri' });
  const version = /^v[01]$/.test(PROFILES[preset].dialect) ? 'v1' : 'v2';
  const client = createCscClient({
    baseUrl: rssp.urls[version],
    profile,
    authentication: external(async () => token),
    transport: rssp.transport,
    now: () => rssp.clock.now(),
    timer: QUICK,
  });
  return { rssp, client };
}

const HASHES = { digestAlgorithm: 'SHA-256', hashes: [new Uint8Array(32).fill(7)] } as const;

/** All of one sealing, from the list of credentials to a value that verifies. */
async function sealOnce(client: CscClient) {
  const [id = ''] = await client.listCredentials();
  const credential = await client.credential(id);
  const given = await client.authorize({ ...HASHES, credential, factors: [{ id: 'PIN', value: PIN }] });
  if (given.kind !== 'authorized') throw new Error('nobody approved');
  const { authorization } = given;
  const values = await client.signHash({ ...HASHES, credential, authorization, signAlgo: ECDSA_SHA256 });
  return { credential, authorization, values };
}

describe('profiles', () => {
  it.each(NAMES)('%s has the name that it is found by', (name) => {
    expect(PROFILES[name].name).toBe(name);
    expect(Object.keys(PROFILES[name]).sort()).toEqual(Object.keys(STRICT_PROFILE).sort());
  });

  it('are each a few switches', () => {
    for (const name of NAMES) {
      const own = Object.entries(PROFILES[name]).filter(
        ([member, value]) => value !== Object(STRICT_PROFILE)[member],
      );
      expect(own.length).toBeLessThan(12);
      if (name !== 'strict') expect(own.length).toBeGreaterThan(1);
    }
  });
});

describe.each(Object.keys(RSSP_PRESETS) as readonly RsspPresetName[])('a service like %s', (preset) => {
  it('seals for a client with its profile', async () => {
    const { client } = await open(preset, PROFILES[preset]);
    const { credential, values } = await sealOnce(client);
    expect(credential).toMatchObject({
      certificates: expect.arrayContaining([expect.objectContaining({ version: 3 })]),
      key: { isEnabled: true, length: 256, curve: '1.2.840.10045.3.1.7' },
      authorization: { mode: 'explicit', factors: [{ id: 'PIN' }] },
    });
    expect(values).toHaveLength(1);
  });

  it('refuses a wrong PIN with a code of the SDK', async () => {
    const { client } = await open(preset, PROFILES[preset]);
    const [id = ''] = await client.listCredentials();
    const credential = await client.credential(id);
    const wrong = { ...HASHES, credential, factors: [{ id: 'PIN', value: secret('000000') }] };
    await expect(client.authorize(wrong)).rejects.toMatchObject({
      code: 'SIGNER_PIN_INCORRECT',
      outcome: 'rejected',
      facts: { status: 400 },
    });
  });
});

describe('switches that a service needs', () => {
  it('scalarTypes: numbers as texts', async () => {
    const { rssp, client } = await open('trans-sped', PROFILES['trans-sped']);
    await sealOnce(client);
    const [authorize] = rssp.requests.filter(({ url }) => url.endsWith('credentials/authorize'));
    expect(new TextDecoder().decode(authorize?.body)).toContain('"numSignatures":"1"');
  });

  it('listClientData: without it the list is empty', async () => {
    const { client } = await open('ssl-com', { ...PROFILES['ssl-com'], listClientData: undefined });
    expect(await client.listCredentials()).toEqual([]);
  });

  it('asyncPending and signatureEncoding: a result that is not ready is told with status 400', async () => {
    for (const [profile, outcome] of [
      [PROFILES.sign8, 'pending'],
      [{ ...PROFILES.sign8, asyncPending: '202' }, 'CSC_REQUEST_INVALID'],
    ] as const) {
      const { client } = await open('sign8', profile);
      const { credential } = await sealOnce(client);
      const given = await client.authorize({ ...HASHES, credential, factors: [{ id: 'PIN', value: PIN }] });
      if (given.kind !== 'authorized') throw new Error('nobody approved');
      const request = { ...HASHES, credential, authorization: given.authorization, signAlgo: ECDSA_SHA256 };
      const started = await client.startSignHash(request, {});
      const polled = await client.pollSignatures(started, 1).then(
        ({ kind }) => kind,
        ({ code }: { readonly code: string }) => code,
      );
      expect(polled).toBe(outcome);
    }
  });

  it('sadCarrier: after an extension the authorisation is the bearer token', async () => {
    const { rssp, client } = await open('sign8', PROFILES.sign8);
    const credential = await client.credential('seal-pin');
    const given = await client.authorize({
      ...HASHES,
      credential,
      signatures: 2,
      factors: [{ id: 'PIN', value: PIN }],
    });
    if (given.kind !== 'authorized') throw new Error('nobody approved');
    const request = { ...HASHES, credential, signAlgo: ECDSA_SHA256 };
    await client.signHash({ ...request, authorization: given.authorization });
    const rest = { ...given.authorization, remaining: 1 };
    const authorization = await client.extendTransaction(rest, HASHES);
    expect(authorization.carrier).toBe('bearer');
    expect(await client.signHash({ ...request, authorization })).toHaveLength(1);
    const [, second] = rssp.requests.filter(({ url }) => url.endsWith('signatures/signHash'));
    expect(second?.headers.authorization).toBe(`Bearer ${authorization.secret.reveal()}`);
    expect(new TextDecoder().decode(second?.body)).not.toContain('SAD');
  });
});

/** Sequences of calls as the specification has them, from the service's own log (CSC API v1.0.4.0 §12, v2.0.0.2 §12). */
import type { Signer, SignRequest } from '@eseal/core';
import { utf8 } from '@eseal/core';
import { type CredentialDefinition, createRssp, type Rssp } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { createCscClient } from '../src/client/create-client.ts';
import { approvedByService } from '../src/key-authorization/approved-by-service.ts';
import { askForFactors } from '../src/key-authorization/ask-for-factors.ts';
import { authorizationCodeForKey } from '../src/key-authorization/authorization-code-for-key.ts';
import type { KeyAuthorizer } from '../src/key-authorization/key-authorizer.ts';
import { resolveCredential } from '../src/key-authorization/resolve-credential.ts';
import { STRICT_PROFILE } from '../src/profile/profiles.ts';
import { createCscSigner } from '../src/signer/create-csc-signer.ts';
import { openCscTransaction } from '../src/signer/open-csc-transaction.ts';
import { authorizationCode } from '../src/use-authentication/authorization-code.ts';
import { clientCredentials } from '../src/use-authentication/client-credentials.ts';
import { browserOf, CALLBACK, CLIENT, callsOf, DIALECTS, openRemote, pathsOf } from './remote.ts';

const requestsFor = ({ algorithms }: Signer, ...texts: readonly string[]): readonly SignRequest[] =>
  texts.flatMap((text) =>
    algorithms.slice(0, 1).map((algorithm) => ({ algorithm, dataToBeSigned: utf8(text) })),
  );

async function expectVerified(
  signer: Signer,
  requests: readonly SignRequest[],
  values: readonly Uint8Array[],
) {
  expect(values).toHaveLength(requests.length);
  const [{ publicKey }] = signer.certificates;
  for (const [at, { algorithm, dataToBeSigned }] of requests.entries())
    expect(await publicKey.verify(algorithm, dataToBeSigned, values[at] ?? new Uint8Array())).toBe(true);
}

const otp = (rssp: Rssp): string => rssp.outbox.at(-1)?.value ?? '';

describe.each(DIALECTS)('version %s', (dialect) => {
  const hashes = dialect === 'v1' ? 'hash' : 'hashes';

  it('F1: asks for a PIN with the hashes, after everything else is known to be in order', async () => {
    const rssp = await createRssp();
    const client = createCscClient({
      baseUrl: rssp.urls[dialect],
      authentication: clientCredentials(CLIENT),
      transport: rssp.transport,
      now: () => rssp.clock.now(),
    });
    const authorizer = askForFactors(() => '482915');
    const signer = await createCscSigner({ client, userId: 'keiri', credentialId: 'seal-pin', authorizer });
    const requests = requestsFor(signer, 'one', 'two', 'one');
    await expectVerified(signer, requests, await signer.sign(requests));
    expect(pathsOf(rssp)).toEqual([
      'info',
      'oauth2/token',
      'credentials/info',
      'credentials/authorize',
      'signatures/signHash',
    ]);
    const [authorize] = callsOf(rssp, 'credentials/authorize');
    const [sign] = callsOf(rssp, 'signatures/signHash');
    expect(authorize?.request).toMatchObject({ credentialID: 'seal-pin', numSignatures: 3 });
    expect(authorize?.request[hashes]).toEqual(sign?.request[hashes]);
    expect(sign?.request).toMatchObject({ SAD: authorize?.answer?.SAD });
  });

  it('F2: has a one-time password sent, and gives it with the PIN', async () => {
    const { rssp, client } = await openRemote(dialect);
    const authorizer = askForFactors(() => ({ PIN: '482915', OTP: otp(rssp) }));
    const signer = await createCscSigner({ client, credentialId: 'seal-pin-otp', authorizer });
    const requests = requestsFor(signer, 'one');
    await expectVerified(signer, requests, await signer.sign(requests));
    expect(rssp.log.map(({ method }) => method)).toEqual([
      'info',
      'credentials/info',
      dialect === 'v1' ? 'credentials/sendOTP' : 'credentials/getChallenge',
      'credentials/authorize',
      'signatures/signHash',
    ]);
  });

  it('F3, F5: has the approval given at the authorisation server, apart from the access to the service', async () => {
    const rssp = await createRssp();
    const open = browserOf(rssp);
    const client = createCscClient({
      baseUrl: rssp.urls[dialect],
      authentication: authorizationCode({ ...CLIENT, redirectUri: CALLBACK, open }),
      profile: { ...STRICT_PROFILE, pushedAuthorization: dialect === 'v1' ? 'never' : 'require' },
      transport: rssp.transport,
      now: () => rssp.clock.now(),
    });
    const authorizer = authorizationCodeForKey({
      ...CLIENT,
      redirectUri: CALLBACK,
      open,
      richAuthorization: dialect === 'v2',
    });
    const signer = await createCscSigner({ client, credentialId: 'seal-oauth', authorizer });
    const requests = requestsFor(signer, 'one', 'two');
    await expectVerified(signer, requests, await signer.sign(requests));
    expect(rssp.consents.map(({ scope }) => scope)).toEqual(['service', 'credential']);
    expect(rssp.consents[1]).toMatchObject({ credentialId: 'seal-oauth', numSignatures: 2 });
    const [sign] = callsOf(rssp, 'signatures/signHash');
    expect(sign?.request[hashes]).toEqual(rssp.consents[1]?.hashes);
    const isPushed = pathsOf(rssp).includes('oauth2/pushed_authorize');
    expect({ isPushed, hasSad: sign?.request.SAD !== undefined }).toEqual(
      dialect === 'v1' ? { isPushed: false, hasSad: true } : { isPushed: true, hasSad: false },
    );
  });

  it('takes the service at its word only where the caller chose that', async () => {
    const { rssp, client } = await openRemote(dialect);
    const signer = await createCscSigner({
      client,
      credentialId: 'seal-implicit',
      authorizer: approvedByService(),
    });
    const requests = requestsFor(signer, 'one');
    await expectVerified(signer, requests, await signer.sign(requests));
    expect(callsOf(rssp, 'credentials/authorize')[0]?.request[hashes]).toHaveLength(1);
  });

  it('F7: binds one approval to each of three values as it becomes known', async () => {
    const { rssp, client } = await openRemote(dialect, { profile: { ...STRICT_PROFILE, multiCall: true } });
    const shown: number[] = [];
    const authorizer = askForFactors(({ manifest }) => {
      shown.push(manifest.hashes.length + manifest.dependents);
      return '482915';
    });
    const signer = await openCscTransaction({ client, credentialId: 'seal-pin', authorizer, signatures: 3 });
    const document = { id: 'contract.pdf' };
    const sign = async (text: string): Promise<void> => {
      const requests = requestsFor(signer, text).map((request) => ({ ...request, document }));
      await expectVerified(signer, requests, await signer.sign(requests));
    };
    for (const text of ['first', 'second', 'third']) await sign(text);
    expect(shown).toEqual([3]);
    expect(rssp.log.map(({ method }) => method).slice(2)).toEqual([
      'credentials/authorize',
      'signatures/signHash',
      'credentials/extendTransaction',
      'signatures/signHash',
      'credentials/extendTransaction',
      'signatures/signHash',
    ]);
    expect(callsOf(rssp, 'credentials/authorize')[0]?.request.numSignatures).toBe(3);
    await expect(sign('fourth')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});

describe('a transaction', () => {
  const open = async (authorizer: KeyAuthorizer = askForFactors(() => '482915'), signatures = 2) => {
    const { client } = await openRemote('v2', { profile: { ...STRICT_PROFILE, multiCall: true } });
    return openCscTransaction({ client, credentialId: 'seal-pin', authorizer, signatures });
  };
  const signFor = (signer: Signer, id: string) =>
    signer.sign(requestsFor(signer, id).map((request) => ({ ...request, document: { id } })));

  it('is not carried on to another document, nor after that', async () => {
    const signer = await open();
    await signFor(signer, 'a.pdf');
    await expect(signFor(signer, 'b.pdf')).rejects.toMatchObject({ code: 'SIGNER_UNAUTHORIZED' });
    await expect(signFor(signer, 'a.pdf')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('has ended when its approval was not given', async () => {
    const signer = await open(askForFactors(() => undefined));
    await expect(signFor(signer, 'a.pdf')).rejects.toMatchObject({ code: 'SIGNER_UNAUTHORIZED' });
    await expect(signFor(signer, 'a.pdf')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('is refused for more values than the credential allows, and where the service cannot extend', async () => {
    await expect(open(undefined, 101)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    const { client } = await openRemote('v2');
    const authorizer = askForFactors(() => '482915');
    await expect(
      openCscTransaction({ client, credentialId: 'seal-pin', authorizer, signatures: 2 }),
    ).rejects.toMatchObject({ code: 'CSC_METHOD_MISSING' });
  });
});

describe('version 2', () => {
  it('F4: waits for an approval in another channel, with whatever handle is the latest', async () => {
    const timer = { now: () => 0, wait: async () => void rssp.approvals()[0]?.approve() };
    const { rssp, client } = await openRemote('v2', { timer });
    const authorizer = askForFactors(() => ({}));
    const signer = await createCscSigner({ client, credentialId: 'seal-out-of-band', authorizer });
    const requests = requestsFor(signer, 'one');
    await expectVerified(signer, requests, await signer.sign(requests));
    expect(callsOf(rssp, 'credentials/authorizeCheck').length).toBeGreaterThan(0);
  });

  it('F6: has a credential of a kind chosen, and asks again when the digest is known', async () => {
    const credential: CredentialDefinition = {
      id: 'seal-of-today',
      user: 'keiri',
      authorization: { mode: 'oauth2code' },
      signatureQualifier: 'jp_mic_aeseal',
    };
    const rssp = await createRssp({ credentials: [credential] });
    const browser = { ...CLIENT, redirectUri: CALLBACK, open: browserOf(rssp) };
    const client = createCscClient({
      baseUrl: rssp.urls.v2,
      authentication: authorizationCode(browser),
      transport: rssp.transport,
      now: () => rssp.clock.now(),
    });
    const { id } = await resolveCredential(client, 'jp_mic_aeseal', browser);
    const authorizer = authorizationCodeForKey(browser);
    const signer = await createCscSigner({ client, credentialId: id, authorizer });
    const requests = requestsFor(signer, 'one');
    await expectVerified(signer, requests, await signer.sign(requests));
    const asked = rssp.consents.filter(({ scope }) => scope === 'credential');
    expect(asked).toMatchObject([
      { signatureQualifier: 'jp_mic_aeseal' },
      { credentialId: 'seal-of-today', hashes: [expect.any(String)], numSignatures: 1 },
    ]);
  });

  it('F4: answers a challenge', async () => {
    const { rssp, client } = await openRemote('v2');
    const authorizer = askForFactors(() => otp(rssp));
    const signer = await createCscSigner({ client, credentialId: 'seal-challenge', authorizer });
    const requests = requestsFor(signer, 'one');
    await expectVerified(signer, requests, await signer.sign(requests));
    expect(rssp.log.map(({ method }) => method)).toContain('credentials/getChallenge');
  });
});

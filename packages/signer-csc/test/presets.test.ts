/** Services as they are known to behave, each with the profile of its name: what differs is data, and nothing else has to change. */
import { type SignRequest, utf8 } from '@eseal/core';
import { createRssp, type RsspPresetName } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { createCscClient } from '../src/client/create-client.ts';
import { askForFactors } from '../src/key-authorization/ask-for-factors.ts';
import { authorizationCodeForKey } from '../src/key-authorization/authorization-code-for-key.ts';
import type { KeyAuthorizer } from '../src/key-authorization/key-authorizer.ts';
import { PROFILES } from '../src/profile/profiles.ts';
import { createCscSigner } from '../src/signer/create-csc-signer.ts';
import { authorizationCode } from '../src/use-authentication/authorization-code.ts';
import { external } from '../src/use-authentication/external.ts';
import type { UseAuthentication } from '../src/use-authentication/use-authentication.ts';
import { browserOf, CALLBACK, CLIENT, QUICK } from './remote.ts';

/** All but `lvrtc`, whose authorisation details no other server has, and `namirial`, which signs whole documents only. */
const PRESETS = [
  'ssl-com',
  'trans-sped',
  'a-trust',
  'cleverbase-v1',
  'cleverbase-v2',
  'sign8',
  'primesign',
  'eudi',
  'bankid-no',
  'digicert',
  'ascertia',
] as const satisfies readonly RsspPresetName[];

type Steps = (rssp: Awaited<ReturnType<typeof createRssp>>) => {
  authentication: UseAuthentication;
  authorizer: KeyAuthorizer;
  credentialId: string;
};

async function signAt(preset: (typeof PRESETS)[number], steps: Steps): Promise<void> {
  const rssp = await createRssp({ preset });
  const profile = PROFILES[preset];
  const { authentication, ...use } = steps(rssp);
  const client = createCscClient({
    baseUrl: profile.dialect.startsWith('v2') ? rssp.urls.v2 : rssp.urls.v1,
    profile,
    authentication,
    transport: rssp.transport,
    now: () => rssp.clock.now(),
    timer: QUICK,
  });
  const signer = await createCscSigner({ client, ...use });
  const [algorithm = 'ecdsa-sha256'] = signer.algorithms;
  const requests: readonly SignRequest[] = ['one', 'two', 'three']
    .slice(0, signer.maxBatch)
    .map((text) => ({ algorithm, dataToBeSigned: utf8(text) }));
  const values = await signer.sign(requests);
  const [{ publicKey }] = signer.certificates;
  for (const [at, { dataToBeSigned }] of requests.entries())
    expect(await publicKey.verify(algorithm, dataToBeSigned, values[at] ?? new Uint8Array())).toBe(true);
}

// The others take nothing but tokens of their authorisation servers: they have no place for a PIN.
const taking = PRESETS.filter((preset) => preset !== 'eudi');

describe.each(taking)('a service like %s', (preset) => {
  it('signs with a PIN', async () => {
    await signAt(preset, (rssp) => {
      const token = rssp.token({ user: 'keiri' });
      return {
        authentication: external(async () => token),
        authorizer: askForFactors(() => '482915'),
        credentialId: 'seal-pin',
      };
    });
  });
});

describe.each(PRESETS)('a service like %s', (preset) => {
  it('signs after an approval at its authorisation server', async () => {
    await signAt(preset, (rssp) => {
      const browser = { ...CLIENT, redirectUri: CALLBACK, open: browserOf(rssp) };
      const application = { ...browser, clientAuthentication: 'basic' as const };
      return {
        authentication: authorizationCode(application),
        authorizer: authorizationCodeForKey(application),
        credentialId: 'seal-oauth',
      };
    });
  });
});

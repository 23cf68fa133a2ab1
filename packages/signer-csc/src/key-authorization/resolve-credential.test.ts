import { SAMPLE_CREDENTIALS } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { CALLBACK, CLIENT } from '../../test/remote.ts';
import { jsonAnswer, membersOf, openSteps, type StepsOptions } from '../test-steps.ts';
import { authorizationCodeForKey } from './authorization-code-for-key.ts';
import { resolveCredential } from './resolve-credential.ts';

const QUALIFIER = 'jp_mic_aeseal';

/** A service whose credential may be asked for before there are hashes. */
async function open(options: StepsOptions = {}) {
  const credentials = SAMPLE_CREDENTIALS.filter(({ id }) => id === 'seal-oauth');
  const service = { credentials: credentials.map((credential) => ({ ...credential, scal: 1 as const })) };
  const steps = await openSteps({ credentials: ['seal-oauth'], service, ...options });
  return { ...steps, options: { ...CLIENT, redirectUri: CALLBACK, open: steps.browse } };
}

describe('resolveCredential', () => {
  it('F6: names a credential of the kind, whose use then needs an approval of its own', async () => {
    const steps = await open();
    const credential = await resolveCredential(steps.client, QUALIFIER, steps.options);
    expect(credential).toMatchObject({ id: 'seal-oauth', signatureQualifier: QUALIFIER });
    expect(credential.certificates.length).toBeGreaterThan(0);
    const { manifest, policy } = await steps.request(['a']);
    const authorization = await authorizationCodeForKey(steps.options).authorize({
      client: steps.client,
      credential,
      manifest,
      policy,
    });
    expect(steps.rssp.consents.map(({ hashes }) => hashes.length)).toEqual([0, 1]);
    expect(authorization.hashes).toEqual(manifest.hashes);
  });

  it('keeps nothing of the token that is bound to no hash', async () => {
    const steps = await open();
    await resolveCredential(steps.client, QUALIFIER, steps.options);
    expect(steps.sent('/oauth2/revoke')).toHaveLength(1);
  });

  it('refuses an answer that names no credential', async () => {
    const steps = await open({
      tamper: async (request, answer) => {
        const given = await answer();
        if (!request.url.endsWith('/oauth2/token')) return given;
        return jsonAnswer(200, { ...membersOf(given), credentialID: undefined });
      },
    });
    await expect(resolveCredential(steps.client, QUALIFIER, steps.options)).rejects.toMatchObject({
      code: 'CSC_ANSWER_INVALID',
    });
  });
});

import { toBase64 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { CALLBACK, CLIENT } from '../../test/remote.ts';
import type { OpenAddress } from '../oauth/authorize-by-code.ts';
import { DEFAULT_POLICY, JP_MIC_LEVEL2 } from '../policy/policies.ts';
import {
  formOf,
  jsonAnswer,
  membersOf,
  openSteps,
  type Steps,
  type StepsOptions,
  type Tamper,
} from '../test-steps.ts';
import { toBase64Url } from '../util/base64.ts';
import {
  type AuthorizationCodeForKeyOptions,
  authorizationCodeForKey,
} from './authorization-code-for-key.ts';

const TOKEN = '/oauth2/token';

async function open(
  options: Partial<AuthorizationCodeForKeyOptions> & { readonly steps?: StepsOptions } = {},
) {
  const addresses: string[] = [];
  const steps = await openSteps({ credentials: ['seal-oauth'], ...options.steps });
  const authorizer = authorizationCodeForKey({
    ...CLIENT,
    redirectUri: CALLBACK,
    open: async (address, call) => {
      addresses.push(address);
      return (options.open ?? steps.browse)(address, call);
    },
    richAuthorization: options.richAuthorization ?? false,
  });
  return { ...steps, authorizer, addresses };
}

/** The token endpoint answers with some members changed. */
const answering =
  (change: (members: Record<string, unknown>) => Record<string, unknown>): Tamper =>
  async (request, answer) => {
    const given = await answer();
    return request.url.endsWith(TOKEN) ? jsonAnswer(given.status, change(membersOf(given))) : given;
  };

const hashParameter = (steps: { readonly addresses: readonly string[] }, name: string) =>
  new URL(steps.addresses[0] ?? '').searchParams.get(name)?.split(',');

describe('authorizationCodeForKey', () => {
  it.each([
    ['v1', 'hash', 'body'],
    ['v2', 'hashes', 'bearer'],
  ] as const)('asks for exactly these hashes in version %s', async (dialect, name, carrier) => {
    const steps = await open({ steps: { dialect } });
    const request = await steps.request(['a', 'b']);
    const authorization = await steps.authorizer.authorize(request);
    expect(authorization).toMatchObject({ carrier, remaining: 2, credentialId: 'seal-oauth' });
    expect(hashParameter(steps, name)).toEqual(request.manifest.hashes.map((hash) => toBase64Url(hash)));
    const [consent] = steps.rssp.consents;
    expect(consent).toMatchObject({ scope: 'credential', numSignatures: 2, credentialId: 'seal-oauth' });
    expect(consent?.description).toContain(request.manifest.digest);
  });

  it('asks with authorisation details where told to, sends them again with the code, and compares the answer', async () => {
    const steps = await open({ richAuthorization: true });
    const request = await steps.request(['a', 'b']);
    expect(await steps.authorizer.authorize(request)).toBeDefined();
    expect(steps.rssp.consents[0]?.hashes).toEqual(request.manifest.hashes.map(toBase64));
    const { searchParams } = new URL(steps.addresses[0] ?? '');
    expect(searchParams.has('scope')).toBe(false);
    expect(formOf(steps.sent(TOKEN)[0]).get('authorization_details')).toBe(
      searchParams.get('authorization_details'),
    );
  });

  it('pushes what is asked, so that no hash and no label is in an address', async () => {
    const steps = await open({
      richAuthorization: true,
      steps: { profile: { pushedAuthorization: 'require' } },
    });
    expect(await steps.authorizer.authorize(await steps.request(['a']))).toBeDefined();
    expect([...new URL(steps.addresses[0] ?? '').searchParams.keys()]).toEqual(['client_id', 'request_uri']);
  });

  it('refuses more hashes than an address holds, rather than fewer', async () => {
    const steps = await open({ steps: { profile: { pushedAuthorization: 'never' } } });
    const request = await steps.request(Array.from({ length: 60 }, (_, at) => `document ${at}`));
    await expect(steps.authorizer.authorize(request)).rejects.toMatchObject({
      code: 'CSC_REQUEST_INVALID',
      outcome: 'not-sent',
    });
    expect(steps.addresses).toHaveLength(0);
  });

  it.each([
    ['base64', { oauthHashEncoding: 'base64' }, (hash: Uint8Array) => toBase64(hash)],
    [
      'base64url-padded',
      { oauthHashEncoding: 'base64url-padded' },
      (hash: Uint8Array) => toBase64Url(hash, { padded: true }),
    ],
  ] as const)('writes hashes in %s where the profile says so', async (encoding, profile, write) => {
    const hashEncoding = encoding === 'base64' ? 'base64' : 'base64url';
    const steps = await open({ steps: { profile, service: { oauth: { hashEncoding } } } });
    const request = await steps.request(['a', 'b']);
    await steps.authorizer.authorize(request);
    expect(hashParameter(steps, 'hashes')).toEqual(request.manifest.hashes.map(write));
  });

  it.each([
    ['no details', () => undefined],
    ['another credential', (details: object) => [{ ...details, credentialID: 'other' }]],
    [
      'other digests',
      (details: object) => [{ ...details, documentDigests: [{ hash: toBase64(new Uint8Array(32)) }] }],
    ],
  ])('K30: never uses an authorisation with %s', async (_name, change) => {
    const tamper = answering((members) => {
      const [details] = members.authorization_details as object[];
      return { ...members, authorization_details: change(details ?? {}) };
    });
    const steps = await open({ richAuthorization: true, steps: { tamper } });
    await expect(steps.authorizer.authorize(await steps.request(['a']))).rejects.toMatchObject({
      code: 'SIGNER_UNAUTHORIZED',
    });
  });

  it.each([
    ['another credential', { credentialID: 'other' }],
    ['the making of credentials', { scope: 'credential credential-creation' }],
  ])('refuses a token for %s', async (_name, members) => {
    const steps = await open({ steps: { tamper: answering((given) => ({ ...given, ...members })) } });
    await expect(steps.authorizer.authorize(await steps.request(['a']))).rejects.toMatchObject({
      code: 'SIGNER_UNAUTHORIZED',
    });
  });

  it('refuses the token of the first step in place of a second', async () => {
    const steps: Steps & { readonly authorizer: ReturnType<typeof authorizationCodeForKey> } = await open({
      steps: { tamper: answering((given) => ({ ...given, access_token: first })) },
    });
    const { client } = steps;
    const first = (await client.authentication.token(client.context))?.reveal();
    for (const policy of [DEFAULT_POLICY, JP_MIC_LEVEL2]) {
      await expect(steps.authorizer.authorize(await steps.request(['a'], policy))).rejects.toMatchObject({
        code: 'CSC_POLICY_REFUSED',
        facts: { rule: 'token-of-first-step' },
      });
    }
  });

  it('says that whoever was asked refused', async () => {
    const steps = await open();
    steps.rssp.answerConsent(() => ({ kind: 'denied' }));
    await expect(steps.authorizer.authorize(await steps.request(['a']))).rejects.toMatchObject({
      code: 'SIGNER_UNAUTHORIZED',
      outcome: 'rejected',
    });
    expect(steps.sent(TOKEN)).toHaveLength(0);
  });

  it('K30: does not ask again when the answer to the code is lost', async () => {
    const tamper: Tamper = async (request, answer) => {
      const given = await answer();
      return request.url.endsWith(TOKEN) ? { ...given, status: 504 } : given;
    };
    const steps = await open({ steps: { tamper } });
    await expect(steps.authorizer.authorize(await steps.request(['a']))).rejects.toMatchObject({
      code: 'CSC_OUTCOME_UNKNOWN',
      outcome: 'unknown',
    });
    expect([steps.addresses.length, steps.sent(TOKEN).length]).toEqual([1, 1]);
  });

  it('makes each approval another request, with a state of its own', async () => {
    const steps = await open();
    await steps.authorizer.authorize(await steps.request(['a']));
    await steps.authorizer.authorize(await steps.request(['a']));
    const states = steps.addresses.map((address) => new URL(address).searchParams.get('state'));
    expect(new Set(states).size).toBe(2);
  });

  it('K30: refuses the answer to an earlier request', async () => {
    const answers: string[] = [];
    let browse: OpenAddress = async (address) => address;
    const steps = await open({
      open: async (address, call) => {
        answers.push(await browse(address, call));
        return answers[0] ?? '';
      },
    });
    browse = steps.browse;
    await steps.authorizer.authorize(await steps.request(['a']));
    await expect(steps.authorizer.authorize(await steps.request(['b']))).rejects.toMatchObject({
      code: 'CSC_ANSWER_INVALID',
    });
    expect(steps.sent(TOKEN)).toHaveLength(1);
  });

  it('asks nobody for a credential that takes factors, and says what to use', async () => {
    const steps = await open({ steps: { credentials: ['seal-pin'] } });
    await expect(steps.authorizer.authorize(await steps.request(['a']))).rejects.toThrow(/askForFactors/);
    expect(steps.addresses).toHaveLength(0);
  });
});

/** Whatever goes wrong, no secret of either step is in what the caller gets to see. */
import { utf8 } from '@eseal/core';
import type { HttpRequest, HttpResponse } from '@eseal/core/http';
import { describe, expect, it } from 'vitest';
import { approvedByService } from '../src/key-authorization/approved-by-service.ts';
import { askForFactors } from '../src/key-authorization/ask-for-factors.ts';
import { authorizationCodeForKey } from '../src/key-authorization/authorization-code-for-key.ts';
import { delegateTo } from '../src/key-authorization/delegate.ts';
import type { KeyAuthorizer } from '../src/key-authorization/key-authorizer.ts';
import { createSealApprover } from '../src/key-authorization/seal-approver.ts';
import { jsonAnswer, openSteps, type Steps, type Tamper } from '../src/test-steps.ts';
import { authorizationCode } from '../src/use-authentication/authorization-code.ts';
import { basic } from '../src/use-authentication/basic.ts';
import { clientCredentials } from '../src/use-authentication/client-credentials.ts';
import { digest } from '../src/use-authentication/digest.ts';
import type { UseAuthentication } from '../src/use-authentication/use-authentication.ts';
import { browserOf, CALLBACK, CLIENT } from './remote.ts';

const PIN = '482915';
const PASSWORD = 'testkit password of keiri';

/** Members of requests and answers that are secret. */
const SECRET_MEMBERS = [
  'access_token',
  'refresh_token',
  'token',
  'SAD',
  'PIN',
  'OTP',
  'code',
  'code_verifier',
  'client_secret',
  'client_assertion',
  'account_token',
  'value',
];

/** What a service may do with what it was sent. */
const REPLIES: Readonly<Record<string, (said: string) => HttpResponse>> = {
  'an error that repeats it': (said) =>
    jsonAnswer(400, { error: 'invalid_request', error_description: said }),
  'an error that repeats what it decoded': (said) =>
    jsonAnswer(400, { error: 'invalid_request', error_description: decodedBasic(said) }),
  'a code that repeats it': (said) => jsonAnswer(400, { error: said }),
  'a challenge that repeats it': (said) => ({
    ...jsonAnswer(401, { error: 'invalid_client', error_description: said }),
    headers: {
      'content-type': 'application/json',
      'www-authenticate': `Bearer realm="${encodeURIComponent(said)}"`,
    },
  }),
  'a page that repeats it': (said) => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: utf8(said),
  }),
  'JSON of other types': (said) =>
    jsonAnswer(200, { access_token: [said], token_type: said, SAD: { said }, handle: 7 }),
  'a redirect that repeats it': (said) => ({
    status: 302,
    headers: { location: `https://evil.test/?said=${encodeURIComponent(said)}` },
    body: new Uint8Array(),
  }),
  'a failure': (said) => ({ status: 500, headers: { 'content-type': 'text/plain' }, body: utf8(said) }),
};

/** What a header of Basic holds (RFC 7617 §2); all else as it is. */
function decodedBasic(said: string): string {
  const [, encoded] = /Basic (\S+)/.exec(said) ?? [];
  return encoded === undefined ? said : atob(encoded);
}

/** Ways to authenticate; each may be at a browser. */
const AUTHENTICATIONS: Readonly<Record<string, (browse: Steps['browse']) => UseAuthentication>> = {
  clientCredentials: () => clientCredentials(CLIENT),
  'clientCredentials (post)': () => clientCredentials({ ...CLIENT, clientAuthentication: 'post' }),
  authorizationCode: (browse) =>
    authorizationCode({ ...CLIENT, redirectUri: CALLBACK, open: browse, account: { account: 'keiri' } }),
  basic: () => basic({ user: 'keiri', password: () => PASSWORD, rememberMe: true }),
  digest: () => digest({ user: 'keiri', password: () => PASSWORD }),
};

/** Ways to approve, with the credential of each. */
const AUTHORIZERS: Readonly<Record<string, readonly [string, (steps: Steps) => KeyAuthorizer]>> = {
  askForFactors: ['seal-pin', () => askForFactors(() => PIN)],
  authorizationCodeForKey: [
    'seal-oauth',
    ({ browse }) => authorizationCodeForKey({ ...CLIENT, redirectUri: CALLBACK, open: browse }),
  ],
  approvedByService: ['seal-implicit', () => approvedByService()],
  delegateTo: [
    'seal-pin',
    ({ client }) =>
      delegateTo(
        createSealApprover({
          client,
          approval: { kind: 'authorization', authorizer: askForFactors(() => PIN) },
          isDesignated: () => true,
        }),
      ),
  ],
};

/** Remembers every secret that goes over the line, and may reply in place of the service. */
function listen(reply: ((said: string) => HttpResponse) | undefined, path: RegExp) {
  const secrets = new Set<string>([PIN, PASSWORD]);
  let isOn = false;
  const tamper: Tamper = async (request, answer) => {
    for (const value of secretsOf(sayingOf(request))) secrets.add(value);
    const given = await answer();
    for (const value of secretsOf(new TextDecoder().decode(given.body))) secrets.add(value);
    return reply && isOn && path.test(request.url) ? reply(sayingOf(request)) : given;
  };
  return { secrets, tamper, start: () => (isOn = true) };
}

function sayingOf({ body, headers }: HttpRequest): string {
  return `${new TextDecoder().decode(body)} ${headers.authorization ?? ''}`;
}

function secretsOf(said: string): readonly string[] {
  const names = SECRET_MEMBERS.join('|');
  const members = [...said.matchAll(new RegExp(`"(?:${names})":"([^"]+)"`, 'g'))];
  const parameters = [...said.matchAll(new RegExp(`(?:^|&)(?:${names})=([^& ]+)`, 'g'))];
  const headers = [...said.matchAll(/(?:Basic|Bearer) (\S+)|response="([^"]+)"/g)];
  return [...members, ...parameters, ...headers]
    .flatMap(([, one, other]) => [one, one && decodeURIComponent(one.replaceAll('+', ' ')), other])
    .filter((value) => value !== undefined && value.length >= 6) as string[];
}

/** Every text that can be reached from a value, also by way of what is not enumerable. */
function textsOf(value: unknown, seen: Set<unknown> = new Set()): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const names = Object.getOwnPropertyNames(value);
  return [...names, String(value), ...names.flatMap((name) => textsOf(Reflect.get(value, name), seen))];
}

function expectNone(secrets: ReadonlySet<string>, ...shown: readonly unknown[]): void {
  const texts = shown.flatMap((each) => [...textsOf(each), JSON.stringify(each) ?? '']).join('\n');
  expect([...secrets].filter((secret) => texts.includes(secret))).toEqual([]);
}

describe.each(Object.keys(AUTHENTICATIONS))('the first step by %s', (way) => {
  it.each(Object.keys(REPLIES))('K30: keeps its secrets after %s', async (kind) => {
    const line = listen(REPLIES[kind], /oauth2\/token|auth\/login/);
    let browse: Steps['browse'] = async (address) => address;
    const authentication = AUTHENTICATIONS[way]?.((address) => browse(address));
    if (authentication === undefined) return expect.unreachable();
    const { client, rssp } = await openSteps({
      credentials: ['seal-oauth'],
      tamper: line.tamper,
      authentication,
    });
    browse = browserOf(rssp);
    const token = await client.authentication.token(client.context);
    await client.authentication.revoke(client.context).catch(() => undefined);
    line.start();
    const error = await client.authentication.token(client.context).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(line.secrets.size).toBeGreaterThan(3);
    expectNone(line.secrets, error, token, client.authentication);
  });
});

describe.each(Object.keys(AUTHORIZERS))('the second step by %s', (way) => {
  it.each(Object.keys(REPLIES))('K30: keeps its secrets after %s', async (kind) => {
    const [credential, authorizerOf] = AUTHORIZERS[way] ?? [];
    if (credential === undefined || authorizerOf === undefined) return expect.unreachable();
    const line = listen(REPLIES[kind], /oauth2\/token|credentials\/authorize/);
    const steps = await openSteps({ credentials: [credential], tamper: line.tamper });
    const request = await steps.request(['a']);
    const authorization = await authorizerOf(steps).authorize(request);
    line.start();
    const authorizer = authorizerOf(steps);
    const error = await authorizer.authorize(request).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expectNone(line.secrets, error, authorization, authorizer);
  });
});

import { describe, expect, it } from 'vitest';
import { jsonAnswer, openSteps, type StepsOptions, type Tamper } from '../test-steps.ts';
import { type AuthorizationServerOptions, createServerLocator } from './authorization-server.ts';

const METADATA = {
  issuer: 'https://login.test/realm',
  authorization_endpoint: 'https://login.test/realm/authorize',
  token_endpoint: 'https://login.test/realm/token',
};
const ISSUER = { kind: 'issuer', issuer: METADATA.issuer } as const;

const discovery =
  (metadata: object): Tamper =>
  (request, answer) =>
    request.url.includes('/.well-known/') ? jsonAnswer(200, metadata) : answer();

async function locate(options: AuthorizationServerOptions, steps: StepsOptions = {}) {
  const { client } = await openSteps({ credentials: [], ...steps });
  return createServerLocator(options)(client.context);
}

/** A service that names another authorisation server. */
const naming =
  (members: object): Tamper =>
  async (request, answer) => {
    const given = await answer();
    if (!request.url.endsWith('/info')) return given;
    return jsonAnswer(200, {
      ...JSON.parse(new TextDecoder().decode(given.body)),
      oauth2: undefined,
      ...members,
    });
  };

describe('createServerLocator', () => {
  it('takes the server that the service names at its own origin', async () => {
    const { metadata } = await locate({});
    expect(metadata.token_endpoint).toBe('https://rssp.test/oauth2/token');
  });

  it('refuses one at another origin, which would get the secrets of the application', async () => {
    const tamper = naming({ oauth2: 'https://evil.test' });
    await expect(locate({}, { tamper })).rejects.toMatchObject({
      code: 'CSC_POLICY_REFUSED',
      outcome: 'not-sent',
    });
  });

  it('takes one at an origin that the caller allows', async () => {
    const tamper = naming({ oauth2: 'https://login.test' });
    const { metadata } = await locate({ allowedOrigins: ['https://login.test'] }, { tamper });
    expect(metadata.token_endpoint).toBe('https://login.test/oauth2/token');
  });

  it('refuses a service that names none', async () => {
    await expect(locate({}, { tamper: naming({}) })).rejects.toMatchObject({ code: 'CSC_POLICY_REFUSED' });
  });

  it('takes the metadata of a configured issuer', async () => {
    const { metadata, isIssuerKnown } = await locate({ server: ISSUER }, { tamper: discovery(METADATA) });
    expect(metadata).toMatchObject(METADATA);
    expect(isIssuerKnown).toBe(true);
  });

  it('asks no issuer over http', async () => {
    const server = { kind: 'issuer', issuer: 'http://login.test' } as const;
    const asked: string[] = [];
    const tamper: Tamper = (request) => {
      asked.push(request.url);
      return jsonAnswer(200, METADATA);
    };
    await expect(locate({ server }, { tamper })).rejects.toMatchObject({ code: 'CSC_POLICY_REFUSED' });
    expect(asked).toEqual([]);
  });

  it('refuses metadata of another issuer', async () => {
    const tamper = discovery({ ...METADATA, issuer: 'https://evil.test' });
    await expect(locate({ server: ISSUER }, { tamper })).rejects.toMatchObject({
      code: 'CSC_ANSWER_INVALID',
    });
  });

  it.each([
    ['token_endpoint', 'https://evil.test/token'],
    ['authorization_endpoint', 'https://evil.test/authorize'],
    ['pushed_authorization_request_endpoint', 'https://evil.test/par'],
    ['revocation_endpoint', 'https://evil.test/revoke'],
    ['token_endpoint', 'http://login.test/token'],
    ['token_endpoint', 'javascript:alert(1)'],
    ['token_endpoint', 'no address'],
  ])('refuses metadata whose %s is %s', async (name, address) => {
    const tamper = discovery({ ...METADATA, [name]: address });
    await expect(locate({ server: ISSUER }, { tamper })).rejects.toMatchObject({
      code: 'CSC_POLICY_REFUSED',
    });
  });

  it('refuses addresses for connections with a certificate that are elsewhere', async () => {
    const aliases = { token_endpoint: 'https://evil.test/token' };
    const tamper = discovery({ ...METADATA, mtls_endpoint_aliases: aliases });
    await expect(locate({ server: ISSUER }, { tamper })).rejects.toMatchObject({
      code: 'CSC_POLICY_REFUSED',
    });
  });

  it('takes each address of its own from the caller, over https only', async () => {
    const server = { kind: 'endpoints', issuer: 'https://a.test', token: 'https://b.test/token' } as const;
    expect((await locate({ server })).metadata.token_endpoint).toBe('https://b.test/token');
    const plain = { ...server, token: 'http://b.test/token' };
    await expect(locate({ server: plain })).rejects.toMatchObject({ code: 'CSC_POLICY_REFUSED' });
  });

  it('keeps to the first server of a service, whatever the service names later', async () => {
    let named = 'https://rssp.test';
    const tamper: Tamper = async (request, answer) => naming({ oauth2: named })(request, answer);
    const steps = await openSteps({ credentials: [], tamper });
    const find = createServerLocator({});
    const first = await find(steps.client.context);
    named = 'https://evil.test';
    const later = { ...steps.client.context, info: () => Promise.reject(new Error('asked again')) };
    expect(await find(later)).toBe(first);
  });
});

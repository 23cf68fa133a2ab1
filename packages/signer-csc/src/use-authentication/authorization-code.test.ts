import { describe, expect, it } from 'vitest';
import { CALLBACK, CLIENT } from '../../test/remote.ts';
import type { OpenAddress } from '../oauth/authorize-by-code.ts';
import { formOf, openSteps, type Steps, type StepsOptions } from '../test-steps.ts';
import { secret } from '../util/secret.ts';
import { type AuthorizationCodeOptions, authorizationCode } from './authorization-code.ts';

const TOKEN = '/oauth2/token';

interface Opened extends Steps {
  readonly addresses: readonly string[];
}

/** A service whose user is at a browser; `answer` changes the address that they come back with. */
async function open(
  answer: (address: string) => string = (address) => address,
  options: Partial<AuthorizationCodeOptions> & { readonly steps?: StepsOptions } = {},
): Promise<Opened> {
  const addresses: string[] = [];
  let browse: OpenAddress = async (address) => address;
  const authentication = authorizationCode({
    ...CLIENT,
    redirectUri: CALLBACK,
    open: async (address, call) => {
      addresses.push(address);
      return answer(await browse(address, call));
    },
    ...options,
  });
  const steps = await openSteps({ credentials: ['seal-oauth'], ...options.steps, authentication });
  browse = steps.browse;
  return { ...steps, addresses };
}

const tokenOf = async ({ client }: Steps) => (await client.authentication.token(client.context))?.reveal();

const changed = (name: string, value: string | undefined) => (address: string) => {
  const url = new URL(address);
  if (value === undefined) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  return url.href;
};

describe('authorizationCode', () => {
  it('asks a person for scope service, with a challenge of S256 and a state of 256 bits', async () => {
    const steps = await open();
    expect(await tokenOf(steps)).toBeDefined();
    const { searchParams } = new URL(steps.addresses[0] ?? '');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'service',
      code_challenge_method: 'S256',
      redirect_uri: CALLBACK,
    });
    expect(searchParams.get('state')).toMatch(/^[\w-]{43}$/);
    expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(formOf(steps.sent(TOKEN)[0]).get('code_verifier')).toMatch(/^[\w-]{43}$/);
  });

  it('pushes the request where the service offers it, so that the address tells nothing', async () => {
    const steps = await open(undefined, {
      steps: {
        profile: { pushedAuthorization: 'require' },
        service: { oauth: { requiresPushedRequests: true } },
      },
    });
    expect(await tokenOf(steps)).toBeDefined();
    expect([...new URL(steps.addresses[0] ?? '').searchParams.keys()].sort()).toEqual([
      'client_id',
      'request_uri',
    ]);
  });

  it('names the account that is to be asked, under the digest of the client secret', async () => {
    const steps = await open(undefined, {
      account: { account: 'keiri' },
      steps: { service: { oauth: { requiresAccountToken: true } } },
    });
    expect(await tokenOf(steps)).toBeDefined();
    expect(steps.rssp.consents[0]).toMatchObject({ account: 'keiri' });
  });

  it.each([
    ['another state', changed('state', 'A'.repeat(43))],
    ['no state', changed('state', undefined)],
    ['the issuer of another server', changed('iss', 'https://evil.test')],
    ['no code', changed('code', undefined)],
    [
      'an address that was not registered',
      (address: string) => address.replace('https://app.test', 'https://evil.test'),
    ],
    ['another path', (address: string) => address.replace('/callback', '/other')],
    ['two states', (address: string) => `${address}&state=x`],
    ['two codes', (address: string) => `${address}&code=x`],
    ['no address', () => 'canary-no-address'],
    ['a token beside the code', changed('id_token', 'x')],
  ])('refuses an answer with %s, and sends its code nowhere', async (_name, answer) => {
    const steps = await open(answer);
    const result = await tokenOf(steps).catch((caught: unknown) => caught);
    expect(result).toMatchObject({ code: 'CSC_ANSWER_INVALID', outcome: 'rejected' });
    expect(steps.sent(TOKEN)).toHaveLength(0);
  });

  it('takes each answer once: the one of an earlier request is refused', async () => {
    const answers: string[] = [];
    const steps = await open((address) => {
      answers.push(address);
      return answers[0] ?? '';
    });
    const first = await tokenOf(steps);
    await steps.client.authentication.revoke(steps.client.context);
    await expect(tokenOf(steps)).rejects.toMatchObject({ code: 'CSC_ANSWER_INVALID' });
    expect(first).toBeDefined();
    expect(steps.sent(TOKEN)).toHaveLength(1);
  });

  it('refuses an answer that comes more than ten minutes later', async () => {
    let late = (): void => undefined;
    const steps = await open((address) => {
      late();
      return address;
    });
    late = () => steps.clock.advance(600_001);
    await expect(tokenOf(steps)).rejects.toMatchObject({ code: 'CSC_ANSWER_INVALID' });
  });

  it('says that the person refused', async () => {
    const steps = await open();
    steps.rssp.answerConsent(() => ({ kind: 'denied' }));
    await expect(tokenOf(steps)).rejects.toMatchObject({
      code: 'SIGNER_UNAUTHORIZED',
      outcome: 'rejected',
      facts: { reason: 'access-denied' },
    });
  });

  it('renews by refresh tokens without asking the person, each once', async () => {
    const steps = await open();
    const tokens = [await tokenOf(steps)];
    for (let round = 0; round < 2; round++) {
      steps.clock.advance(3_600_000);
      tokens.push(await tokenOf(steps));
    }
    expect(new Set(tokens).size).toBe(3);
    expect(steps.addresses).toHaveLength(1);
    const sent = steps.sent(TOKEN).map((request) => formOf(request).get('refresh_token'));
    expect(new Set(sent).size).toBe(3);
  });

  it('asks the person again where the refresh token is no longer taken', async () => {
    const steps = await open();
    const token = await tokenOf(steps);
    steps.clock.advance(400 * 86_400_000);
    expect(await tokenOf(steps)).not.toBe(token);
    expect(steps.addresses).toHaveLength(2);
  });

  it('does not try a refresh token twice when its answer is lost', async () => {
    let isLost = false;
    const steps = await open(undefined, {
      steps: {
        tamper: async (request, answer) => {
          const given = await answer();
          return isLost && request.url.endsWith(TOKEN) ? { ...given, status: 502 } : given;
        },
      },
    });
    await tokenOf(steps);
    steps.clock.advance(3_600_000);
    isLost = true;
    await expect(tokenOf(steps)).rejects.toMatchObject({ code: 'CSC_OUTCOME_UNKNOWN', outcome: 'unknown' });
    isLost = false;
    expect(await tokenOf(steps)).toBeDefined();
    const grants = steps.sent(TOKEN).map((request) => formOf(request).get('grant_type'));
    expect(grants).toEqual(['authorization_code', 'refresh_token', 'authorization_code']);
  });

  it('does not try a code twice when its answer is lost', async () => {
    const steps = await open(undefined, {
      steps: {
        tamper: async (request, answer) => {
          const given = await answer();
          return request.url.endsWith(TOKEN) ? { ...given, status: 500 } : given;
        },
      },
    });
    await expect(tokenOf(steps)).rejects.toMatchObject({ code: 'CSC_OUTCOME_UNKNOWN' });
    expect(steps.sent(TOKEN)).toHaveLength(1);
  });

  it('knows its refresh token for a secret of its own', async () => {
    const steps = await open();
    await tokenOf(steps);
    steps.clock.advance(3_600_000);
    await tokenOf(steps);
    const refreshToken = formOf(steps.sent(TOKEN)[1]).get('refresh_token') ?? '';
    expect(steps.client.authentication.holds(secret(refreshToken))).toBe(true);
  });
});

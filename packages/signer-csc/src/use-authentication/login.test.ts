import { describe, expect, it } from 'vitest';
import { openSteps, type Steps } from '../test-steps.ts';
import { secret } from '../util/secret.ts';
import { basic } from './basic.ts';
import { digest, readChallenge } from './digest.ts';
import type { LoginOptions } from './login.ts';

const PASSWORD = 'testkit password of keiri';
const WAYS = { basic, digest };

const open = (way: keyof typeof WAYS, options: Partial<LoginOptions> = {}, dialect: 'v1' | 'v2' = 'v2') =>
  openSteps({
    dialect,
    credentials: ['seal-pin'],
    authentication: WAYS[way]({ user: 'keiri', password: () => PASSWORD, ...options }),
  });

const tokenOf = async ({ client }: Steps) => (await client.authentication.token(client.context))?.reveal();
const logins = (steps: Steps) =>
  steps.sent('/auth/login').filter(({ headers }) => /^(Basic|Digest) /.test(headers.authorization ?? ''));

describe.each(['basic', 'digest'] as const)('%s', (way) => {
  it.each(['v1', 'v2'] as const)(
    'logs in once and uses the service by its token, in version %s',
    async (dialect) => {
      const steps = await open(way, {}, dialect);
      expect(await steps.client.listCredentials()).toEqual(['seal-pin']);
      await tokenOf(steps);
      expect(logins(steps)).toHaveLength(1);
    },
  );

  it('logs in again by the token it was given to be remembered by', async () => {
    const passwords: string[] = [];
    const password = () => passwords[passwords.push(PASSWORD) - 1] ?? '';
    const steps = await open(way, { rememberMe: true, password });
    const first = await tokenOf(steps);
    steps.clock.advance(3_600_000);
    expect(await tokenOf(steps)).not.toBe(first);
    expect(passwords).toHaveLength(1);
  });

  it('asks for the password again where nothing is remembered', async () => {
    const steps = await open(way);
    await tokenOf(steps);
    steps.clock.advance(3_600_000);
    await tokenOf(steps);
    expect(logins(steps)).toHaveLength(2);
  });

  it('does not send a password again that was refused, but sends another', async () => {
    let password = 'canary-wrong-password';
    const steps = await open(way, { password: () => password });
    await expect(tokenOf(steps)).rejects.toMatchObject({ code: 'SIGNER_UNAUTHORIZED', outcome: 'rejected' });
    await expect(tokenOf(steps)).rejects.toMatchObject({ code: 'SIGNER_UNAUTHORIZED', outcome: 'not-sent' });
    expect(logins(steps)).toHaveLength(1);
    password = PASSWORD;
    expect(await tokenOf(steps)).toBeDefined();
  });

  it('ends its token at the service when asked to', async () => {
    const steps = await open(way, { rememberMe: true });
    await tokenOf(steps);
    await steps.client.authentication.revoke(steps.client.context);
    await tokenOf(steps);
    expect(steps.sent('/auth/revoke')).toHaveLength(1);
    expect(logins(steps)).toHaveLength(2);
  });

  it('knows the password for a secret of its own', async () => {
    const steps = await open(way);
    await tokenOf(steps);
    expect(steps.client.authentication.holds(secret(PASSWORD))).toBe(true);
  });
});

describe('basic', () => {
  it('takes no name with a colon, which would end it', () => {
    expect(() => basic({ user: 'a:b', password: () => PASSWORD })).toThrow(/colon/);
  });
});

describe('digest', () => {
  it('never sends the password', async () => {
    const steps = await open('digest');
    await tokenOf(steps);
    const sent = JSON.stringify(
      steps.rssp.requests.map(({ headers, url, body }) => [headers, url, new TextDecoder().decode(body)]),
    );
    expect(sent).not.toContain(PASSWORD);
    expect(sent).not.toContain(btoa(`keiri:${PASSWORD}`));
  });

  it('finds the challenge of SHA-256 among others', () => {
    const header =
      'Basic realm="x, Digest", Digest realm="old", nonce="1", qop="auth", algorithm=MD5, Digest realm="a\\"b", nonce="n", opaque="o", qop="auth,auth-int", algorithm=SHA-256';
    expect(readChallenge(header)).toEqual({ realm: 'a"b', nonce: 'n', opaque: 'o' });
  });

  it.each([
    ['MD5', 'Digest realm="a", nonce="n", qop="auth", algorithm=MD5'],
    ['no algorithm, which means MD5', 'Digest realm="a", nonce="n", qop="auth"'],
    ['no protection of the request', 'Digest realm="a", nonce="n", algorithm=SHA-256'],
    ['no nonce', 'Digest realm="a", qop="auth", algorithm=SHA-256'],
    ['another scheme', 'Basic realm="a"'],
    ['nothing', ''],
  ])('answers no challenge with %s', (_name, header) => {
    expect(readChallenge(header)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { CscError } from '../errors.ts';
import { managementLogin } from '../japan/management-login.ts';
import { openSteps } from '../test-steps.ts';
import { secret } from '../util/secret.ts';
import { authorizationCode } from './authorization-code.ts';
import { basic } from './basic.ts';
import { clientCredentials } from './client-credentials.ts';
import { createKnownSecrets } from './known-secrets.ts';
import { createTokenKeeper, type TokenKeeperOptions } from './token-keeper.ts';
import { createMemoryTokenStore, type StoredToken, type TokenStore } from './token-store.ts';

const tokenOf = (text: string, expiresAt: Date): StoredToken => ({
  accessToken: secret(text),
  refreshToken: secret(`refresh ${text}`),
  expiresAt,
});

async function open(obtain: TokenKeeperOptions['obtain']) {
  const { client, clock } = await openSteps({ credentials: [] });
  const store = createMemoryTokenStore();
  const options = {
    kind: 'external',
    owner: 'app',
    secrets: createKnownSecrets(),
    revoke: async () => undefined,
  } as const;
  const keep = () => createTokenKeeper({ ...options, store, obtain });
  return { clock, context: client.context, store, keep, keeper: keep() };
}

const failing = (code: CscError['code'], outcome: CscError['outcome']) =>
  new CscError(code, 'x', { outcome });

describe('createTokenKeeper', () => {
  it('lets one caller give up without taking the token from the others', async () => {
    let give: (token: StoredToken) => void = () => undefined;
    const { clock, context, keeper } = await open(() => new Promise((resolve) => (give = resolve)));
    const controller = new AbortController();
    const impatient = keeper.token(context, { signal: controller.signal });
    const patient = keeper.token(context);
    controller.abort();
    await expect(impatient).rejects.toMatchObject({ code: 'ABORTED' });
    give(tokenOf('one', new Date(clock.now().getTime() + 1000)));
    expect((await patient)?.reveal()).toBe('one');
  });

  it('finds a token that another process of the application has stored', async () => {
    let count = 0;
    const { clock, context, keep } = await open(async () =>
      tokenOf(`${++count}`, new Date(clock.now().getTime() + 1000)),
    );
    await keep().token(context);
    expect((await keep().token(context))?.reveal()).toBe('1');
  });

  it('K30: takes no token out of a common store that was given for another way or another account', async () => {
    const { clock, context, store } = await open(async () => tokenOf('x', clock.now()));
    const keys = new Set<string>();
    const tokenStore: TokenStore = {
      ...store,
      get: async (key) => {
        keys.add(key);
        return tokenOf('stored', new Date(clock.now().getTime() + 1000));
      },
    };
    const password = () => 'x';
    const browser = { clientId: 'app', redirectUri: 'https://app.test/', open: async () => '', tokenStore };
    const ways = [
      clientCredentials({ clientId: 'app', tokenStore }),
      clientCredentials({ clientId: 'app', scope: 'manage', tokenStore }),
      authorizationCode(browser),
      authorizationCode({ ...browser, account: { account: 'one' } }),
      authorizationCode({ ...browser, account: { account: 'other' } }),
      basic({ user: 'app', password, tokenStore }),
      managementLogin({ user: 'app', password, tokenStore }),
    ];
    for (const way of ways) await way.token(context);
    expect(keys.size).toBe(ways.length);
  });

  it('K30: knows the secrets of a token that another process has stored', async () => {
    const { clock, context, store, keeper } = await open(() => Promise.reject(new Error('not needed')));
    await store.set(
      `${context.baseUrl} external app`,
      tokenOf('one', new Date(clock.now().getTime() + 1000)),
    );
    await keeper.token(context);
    expect(keeper.holds(secret('refresh one'))).toBe(true);
  });

  it.each([
    ['not known', failing('CSC_OUTCOME_UNKNOWN', 'unknown'), undefined],
    ['that it was refused', failing('SIGNER_UNAUTHORIZED', 'rejected'), undefined],
    ['that it was not sent', failing('SIGNER_UNAVAILABLE', 'not-sent'), 'refresh one'],
    ['that the server was busy', failing('SIGNER_UNAVAILABLE', 'rejected'), 'refresh one'],
    ['nothing, being of another kind', new Error('x'), undefined],
  ])(
    'tries a refresh token again only if it is certain to be unused; the error says %s',
    async (_name, error, kept) => {
      const given: (string | undefined)[] = [];
      const { context, keeper, store, clock } = await open(async (_context, previous) => {
        given.push(previous?.refreshToken?.reveal());
        if (given.length > 1) throw error;
        return tokenOf('one', new Date(clock.now().getTime() + 1000));
      });
      await keeper.token(context);
      clock.advance(1000);
      await expect(keeper.token(context)).rejects.toBe(error);
      expect((await store.get(`${context.baseUrl} external app`))?.refreshToken?.reveal()).toBe(kept);
      await keeper.token(context).catch(() => undefined);
      expect(given).toEqual([undefined, 'refresh one', kept]);
    },
  );

  it('forgets its own tokens and no others', async () => {
    let count = 0;
    const { clock, context, keeper } = await open(async () =>
      tokenOf(`${++count}`, new Date(clock.now().getTime() + 1000)),
    );
    await keeper.token(context);
    await keeper.forget(secret('another'));
    expect((await keeper.token(context))?.reveal()).toBe('1');
    await keeper.forget(secret('1'));
    expect((await keeper.token(context))?.reveal()).toBe('2');
  });
});

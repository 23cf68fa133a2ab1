import { describe, expect, it } from 'vitest';
import { openSteps } from '../test-steps.ts';
import { secret } from '../util/secret.ts';
import { external } from './external.ts';
import { mutualTls } from './mutual-tls.ts';

describe('external', () => {
  it('asks the caller each time, and tells which token was refused', async () => {
    const refusals: (string | undefined)[] = [];
    const authentication = external(async ({ refused }) => {
      refusals.push(refused?.reveal());
      return `token ${refusals.length}`;
    });
    const { client } = await openSteps({ credentials: [], authentication });
    const first = await authentication.token(client.context);
    await authentication.forget(first ?? secret(''));
    expect((await authentication.token(client.context))?.reveal()).toBe('token 2');
    expect(refusals).toEqual([undefined, 'token 1']);
    expect(authentication.holds(secret('token 1'))).toBe(true);
    expect(authentication.holds(secret('token 3'))).toBe(false);
  });
});

describe('mutualTls', () => {
  it('sends no token: the connection says who the application is', async () => {
    const { client } = await openSteps({ credentials: [], authentication: mutualTls() });
    expect(await client.authentication.token(client.context)).toBeUndefined();
    expect(client.authentication.holds(secret(''))).toBe(false);
  });
});

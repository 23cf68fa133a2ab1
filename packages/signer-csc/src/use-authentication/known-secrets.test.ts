import { describe, expect, it } from 'vitest';
import { secret } from '../util/secret.ts';
import { createKnownSecrets } from './known-secrets.ts';

describe('createKnownSecrets', () => {
  it('knows each secret it was told, and no part of one', () => {
    const secrets = createKnownSecrets();
    secrets.add(secret('one'));
    secrets.add(undefined);
    expect(['one', 'on', 'one x', '', 'One'].map((text) => secrets.holds(secret(text)))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('K30: knows a secret in another form, which a service may take for the same', () => {
    const secrets = createKnownSecrets();
    secrets.addLasting(secret('4829 が'));
    expect(['４８２９ が', ' 4829 が\n', '4829 か\u3099'].map((text) => secrets.holds(secret(text)))).toEqual(
      [true, true, true],
    );
  });

  it('K30: does not forget a password for the tokens that came after it', () => {
    const secrets = createKnownSecrets();
    secrets.addLasting(secret('password'));
    for (let at = 0; at < 40; at++) secrets.add(secret(`token ${at}`));
    expect(secrets.holds(secret('password'))).toBe(true);
  });

  it('does not forget a token that is in use', () => {
    const secrets = createKnownSecrets();
    for (let at = 0; at < 40; at++) {
      secrets.add(secret('refresh token'));
      secrets.add(secret(`token ${at}`));
    }
    expect(secrets.holds(secret('refresh token'))).toBe(true);
  });

  it('forgets the oldest, so that a long life does not fill the memory', () => {
    const secrets = createKnownSecrets();
    for (let at = 0; at < 40; at++) secrets.add(secret(`token ${at}`));
    expect([
      secrets.holds(secret('token 39')),
      secrets.holds(secret('token 8')),
      secrets.holds(secret('token 7')),
    ]).toEqual([true, true, false]);
  });
});

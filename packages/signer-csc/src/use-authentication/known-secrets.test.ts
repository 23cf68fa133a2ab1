import { describe, expect, it } from 'vitest';
import { secret } from '../util/secret.ts';
import { createKnownSecrets } from './known-secrets.ts';

describe('createKnownSecrets', () => {
  it('knows each secret it was told, and no part of one', () => {
    const secrets = createKnownSecrets();
    secrets.add(secret('one'));
    secrets.add(undefined);
    expect(['one', 'on', 'one ', '', 'One'].map((text) => secrets.holds(secret(text)))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
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

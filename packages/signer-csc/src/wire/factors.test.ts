import { describe, expect, it } from 'vitest';
import { factorsOfMembers, factorsOfObjects, toObjects } from './factors.ts';

describe('factors', () => {
  it('of version 1 are a PIN and a one-time password, as far as they are asked for', () => {
    expect(factorsOfMembers({ PIN: undefined, OTP: undefined })).toEqual([]);
    expect(
      factorsOfMembers({ PIN: { presence: 'false' }, OTP: { presence: 'true', type: 'offline' } }),
    ).toEqual([
      {
        id: 'OTP',
        kind: 'otp',
        presence: 'required',
        delivery: 'generated',
        format: 'text',
        label: undefined,
        description: undefined,
      },
    ]);
    expect(factorsOfMembers({ PIN: undefined, OTP: { presence: 'true', type: 'Online' } })).toMatchObject([
      { delivery: 'online' },
    ]);
  });

  it.each([
    [{ type: 'Password' }, { kind: 'password', delivery: 'known' }],
    [
      { type: 'Password', generator: 'totp' },
      { kind: 'otp', delivery: 'generated' },
    ],
    [{ type: 'PASSWORDOOB' }, { kind: 'password-oob' }],
    [{ type: 'ChallengeResponse' }, { kind: 'challenge', delivery: 'online' }],
    [{ type: 'ChallengeResponseOOB' }, { kind: 'challenge-oob', delivery: 'online' }],
    [{ type: 'Iris' }, { kind: 'password', delivery: 'known' }],
    [{ type: 'constructor' }, { kind: 'password' }],
    [
      { type: 'Password', format: 'N', label: 'PIN' },
      { format: 'numeric', label: 'PIN' },
    ],
  ])('of version 2 with %j', (object, expected) => {
    expect(factorsOfObjects([{ id: 'x', ...object }])).toMatchObject([
      { id: 'x', presence: 'required', ...expected },
    ]);
  });

  it('may be told by their identifiers only', () => {
    expect(toObjects(['PIN', { id: 'OTP' }])).toEqual([{ id: 'PIN' }, { id: 'OTP' }]);
    expect(toObjects('PIN')).toBe('PIN');
  });
});

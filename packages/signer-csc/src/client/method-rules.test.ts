import { describe, expect, it } from 'vitest';
import { STRICT_PROFILE } from '../profile/profiles.ts';
import { METHOD_RULES, methodRule, signTimeoutMs } from './method-rules.ts';

const rule = (method: string, switches = {}, retry = {}) =>
  methodRule({ method, ...retry }, { ...STRICT_PROFILE, ...switches });

describe('the rule of a method', () => {
  it('says for everything that spends something that it is not repeated on doubt', () => {
    for (const [method, { retry, spends }] of Object.entries(METHOD_RULES))
      expect([method, retry === 'safe' && spends]).toEqual([method, false]);
  });

  it('is the strictest for what is not known', () => {
    for (const method of ['something/new', 'constructor', '__proto__', 'toString'])
      expect(rule(method)).toMatchObject({ retry: 'never', spends: true });
  });

  it('depends on the service where the service does', () => {
    expect(rule('credentials/authorize', { authorizeTimeoutMs: 300_000 }).timeoutMs).toBe(300_000);
    expect(rule('credentials/list', { listIsSafe: false })).toMatchObject({ retry: 'never', spends: true });
    expect(rule('credentials/list')).toMatchObject({ retry: 'safe', spends: false });
  });

  it('is given by an extension for a call of its own', () => {
    expect(rule('x/y', {}, { retry: 'safe' })).toMatchObject({ retry: 'safe', spends: false });
    expect(rule('x/y', {}, { retry: 'not-sent' })).toMatchObject({ retry: 'not-sent', spends: true });
  });

  it('gives time for each value that is signed', () => {
    expect(signTimeoutMs(1)).toBe(30_200);
    expect(signTimeoutMs(500)).toBe(130_000);
  });
});

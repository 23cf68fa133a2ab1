import { describe, expect, it } from 'vitest';
import { CoreError } from '../errors.ts';
import { createBackOff } from './back-off.ts';

const failure = new CoreError('TIMESTAMP_UNAVAILABLE', 'gave no answer');

describe('backing off', () => {
  it('rests for twice as long after each further failure, up to a longest time', () => {
    const backOff = createBackOff({ initialMs: 10, longestMs: 35 });
    let now = 0;
    for (const rest of [10, 20, 35, 35]) {
      backOff.begin();
      backOff.fail(failure, now);
      expect([backOff.state(now + rest - 1), backOff.state(now + rest)]).toEqual(['resting', 'open']);
      now += rest;
    }
    expect(backOff.lastFailure()).toBe(failure);
  });

  it('lets one request find out, then forgets what was', () => {
    const backOff = createBackOff({ initialMs: 10 });
    backOff.fail(failure, 0);
    backOff.begin();
    expect(backOff.state(10)).toBe('probing');
    backOff.succeed();
    expect([backOff.state(10), backOff.lastFailure()]).toEqual(['open', undefined]);
  });

  it('counts requests that fail together once', () => {
    const backOff = createBackOff({ initialMs: 10 });
    for (let request = 0; request < 5; request++) backOff.begin();
    for (let request = 0; request < 5; request++) backOff.fail(failure, 0);
    expect(backOff.state(10)).toBe('open');
  });

  it('lets the next one find out when the first gave up', () => {
    const backOff = createBackOff({ initialMs: 10 });
    backOff.fail(failure, 0);
    backOff.begin();
    backOff.withdraw();
    expect(backOff.state(10)).toBe('open');
  });
});

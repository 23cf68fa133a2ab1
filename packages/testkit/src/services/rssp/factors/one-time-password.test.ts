import { expect, it } from 'vitest';
import { oneTimePassword, stepOf } from './one-time-password.ts';

it.each([
  ['1970-01-01T00:00:59Z', '287082'],
  ['2005-03-18T01:58:29Z', '081804'],
  ['2009-02-13T23:31:30Z', '005924'],
  ['2033-05-18T03:33:20Z', '279037'],
])('a password at %s is that of RFC 6238 appendix B, its last six digits', async (time, expected) => {
  expect(await oneTimePassword('12345678901234567890', stepOf(new Date(time)))).toBe(expected);
});

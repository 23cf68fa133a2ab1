/**
 * When a service wants to be asked again.
 *
 * @see RFC 9110 §10.2.3
 * @module
 */

/** Longest time that is believed: an hour. */
const LONGEST = 3_600_000;

/** Milliseconds from now, of seconds or a date; `undefined` for anything else. */
export function parseRetryAfter(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, LONGEST);
  const time = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : Math.min(Math.max(time - now.getTime(), 0), LONGEST);
}

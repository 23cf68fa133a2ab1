/** UTCTime and GeneralizedTime in the forms of DER and RFC 5280 §4.1.2.5: UTC with seconds, ending in Z. */

const ZERO = 0x30;
const POINT = 0x2e;
const Z = 0x5a;

/** Most digits of a fraction that are read. */
const MAX_FRACTION = 9;

/** The time, or `undefined` when the content is not one. Fractions beyond milliseconds are cut off. */
export function parseTime(
  content: Uint8Array,
  kind: 'utc' | 'generalized',
  fraction: boolean,
): Date | undefined {
  const yearEnd = kind === 'utc' ? 2 : 4;
  const secondsEnd = yearEnd + 10;
  const hasFraction = content.length > secondsEnd + 1;
  if (content[content.length - 1] !== Z || (hasFraction && !fraction)) return undefined;
  const milliseconds = hasFraction ? parseFraction(content, secondsEnd) : 0;
  if (milliseconds === undefined) return undefined;
  const pair = (at: number): number => parseDigits(content, yearEnd + 2 * at, yearEnd + 2 * at + 2);
  const years = parseDigits(content, 0, yearEnd);
  // RFC 5280 §4.1.2.5.1: two digits of 50 or more belong to the 20th century.
  const year = kind === 'utc' ? years + (years >= 50 ? 1900 : 2000) : years;
  const [month, day, hour, minute, second] = [pair(0), pair(1), pair(2), pair(3), pair(4)];
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  time.setUTCHours(hour, minute, second, milliseconds);
  // What overflows, and what is no digit and so not a number, does not come back equal.
  const isExact =
    time.getUTCMonth() === month - 1 &&
    time.getUTCDate() === day &&
    time.getUTCHours() === hour &&
    time.getUTCMinutes() === minute &&
    time.getUTCSeconds() === second;
  return isExact ? time : undefined;
}

/** Milliseconds of `.DDD` before the last octet, without trailing zeros (X.690 §11.7.3). */
function parseFraction(content: Uint8Array, start: number): number | undefined {
  const end = content.length - 1;
  const digits = end - start - 1;
  const isMinimal = content[start] === POINT && digits > 0 && content[end - 1] !== ZERO;
  if (!isMinimal || digits > MAX_FRACTION) return undefined;
  const value = parseDigits(content, start + 1, end);
  return Number.isNaN(value) ? undefined : Math.floor((value * 1000) / 10 ** digits);
}

/** The number that decimal digits are; NaN when one is none. */
function parseDigits(content: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (content[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** `YYYYMMDDHHMMSSZ` in ASCII, of a time in the years 0 to 9999. */
export function formatGeneralizedTime(time: Date): Uint8Array {
  const year = time.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw new RangeError('not a time that GeneralizedTime can hold');
  const out = new Uint8Array(15);
  const pairs = [
    Math.floor(year / 100),
    year % 100,
    time.getUTCMonth() + 1,
    time.getUTCDate(),
    time.getUTCHours(),
    time.getUTCMinutes(),
    time.getUTCSeconds(),
  ];
  pairs.forEach((pair, at) => {
    out[2 * at] = 0x30 + Math.floor(pair / 10);
    out[2 * at + 1] = 0x30 + (pair % 10);
  });
  out[14] = 0x5a;
  return out;
}

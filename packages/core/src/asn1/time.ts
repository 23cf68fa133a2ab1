/** UTCTime and GeneralizedTime in the forms of DER and RFC 5280 §4.1.2.5: UTC with seconds, ending in Z. */

const UTC = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;
const GENERALIZED = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{0,8}[1-9]))?Z$/;

/** The time, or `undefined` when the content is not one. Fractions beyond milliseconds are cut off. */
export function parseTime(
  content: Uint8Array,
  kind: 'utc' | 'generalized',
  fraction: boolean,
): Date | undefined {
  if (content.length > 32) return undefined;
  const match = (kind === 'utc' ? UTC : GENERALIZED).exec(String.fromCharCode(...content));
  if (match === null) return undefined;
  const [, years, month, day, hour, minute, second, part] = match;
  if (part !== undefined && !fraction) return undefined;
  // RFC 5280 §4.1.2.5.1: two digits of 50 or more belong to the 20th century.
  const year = kind === 'utc' ? Number(years) + (Number(years) >= 50 ? 1900 : 2000) : Number(years);
  const milliseconds = part === undefined ? 0 : Math.floor(Number(`0.${part}`) * 1000);
  const time = new Date(0);
  time.setUTCFullYear(year, Number(month) - 1, Number(day));
  time.setUTCHours(Number(hour), Number(minute), Number(second), milliseconds);
  const exact =
    time.getUTCMonth() === Number(month) - 1 &&
    time.getUTCDate() === Number(day) &&
    time.getUTCHours() === Number(hour);
  return exact && Number(minute) < 60 && Number(second) < 60 ? time : undefined;
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

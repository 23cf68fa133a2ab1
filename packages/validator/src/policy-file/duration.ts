/**
 * Lengths of time as policies state them: whole milliseconds, or days, hours, minutes and seconds of ISO 8601.
 *
 * @module
 */

/** A length of time as it stands in a policy. */
export type StatedDuration = number | string;

/** What a text has to look like: each part has at most six digits, so that the sum is exact. */
export const DURATION_PATTERN =
  '^P(?=[0-9T])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$';

const UNITS: Readonly<Record<string, number>> = { D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 };

/** Milliseconds of a length of time that has the form of {@link DURATION_PATTERN}. */
export function toMilliseconds(duration: StatedDuration): number {
  if (typeof duration === 'number') return duration;
  return [...duration.matchAll(/(\d+)([DHMS])/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0),
    0,
  );
}

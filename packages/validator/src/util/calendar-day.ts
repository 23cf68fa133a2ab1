/**
 * Days of the calendar as texts.
 *
 * @module
 */

/** Whether a text of the form `2026-11-21` is a day that there is. */
export function isCalendarDay(day: string): boolean {
  const time = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day);
}

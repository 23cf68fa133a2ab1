/** Time in tests: it stands still until it is moved. */

/** What services ask for the time. */
export interface Clock {
  now(): Date;
}

/** A clock that the test moves. */
export interface ManualClock extends Clock {
  /** Jumps to a time. */
  set(time: Date): void;
  /** Moves on (or back) by milliseconds. */
  advance(milliseconds: number): void;
}

/** A day in milliseconds. */
export const DAY: number = 24 * 60 * 60 * 1000;

/**
 * A clock that stands still.
 *
 * @param start - the time it shows; default the present, in whole seconds as certificates count
 */
export function createClock(start: Date = new Date(Math.floor(Date.now() / 1000) * 1000)): ManualClock {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    set: (time) => {
      current = time.getTime();
    },
    advance: (milliseconds) => {
      current += milliseconds;
    },
  };
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A time some days away. */
export function addDays(time: Date, days: number): Date {
  return new Date(time.getTime() + days * DAY);
}

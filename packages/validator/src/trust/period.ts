/**
 * Periods of services and of agreements (ETSI TS 119 612 §5.5.5, §5.6.5).
 *
 * @module
 */

/** From its first instant to the first one after it. */
export interface Period {
  readonly from: Date;
  /** `undefined` for the period that lasts. */
  readonly until: Date | undefined;
}

/** Whether the period contains the instant: its first belongs to it, the one that ends it does not. */
export function isWithin({ from, until }: Period, time: Date): boolean {
  return from.getTime() <= time.getTime() && (until === undefined || time.getTime() < until.getTime());
}

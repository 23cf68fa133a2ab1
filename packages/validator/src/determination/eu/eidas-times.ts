/**
 * When the law changed (Regulation (EU) No 910/2014 Articles 51 and 52).
 *
 * @module
 */

/** The Regulation applies from 1 July 2016, 00:00 in Brussels. */
const APPLIES_FROM = Date.parse('2016-06-30T22:00:00Z');

/** Until 1 July 2017, providers under the Directive counted as qualified without a status of the Regulation (Article 51 (3)). */
const TRANSITION_UNTIL = Date.parse('2017-06-30T22:00:00Z');

/** Whether the Regulation applied. */
export function isSinceEidas(time: Date): boolean {
  return time.getTime() >= APPLIES_FROM;
}

/** Whether a status of before the Regulation could still count. */
export function isBeforeEndOfTransition(time: Date): boolean {
  return time.getTime() < TRANSITION_UNTIL;
}

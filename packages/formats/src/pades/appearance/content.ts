/**
 * Numbers of a content stream.
 *
 * @module
 */

/** Numbers as operands: at most four decimals, a hundredth of what printers resolve. */
export function operands(...values: readonly number[]): string {
  return values.map((value) => String(Number(value.toFixed(4)) + 0)).join(' ');
}

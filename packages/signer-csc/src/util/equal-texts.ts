/**
 * Comparison whose time tells nothing about where two texts differ.
 *
 * @module
 */
import { utf8 } from '@eseal/core';

/**
 * Whether two texts are equal. Every character is looked at, whatever the first difference; only the length of `b` can be
 * told from the time it takes.
 */
export function equalTexts(a: string, b: string): boolean {
  const left = utf8(a);
  const right = utf8(b);
  let difference = left.length ^ right.length;
  for (let at = 0; at < right.length; at++) {
    difference |= (left[at % Math.max(left.length, 1)] ?? 0) ^ (right[at] as number);
  }
  return difference === 0;
}

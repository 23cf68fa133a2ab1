/**
 * Names of organisations compared loosely, for hints to people; never to decide who somebody is.
 *
 * @module
 */

/** Short forms of legal forms that people write, after NFKC. */
const SHORT_FORMS: readonly (readonly [RegExp, string])[] = [
  [/\(株\)/g, '株式会社'],
  [/\(有\)/g, '有限会社'],
  [/\(同\)/g, '合同会社'],
];

/** Whether two names have the same letters, in whatever width and case, with white space or without, whatever the short form. */
export function haveSameLetters(one: string, other: string): boolean {
  return letters(one) === letters(other);
}

function letters(name: string): string {
  const plain = name.normalize('NFKC').toUpperCase();
  const long = SHORT_FORMS.reduce((text, [short, form]) => text.replaceAll(short, form), plain);
  return long.replaceAll(/[\s.,・]/gu, '');
}

/** Controls, marks of direction, separators of lines, and halves of characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A text out of a certificate, made safe to show to people: invisible characters escaped, and not endless.
 *
 * @param longest - number of characters after which it is cut; default 100
 */
export function displayText(text: string, longest = 100): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(
    INVISIBLE,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

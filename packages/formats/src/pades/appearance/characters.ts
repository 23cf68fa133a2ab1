/**
 * Text as the characters that are drawn, one glyph each.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';

/** A character with the variation selector that may follow it. */
export interface Character {
  readonly text: string;
  readonly codePoint: number;
  readonly selector?: number;
}

/** Variation selectors: U+FE00 to U+FE0F and U+E0100 to U+E01EF. */
const SELECTOR = /^[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]$/u;

/** A base and the combining marks after it, selectors aside. */
const COMBINED = /\P{M}(?:(?![\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}])\p{M})+/gu;

/**
 * Scripts whose characters stand one after another, from left to right, whatever their neighbours. Others need shaping;
 * combining marks that are left after composition need to be placed.
 */
const DRAWABLE =
  /^[\p{Script=Common}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\p{Script=Unknown}]$/u;

/**
 * Splits a line. A base and marks become the one character that Unicode has for them (か and a voiced sound mark, as file
 * names of macOS have it, が); nothing else is normalised, since that would replace compatibility ideographs of names.
 *
 * @throws FormatsError `TEXT_UNSUPPORTED` for scripts and marks that cannot be drawn one by one
 */
export function splitCharacters(line: string): readonly Character[] {
  const characters: Character[] = [];
  for (const text of line.replace(COMBINED, (combined) => combined.normalize('NFC'))) {
    const codePoint = text.codePointAt(0) ?? 0;
    const previous = characters.at(-1);
    if (SELECTOR.test(text) && previous !== undefined && previous.selector === undefined) {
      characters[characters.length - 1] = { ...previous, text: previous.text + text, selector: codePoint };
      continue;
    }
    const character = { text, codePoint };
    if (!DRAWABLE.test(text) && !SELECTOR.test(text)) throw unsupported(character);
    characters.push(character);
  }
  return characters;
}

/** A character for a message: `葛 U+845B U+E0101`. */
export function nameCharacter({ text, codePoint, selector }: Character): string {
  const codes = [codePoint, ...(selector === undefined ? [] : [selector])];
  const names = codes.map((code) => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
  return /[\p{C}\p{Z}\p{M}]/u.test(String.fromCodePoint(codePoint)) ? names : `${text} ${names}`;
}

function unsupported(character: Character): FormatsError {
  return new FormatsError(
    'TEXT_UNSUPPORTED',
    `${nameCharacter(character)} cannot be drawn: it changes with its neighbours, or runs from right to left`,
    { facts: { codePoint: character.codePoint } },
  );
}

/**
 * Lines that fit a width. Japanese is broken between any two characters except where a punctuation mark would begin or an
 * opening bracket end a line (JIS X 4051 §8.1, Unicode Standard Annex #14); other scripts at spaces.
 *
 * @module
 */
import type { Character } from './characters.ts';

/** A line of characters with its width in points, spaces at its end left out. */
export interface WrappedLine {
  readonly characters: readonly Character[];
  readonly width: number;
}

const NOT_AT_START = new Set(
  ',.:;!?)]}、。，．・：；？！゛゜´｀¨＾ヽヾゝゞ々ー‐–’”）〕］｝〉》」』】〙〗°′″℃％‰…‥ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ',
);
const NOT_AT_END = new Set('([{‘“（〔［｛〈《「『【〘〖￥＄£$¥');
const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFFEF]/u;

/**
 * Breaks one line into as many as it needs. A piece without a break that is wider than `available` makes a line that is
 * too wide: the caller refuses it.
 *
 * @param measure - width of a character
 */
export function wrapLine(
  line: readonly Character[],
  measure: (character: Character) => number,
  available: number,
): readonly WrappedLine[] {
  const width = (characters: readonly Character[]) =>
    trimEnd(characters).reduce((sum, character) => sum + measure(character), 0);
  const lines: Character[][] = [[]];
  for (const piece of splitPieces(line)) {
    const current = lines.at(-1) ?? [];
    if (current.length === 0 || width([...current, ...piece]) <= available) current.push(...piece);
    else lines.push([...piece]);
  }
  return lines.map((characters) => ({ characters: trimEnd(characters), width: width(characters) }));
}

/** The smallest pieces between which a line may be broken; spaces stay at the end of theirs. */
function splitPieces(line: readonly Character[]): readonly (readonly Character[])[] {
  const pieces: Character[][] = [];
  line.forEach((character, index) => {
    const previous = line[index - 1];
    const last = pieces.at(-1);
    if (previous === undefined || last === undefined || mayBreak(previous, character))
      pieces.push([character]);
    else last.push(character);
  });
  return pieces;
}

function mayBreak(before: Character, after: Character): boolean {
  if (isSpace(after)) return false;
  if (isSpace(before)) return true;
  if (NOT_AT_START.has(base(after)) || NOT_AT_END.has(base(before))) return false;
  return CJK.test(before.text) || CJK.test(after.text);
}

function isSpace({ text }: Character): boolean {
  return text === ' ' || text === '\u3000';
}

function base({ codePoint }: Character): string {
  return String.fromCodePoint(codePoint);
}

function trimEnd(characters: readonly Character[]): readonly Character[] {
  let end = characters.length;
  for (let last = characters[end - 1]; last !== undefined && isSpace(last); last = characters[end - 1])
    end -= 1;
  return characters.slice(0, end);
}

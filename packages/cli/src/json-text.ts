/**
 * JSON as the command writes it: what a terminal or a log would obey stands in it by its number. It reads as the same value.
 *
 * @module
 */

/** Control and format characters, and separators of lines; `JSON.stringify` escapes only some of them. */
const OBEYED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A value in one line. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replaceAll(OBEYED, escaped);
}

/** A value in indented lines. */
export function jsonLines(value: unknown): string {
  const lines = JSON.stringify(value, undefined, 2).split('\n');
  return lines.map((line) => line.replaceAll(OBEYED, escaped)).join('\n');
}

/** Each UTF-16 unit by its number (RFC 8259 §7). */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

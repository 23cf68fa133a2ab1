/**
 * The characters of XML (XML 1.0 §2.2, §2.3) in UTF-8.
 *
 * @module
 */

/** What a byte means to who scans character data; every other byte is an ordinary ASCII character. */
export const ORDINARY = 0;
export const MARKUP = 1;
export const REFERENCE = 2;
export const CARRIAGE_RETURN = 3;
export const GREATER_THAN = 4;
export const MULTIBYTE = 5;
const FORBIDDEN = 6;
export const QUOTE = 7;
export const WHITE_SPACE = 8;

/** Class of every byte in text. */
export const TEXT_CLASS: Uint8Array = byteClasses({ 62: GREATER_THAN });
/** Class of every byte in an attribute value. */
export const ATTRIBUTE_CLASS: Uint8Array = byteClasses({
  34: QUOTE,
  39: QUOTE,
  9: WHITE_SPACE,
  10: WHITE_SPACE,
});

function byteClasses(own: Readonly<Record<number, number>>): Uint8Array {
  const classes = new Uint8Array(256);
  classes.fill(FORBIDDEN, 0, 0x20);
  classes.fill(MULTIBYTE, 0x80);
  classes[0x09] = ORDINARY;
  classes[0x0a] = ORDINARY;
  classes[0x0d] = CARRIAGE_RETURN;
  classes[0x26] = REFERENCE;
  classes[0x3c] = MARKUP;
  for (const [byte, kind] of Object.entries(own)) classes[Number(byte)] = kind;
  return classes;
}

/** Space, tab, carriage return and line feed (XML 1.0 §2.3, production 3). */
export function isXmlSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x09 || byte === 0x0d;
}

/** Whether a code point may stand in a document (XML 1.0 §2.2, production 2). */
export function isXmlCharacter(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint === 0x09 || codePoint === 0x0a || codePoint === 0x0d;
  if (codePoint < 0xd800) return true;
  return (codePoint >= 0xe000 && codePoint < 0xfffe) || (codePoint >= 0x1_0000 && codePoint <= 0x10_ffff);
}

/** Lowest code point that needs so many bytes (Unicode, table 3-7: shorter forms only). */
const LOWEST = [0, 0, 0x80, 0x800, 0x1_0000] as const;

/** The code point that begins at a byte; -1 when it is not UTF-8 or not a character of XML. */
export function codePointAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0xff;
  if (lead < 0x80) return isXmlCharacter(lead) ? lead : -1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) return -1;
  let codePoint = lead & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] as number;
    if ((byte & 0xc0) !== 0x80) return -1;
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  return codePoint >= (LOWEST[length] as number) && isXmlCharacter(codePoint) ? codePoint : -1;
}

/** How many bytes a code point takes in UTF-8. */
export function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x1_0000 ? 3 : 4;
}

/** Moves past characters beyond ASCII; the negative of the place (less 1) of the first that is not one. */
export function skipMultibyte(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && (bytes[at] as number) >= 0x80) {
    const codePoint = codePointAt(bytes, at);
    if (codePoint < 0) return -1 - at;
    at += utf8Length(codePoint);
  }
  return at;
}

const NAME_START = 1;
const NAME_PART = 2;

/** Which ASCII bytes may begin, and which may continue, a name; the colon is left to Namespaces in XML. */
const ASCII_NAME = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_') {
  ASCII_NAME[character.charCodeAt(0)] = NAME_START;
}
for (const character of '-.0123456789') ASCII_NAME[character.charCodeAt(0)] = NAME_PART;

/** Ranges of name characters beyond ASCII (XML 1.0 §2.3, productions 4 and 4a): from, to, kind. */
const NAME_RANGES: readonly (readonly [number, number, number])[] = [
  [0xb7, 0xb7, NAME_PART],
  [0xc0, 0xd6, NAME_START],
  [0xd8, 0xf6, NAME_START],
  [0xf8, 0x2ff, NAME_START],
  [0x300, 0x36f, NAME_PART],
  [0x370, 0x37d, NAME_START],
  [0x37f, 0x1fff, NAME_START],
  [0x200c, 0x200d, NAME_START],
  [0x203f, 0x2040, NAME_PART],
  [0x2070, 0x218f, NAME_START],
  [0x2c00, 0x2fef, NAME_START],
  [0x3001, 0xd7ff, NAME_START],
  [0xf900, 0xfdcf, NAME_START],
  [0xfdf0, 0xfffd, NAME_START],
  [0x1_0000, 0xe_ffff, NAME_START],
];

function nameKind(codePoint: number): number {
  if (codePoint < 0x80) return ASCII_NAME[codePoint] ?? 0;
  return NAME_RANGES.find(([from, to]) => codePoint >= from && codePoint <= to)?.[2] ?? 0;
}

/** Whether a code point may begin an NCName (Namespaces in XML §3, production 4). */
export function isNameStart(codePoint: number): boolean {
  return nameKind(codePoint) === NAME_START;
}

/** Whether a code point may continue an NCName. */
export function isNamePart(codePoint: number): boolean {
  return nameKind(codePoint) !== 0;
}

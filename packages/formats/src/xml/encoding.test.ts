import { concatBytes, utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { parseXml } from './parser.ts';
import { codeOf } from './test-read.ts';

function utf16(text: string, { littleEndian = false, mark = true } = {}): Uint8Array {
  const units = mark ? `\ufeff${text}` : text;
  const view = new DataView(new ArrayBuffer(2 * units.length));
  for (let i = 0; i < units.length; i++) view.setUint16(2 * i, units.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const textOf = (file: Uint8Array): unknown => {
  const [child] = parseXml(file).root.children;
  return child?.kind === 'text' ? child.value : undefined;
};

describe('the encoding of a document', () => {
  it('is UTF-8 when nothing else is said, and its bytes are the ones received', () => {
    const file = utf8('<r>日</r>');
    expect(parseXml(file)).toMatchObject({ encoding: 'utf-8', byteOrderMark: 0 });
    expect(parseXml(file).bytes.buffer).toBe(file.buffer);
  });

  it('may have a byte order mark in UTF-8, which is not part of the document', () => {
    const file = concatBytes([
      Uint8Array.of(0xef, 0xbb, 0xbf),
      utf8('<?xml version="1.0" encoding="utf-8"?><r/>'),
    ]);
    expect(parseXml(file)).toMatchObject({ encoding: 'utf-8', byteOrderMark: 3, root: { start: 38 } });
  });

  it.each([true, false])('may be UTF-16 with a byte order mark, little-endian %s', (littleEndian) => {
    const file = utf16('<?xml version="1.0" encoding="UTF-16"?><r>日\u{1F600}</r>', { littleEndian });
    expect(textOf(file)).toBe('日\u{1F600}');
    expect(parseXml(file).byteOrderMark).toBe(2);
  });

  it('may be declared: ISO 8859-1 byte for byte, others as the platform knows them', () => {
    expect(textOf(latin1('<?xml version="1.0" encoding="ISO-8859-1"?><r>\xe9\x85</r>'))).toBe('\xe9\x85');
    expect(textOf(latin1('<?xml version="1.0" encoding="windows-1252"?><r>\x80</r>'))).toBe('\u20ac');
    expect(textOf(latin1("<?xml version='1.0' encoding='Shift_JIS'?><r>\x93\xfa\x96\x7b</r>"))).toBe('日本');
    expect(textOf(latin1('<?xml version="1.0" encoding="US-ASCII"?><r>x</r>'))).toBe('x');
  });

  it.each<[string, Uint8Array]>([
    ['UTF-16 without byte order mark', utf16('<?xml version="1.0"?><r/>', { mark: false })],
    ['UTF-16 little-endian without byte order mark', utf16('<r/>', { mark: false, littleEndian: true })],
    ['UTF-32', Uint8Array.of(0, 0, 0xfe, 0xff, 0, 0, 0, 0x3c)],
    ['EBCDIC', Uint8Array.of(0x4c, 0x6f, 0xa7, 0x94, 0x93)],
    ['UTF-16 that is declared and is not', utf8('<?xml version="1.0" encoding="UTF-16"?><r/>')],
    ['UTF-8 that is declared in UTF-16', utf16('<?xml version="1.0" encoding="UTF-8"?><r/>')],
    ['an encoding nobody knows', utf8('<?xml version="1.0" encoding="x-none"?><r/>')],
    ['UTF-7', utf8('<?xml version="1.0" encoding="UTF-7"?><r>+ADw-</r>')],
    ['bytes beyond US-ASCII', utf8('<?xml version="1.0" encoding="US-ASCII"?><r>é</r>')],
    ['half a character of UTF-16', utf16('<r/>').subarray(0, 7)],
    ['a lone surrogate', utf16('<r>\ud800</r>')],
  ])('is refused: %s', (_, file) => {
    expect(codeOf(() => parseXml(file))).toBe('XML_ENCODING_UNSUPPORTED');
  });
});

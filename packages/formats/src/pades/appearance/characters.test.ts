import { describe, expect, it } from 'vitest';
import { nameCharacter, splitCharacters } from './characters.ts';

const texts = (line: string) => splitCharacters(line).map(({ text }) => text);

describe('the characters of a line', () => {
  it('are code points, those outside of the basic plane too', () => {
    expect(splitCharacters('髙𠮷')).toEqual([
      { text: '髙', codePoint: 0x9ad9 },
      { text: '𠮷', codePoint: 0x20bb7 },
    ]);
  });

  it('keep their variation selector', () => {
    expect(splitCharacters('葛\u{E0101}城')).toEqual([
      { text: '葛\u{E0101}', codePoint: 0x845b, selector: 0xe0101 },
      { text: '城', codePoint: 0x57ce },
    ]);
    expect(splitCharacters('神\uFE00')).toEqual([{ text: '神\uFE00', codePoint: 0x795e, selector: 0xfe00 }]);
  });

  it('have one selector: a second, or one at the beginning, stands by itself', () => {
    expect(texts('\u{E0100}葛\u{E0100}\u{E0101}')).toEqual(['\u{E0100}', '葛\u{E0100}', '\u{E0101}']);
  });

  it('are composed with the marks after them', () => {
    expect(texts('か\u3099は\u309Ae\u0301')).toEqual(['が', 'ぱ', 'é']);
  });

  it('are not normalised otherwise: U+FA19 and U+795E are two forms of a name', () => {
    expect(texts('\uFA19か\u3099﨑')).toEqual(['\uFA19', 'が', '﨑']);
  });

  it.each([
    ['Hebrew', 'שלום'],
    ['Arabic', 'ختم'],
    ['Devanagari', 'मुहर'],
    ['Thai', 'ตรา'],
    ['a mark that no character has', 'ん\u3099'],
  ])('are refused where they would be drawn wrong: %s', (_, line) => {
    expect(() => splitCharacters(line)).toThrow(expect.objectContaining({ code: 'TEXT_UNSUPPORTED' }));
  });

  it('are those of Korean, Greek, Cyrillic and of the private use area', () => {
    expect(texts('한글 Ω Я \uE000')).toHaveLength(8);
  });
});

describe('the name of a character', () => {
  it('shows it with its code points', () => {
    expect(splitCharacters('a𠮷葛\u{E0101}').map(nameCharacter)).toEqual([
      'a U+0061',
      '𠮷 U+20BB7',
      '葛\u{E0101} U+845B U+E0101',
    ]);
  });

  it('does not show what cannot be seen', () => {
    expect(splitCharacters('\t\u3000\u{E0100}').map(nameCharacter)).toEqual(['U+0009', 'U+3000 U+E0100']);
  });
});

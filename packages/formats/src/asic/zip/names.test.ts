import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { assertSafeName, assertUniqueNames, decodeName } from './names.ts';

const UTF8_FLAG = 0x0800;
/** 請求書 in CP932, and what the bytes are in CP437. */
const CP932 = Uint8Array.of(0x90, 0xbf, 0x8b, 0x81, 0x8f, 0x91);
const OTHER_READING = 'É┐ïüÅæ';

describe('decodeName', () => {
  it('has one reading of a name that says it is in UTF-8, and refuses it when it is not', () => {
    expect(decodeName(utf8('請求書'), UTF8_FLAG, undefined)).toEqual({ name: '請求書', otherNames: [] });
    expect(() => decodeName(CP932, UTF8_FLAG, undefined)).toThrow(
      expect.objectContaining({ code: 'ZIP_NAME_REFUSED' }),
    );
  });

  it('has every reading of a name that does not say', () => {
    const { name, otherNames } = decodeName(CP932, 0, undefined);
    expect(name).toBe('請求書');
    expect(otherNames).toContain(OTHER_READING);
  });

  it('takes the Unicode name beside a name that does not say, and no other then', () => {
    for (const unicode of ['請求書', OTHER_READING, '见证'])
      expect(decodeName(CP932, 0, unicode)).toEqual({ name: unicode, otherNames: [] });
  });

  it('refuses a Unicode name that differs from one with a single reading', () => {
    expect(decodeName(utf8('a.txt'), 0, 'a.txt').name).toBe('a.txt');
    expect(() => decodeName(utf8('a.txt'), 0, 'b.txt')).toThrow(
      expect.objectContaining({ code: 'ZIP_AMBIGUOUS' }),
    );
  });
});

describe('assertSafeName', () => {
  it.each(['a', 'folder/', 'folder/請求書 (1).txt', '..a/b..', '.hidden', 'ab:c'])('accepts %j', (name) => {
    expect(() => assertSafeName(name)).not.toThrow();
  });

  it.each([
    '',
    'a\0b',
    'a\nb',
    'a\u007f',
    'a\\b',
    '/a',
    'c:a',
    'Z:/a',
    '..',
    '../a',
    'a/../b',
    'a/..',
    './a',
    'a/./b',
    'a//b',
  ])('refuses %j', (name) => {
    expect(() => assertSafeName(name)).toThrow(expect.objectContaining({ code: 'ZIP_NAME_REFUSED' }));
  });

  it('refuses names that are longer, or in more folders, than anyone makes', () => {
    for (const [accepted, tooMuch] of [
      ['x'.repeat(4096), 'x'.repeat(4097)],
      [`${'d/'.repeat(64)}a`, `${'d/'.repeat(65)}a`],
    ] as const) {
      expect(() => assertSafeName(accepted)).not.toThrow();
      expect(() => assertSafeName(tooMuch)).toThrow(expect.objectContaining({ code: 'ZIP_NAME_REFUSED' }));
    }
  });

  it('shows a refused name shortened and without what a terminal would obey', () => {
    expect(() => assertSafeName(`\u001b[2J${'x'.repeat(5000)}`)).toThrow(/: "\\u001b\[2Jx{96}…"$/);
  });
});

describe('assertUniqueNames', () => {
  it.each([
    [['a', 'b', 'a.txt']],
    [['folder/', 'folder/a', 'folder/b']],
    [['folder/a', 'folder.a']],
    [['a/b', 'b/a']],
  ])('accepts %j', (names) => {
    expect(() => assertUniqueNames(names)).not.toThrow();
  });

  it.each([
    [['a', 'a']],
    [['a', 'A']],
    [['が', 'か\u3099']],
    [['a', 'a/']],
    [['a', 'a/b']],
    [['A/b/c', 'a/B']],
  ])('refuses %j in either order', (names) => {
    for (const order of [names, names.toReversed()])
      expect(() => assertUniqueNames(order)).toThrow(expect.objectContaining({ code: 'ZIP_AMBIGUOUS' }));
  });

  it('compares a thousand names in deep folders within a second', () => {
    const names = Array.from({ length: 1000 }, (_, at) => `${'folder/'.repeat(60)}${at}`);
    const started = performance.now();
    assertUniqueNames(names);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

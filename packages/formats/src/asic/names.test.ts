import { describe, expect, it } from 'vitest';
import { assertDocumentNames, NAME_SERIES, nextName } from './names.ts';

describe('assertDocumentNames', () => {
  it('takes names of every script, with folders, spaces and signs', () => {
    const names = [
      '請求書.xml',
      '図面/第1回/a b.dwg',
      '100%+#?.txt',
      'META-INFO/a',
      'mimetypes',
      '.hidden',
      '...',
    ];
    expect(() => assertDocumentNames(names)).not.toThrow();
  });

  it.each([
    '',
    '/a',
    'a/',
    'a//b',
    '../a',
    'a/../b',
    './a',
    'a/..',
    'C:a',
    'c:/a',
    'file:///a',
    'a\\b',
    'a\0b',
    'a\nb',
    'a\u009Fb',
    '\uD800',
    'a\uFFFF',
    'あ'.repeat(21_846),
    'mimetype',
    'MimeType',
    'META-INF',
    'META-INF/a.xml',
    'meta-inf/a.xml',
  ])('refuses %j with ASIC_NAME_REFUSED', (name) => {
    expect(() => assertDocumentNames(['other', name])).toThrow(
      expect.objectContaining({ code: 'ASIC_NAME_REFUSED' }),
    );
  });

  it.each([
    ['the same name twice', ['a', 'b', 'a']],
    ['names that differ by case', ['Straße.txt', 'STRASSE.TXT']],
    ['names that differ by the form of Unicode', ['\u304C.txt', '\u304B\u3099.txt']],
    ['a document named like a folder', ['a/b', 'A']],
    ['a document named like a folder in a folder', ['a/b/c', 'a/b']],
  ])('refuses %s with ASIC_NAME_REFUSED', (_, names) => {
    expect(() => assertDocumentNames(names)).toThrow(expect.objectContaining({ code: 'ASIC_NAME_REFUSED' }));
  });
});

describe('nextName', () => {
  it('counts on from what is there, whatever its case', () => {
    const first = 'META-INF/ASiCManifest.xml';
    expect(nextName(NAME_SERIES.manifest, [])).toBe(first);
    expect(nextName(NAME_SERIES.manifest, [first])).toBe('META-INF/ASiCManifest002.xml');
    const taken = ['META-INF/signature001.p7s', 'meta-inf/SIGNATURE002.P7S'];
    expect(nextName(NAME_SERIES.cadesSeal, taken)).toBe('META-INF/signature003.p7s');
  });
});

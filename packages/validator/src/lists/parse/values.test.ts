import { utf8 } from '@eseal/core';
import { parseXml, type XmlElement } from '@eseal/formats/xml';
import { describe, expect, it } from 'vitest';
import { TSL } from './namespaces.ts';
import { childNumber, childValue, dateOf, languageStrings, onlyChild, valuesBelow } from './values.ts';

function read(content: string): XmlElement {
  return parseXml(utf8(`<r xmlns="${TSL}">${content}</r>`)).root;
}

describe('a value', () => {
  it('is the text of the only element of a name, without space around it', () => {
    expect(childValue(read('<a>\n x y </a><b>z</b>'), 'a')).toBe('x y');
  });

  it.each([
    ['no element', '<b>x</b>'],
    ['two elements', '<a>x</a><a>x</a>'],
    ['an element of another namespace', '<a xmlns="urn:x">x</a>'],
    ['an empty element', '<a> </a>'],
    ['an element with a comment', '<a>x<!-- -->y</a>'],
    ['an element with another', '<a>x<b/></a>'],
    ['a CDATA section', '<a><![CDATA[x]]></a>'],
  ])('is not %s', (_, content) => {
    expect(childValue(read(content), 'a')).toBeUndefined();
  });

  it.each([
    ['0', 0],
    [' +42 ', 42],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['9007199254740993', undefined],
    ['-1', undefined],
    ['1.0', undefined],
  ])('is the number that %j says', (text, number) => {
    expect(childNumber(read(`<a>${text}</a>`), 'a')).toBe(number);
  });

  it('is a moment', () => {
    expect(dateOf(onlyChild(read('<a> 2026-01-01T00:00:00Z </a>'), 'a'))).toEqual(
      new Date('2026-01-01T00:00:00Z'),
    );
    expect(dateOf(undefined)).toBeUndefined();
  });
});

describe('values', () => {
  it('stand below each other, in order', () => {
    expect(valuesBelow(read('<a><b>1</b><b/></a><c/><a><b>2</b></a>'), 'a', 'b')).toEqual(['1', '2']);
    expect(valuesBelow(undefined, 'a')).toEqual([]);
  });

  it('have languages, even where none is stated', () => {
    expect(languageStrings(read('<a xml:lang="ja">あ</a><a lang="en">b</a>'), 'a')).toEqual([
      { language: 'ja', text: 'あ' },
      { language: '', text: 'b' },
    ]);
  });
});

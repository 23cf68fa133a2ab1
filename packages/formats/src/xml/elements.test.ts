import { describe, expect, it } from 'vitest';
import {
  attributeValue,
  base64Of,
  childElements,
  descend,
  isNamed,
  namespaceOf,
  qualifiedName,
  textOf,
} from './elements.ts';
import { element, read } from './test-read.ts';

describe('an element', () => {
  const document = read(
    '<r xmlns="urn:d" xmlns:p="urn:p"><a/>t<p:a v="1" p:v="2"/><b xmlns:p="urn:q" xmlns=""/></r>',
  );

  it('has children by name', () => {
    const names = (found: ReturnType<typeof childElements>): string[] =>
      found.map(({ prefix, localName }) => prefix + localName);
    expect(names(childElements(document.root))).toEqual(['a', 'pa', 'b']);
    expect(names(childElements(document.root, 'urn:d', 'a'))).toEqual(['a']);
    expect(names(childElements(document.root, 'urn:p'))).toEqual(['pa']);
    expect(childElements(document.root, 'urn:q')).toEqual([]);
  });

  it('has descendants by the names on the way, in order', () => {
    const { root } = read(
      '<r xmlns="urn:d"><a><b>1</b></a><x><b>2</b></x><a xmlns="urn:o"><b>3</b></a><a><b>4</b></a></r>',
    );
    expect(descend(root, 'urn:d', 'a', 'b').map(textOf)).toEqual(['1', '4']);
    expect(descend(root, 'urn:d')).toEqual([root]);
    expect(descend(undefined, 'urn:d', 'a')).toEqual([]);
  });

  it('has a name, whatever its prefix', () => {
    const [, second] = childElements(document.root);
    expect(second && [isNamed(second, 'urn:p', 'a'), qualifiedName(second)]).toEqual([true, 'p:a']);
    expect(second && isNamed(second, 'urn:d', 'a')).toBe(false);
    expect(qualifiedName(document.root)).toBe('r');
  });

  it('has texts that are blank as they are written', () => {
    const texts = read('<r> \r\n\t<a/> x<b/>&#32;<c/>\u3000</r>').root.children.filter(
      ({ kind }) => kind === 'text',
    );
    expect(texts.map((text) => text.kind === 'text' && text.isBlank)).toEqual([true, false, false, false]);
  });

  it('has attributes without a namespace', () => {
    const [, second] = childElements(document.root);
    expect(second && attributeValue(second, 'v')).toBe('1');
    expect(second && attributeValue(second, 'w')).toBeUndefined();
  });

  it('knows the prefixes in force', () => {
    const b = element(document, 'b');
    expect(namespaceOf(b, 'p')).toBe('urn:q');
    expect(namespaceOf(b, '')).toBe('');
    expect(namespaceOf(document.root, 'p')).toBe('urn:p');
    expect(namespaceOf(b, 'x')).toBeUndefined();
    expect(namespaceOf(b, 'xml')).toBe('http://www.w3.org/XML/1998/namespace');
  });

  it('has a text when nothing else is in it', () => {
    expect(textOf(read('<r>a&amp;b</r>').root)).toBe('a&b');
    expect(textOf(read('<r></r>').root)).toBe('');
    expect(textOf(read('<r/>').root)).toBe('');
  });

  it('has bytes when its text is base64', () => {
    expect(base64Of(read('<r>\n QU\r\nJD&#13;\n</r>').root)).toEqual(Uint8Array.of(65, 66, 67));
    for (const text of ['QUJ', 'QU=JD', 'QUJD!', 'QUJD\u00a0'])
      expect(base64Of(read(`<r>${text}</r>`).root)).toBeUndefined();
  });
});

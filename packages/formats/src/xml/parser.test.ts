import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { parseXml } from './parser.ts';
import { codeOf, element, read } from './test-read.ts';
import type { XmlNode } from './tree.ts';

const textsOf = (nodes: readonly XmlNode[]): string[] =>
  nodes.flatMap((node) => (node.kind === 'text' ? [node.value] : []));

describe('a document', () => {
  it('becomes elements, texts, comments and processing instructions', () => {
    const { children, root } = read('<?p  d ?>\n<!--c--><r a="1"><![CDATA[<]]>t<e/></r>');
    expect(children.map(({ kind }) => kind)).toEqual(['processing-instruction', 'comment', 'element']);
    expect(children[0]).toMatchObject({ target: 'p', data: 'd ' });
    expect(children[1]).toMatchObject({ value: 'c' });
    expect(root.attributes).toMatchObject([{ localName: 'a', value: '1', namespace: '' }]);
    expect(root.children).toMatchObject([
      { kind: 'text', isCdata: true, value: '<' },
      { kind: 'text', isCdata: false, value: 't' },
      { kind: 'element', localName: 'e', children: [] },
    ]);
    expect(root.children[2]).toMatchObject({ parent: root });
  });

  it('knows the bytes that its elements stand in', () => {
    const { bytes, root } = read('<?xml version="1.0"?><é a="x"><b>日</b><c /></é>');
    const slice = (from: number, to: number): string => new TextDecoder().decode(bytes.subarray(from, to));
    expect(slice(root.start, root.contentStart)).toBe('<é a="x">');
    expect(slice(root.contentStart, root.contentEnd)).toBe('<b>日</b><c />');
    expect(slice(root.contentEnd, root.end)).toBe('</é>');
    expect(slice(root.start + 1, root.nameEnd)).toBe('é');
    const c = element(read('<r><c /></r>'), 'c');
    expect([c.start, c.contentStart, c.contentEnd, c.end]).toEqual([3, 8, 8, 8]);
  });

  it('resolves prefixes as they are in force', () => {
    const { root } = read(
      '<r xmlns="urn:d" xmlns:p="urn:p" p:a="" b=""><p:e xmlns:p="urn:q"/><p:f/><g xmlns=""/></r>',
    );
    expect(root.namespaces).toEqual([
      { prefix: '', uri: 'urn:d' },
      { prefix: 'p', uri: 'urn:p' },
    ]);
    expect(root.attributes.map(({ namespace }) => namespace)).toEqual(['urn:p', '']);
    expect(root.children).toMatchObject([
      { localName: 'e', namespace: 'urn:q' },
      { localName: 'f', namespace: 'urn:p' },
      { localName: 'g', namespace: '' },
    ]);
  });

  it('keeps the line ends of XML 1.0: only carriage returns change', () => {
    const { root } = read('<r a="1\r\n2\n\t3&#10;&#13;">x\r\ny\rz&#13;\u0085\u2028</r>');
    expect(textsOf(root.children)).toEqual(['x\ny\nz\r\u0085\u2028']);
    expect(root.attributes[0]?.value).toBe('1 2  3\n\r');
  });

  it('resolves references to characters and the five entities', () => {
    const { root } = read('<r a="&quot;&apos;">&lt;&gt;&amp;&#x1F600;&#0065;</r>');
    expect(textsOf(root.children)).toEqual(['<>&\u{1F600}A']);
    expect(root.attributes[0]?.value).toBe('"\'');
  });

  it('keeps a byte order mark that is a character of a text', () => {
    expect(textsOf(read('<r>\ufeffa</r>').root.children)).toEqual(['\ufeffa']);
  });

  it('takes the same names to be the same, however many there are', () => {
    const names = Array.from({ length: 5000 }, (_, i) => `n${i % 2500}`);
    const { root } = read(`<r>${names.map((name) => `<${name}/>`).join('')}</r>`);
    expect(root.children.map((child) => child.kind === 'element' && child.localName)).toEqual(names);
  });
});

const MALFORMED: Readonly<Record<string, readonly string[]>> = {
  'no root element': ['', ' ', '<!--x-->', '<?xml version="1.0"?>'],
  'text around the root': ['x<r/>', '<r/>x', '<r/>&#32;', '<r/><![CDATA[x]]>', '\ufeff \ufeff<r/>'],
  'a second root': ['<r/><s/>'],
  'tags that do not match': [
    '<r>',
    '<r></s>',
    '<r></rr>',
    '</r>',
    '<a><b></a></b>',
    '<r></r',
    '<r></r x>',
    '<r></ r>',
  ],
  'a start tag that is none': [
    '<r',
    '<r a>',
    '<r a=>',
    '<r a=1>',
    '<r a="1>',
    '<r a="1"b="2"/>',
    '< r/>',
    '<1/>',
    '<r/ >',
    '<r a="<"/>',
  ],
  'a name that is none': [
    '<:r/>',
    '<r:/>',
    '<a:b:c xmlns:a="urn:a"/>',
    '<-r/>',
    '<r \u00d7="1"/>',
    '<a:1 xmlns:a="urn:a"/>',
    '<\u00b7/>',
  ],
  'an attribute twice': [
    '<r a="1" a="2"/>',
    '<r xmlns:p="urn:x" xmlns:q="urn:x" p:a="" q:a=""/>',
    '<r xmlns="urn:a" xmlns="urn:b"/>',
  ],
  'a prefix that is not declared': [
    '<p:r/>',
    '<r p:a=""/>',
    '<r><p:a xmlns:p="urn:p"/><p:b/></r>',
    '<xmlns:r/>',
  ],
  'a reserved namespace': [
    '<r xmlns:xml="urn:x"/>',
    '<r xmlns:p="http://www.w3.org/XML/1998/namespace"/>',
    '<r xmlns="http://www.w3.org/2000/xmlns/"/>',
    '<r xmlns:xmlns="urn:x"/>',
    '<r xmlns:p=""/>',
  ],
  'a reference that is none': [
    '<r>&</r>',
    '<r>&amp</r>',
    '<r>& amp;</r>',
    '<r>&#;</r>',
    '<r>&#x;</r>',
    '<r>&#xg;</r>',
    '<r a="&b;"/>',
    '<r>&nbsp;</r>',
  ],
  'a character that is none': [
    '<r>\u0000</r>',
    '<r>\u001f</r>',
    '<r>&#0;</r>',
    '<r>&#xD800;</r>',
    '<r>&#xFFFE;</r>',
    '<r>&#x110000;</r>',
    '<r>\uffff</r>',
    '<r a="\u0001"/>',
    '<!--\u0002--><r/>',
    '<?p \u0003?><r/>',
    '<r><![CDATA[\u0004]]></r>',
  ],
  'a comment that is none': ['<!----', '<!-- -- --><r/>', '<!---', '<!--x---><r/>', '<r><!-></r>'],
  ']]> in a text': ['<r>]]></r>', '<r>a]]>b</r>'],
  'a section that is not closed': ['<r><![CDATA[x]]</r>', '<?p <r/>', '<r><!-- </r>'],
  'a processing instruction that is none': [
    '<?xml?><r/>',
    '<?XML x?><r/>',
    '<r/><?xml version="1.0"?>',
    ' <?xml version="1.0"?><r/>',
    '<?a:b?><r/>',
    '<??><r/>',
    '<?p"?><r/>',
  ],
  'an XML declaration that is none': [
    '<?xml encoding="UTF-8"?><r/>',
    '<?xml version="1.0" standalone="maybe"?><r/>',
    '<?xml version="1.0" encoding="UTF-8" version="1.0"?><r/>',
    '<?xml version="2.0"?><r/>',
    '<?xml version="1.1"?><r/>',
    '<?xml version="1.0"',
  ],
  'markup that is none': ['<r><!ELEMENT r ANY></r>', '<![CDATA[x]]><r/>', '<!doctype r><r/>'],
};

describe('a document that is not well formed', () => {
  for (const [what, texts] of Object.entries(MALFORMED)) {
    it.each(texts.map((text) => [text]))(`because of ${what} is refused: %j`, (text) => {
      expect(codeOf(() => read(text))).toBe('XML_SYNTAX');
    });
  }

  it('is refused with the line and the byte', () => {
    expect(() => read('<r>\n<a>\r\n\n</b></r>')).toThrow('the end tag of <a> is expected (line 4, byte 10)');
  });

  it.each([
    [[0xc0, 0xaf]],
    [[0xe0, 0x80, 0xaf]],
    [[0xed, 0xa0, 0x80]],
    [[0xf4, 0x90, 0x80, 0x80]],
    [[0x80]],
    [[0xc3]],
    [[0xff]],
  ])('in UTF-8 is refused: %j', (bytes) => {
    const parts = [...utf8('<r>'), ...bytes, ...utf8('</r>')];
    expect(codeOf(() => parseXml(Uint8Array.from(parts)))).toBe('XML_SYNTAX');
  });
});

describe('a document larger than the limits', () => {
  it.each<[string, string, object]>([
    ['documentBytes', '<r/>', { documentBytes: 3 }],
    ['depth', '<a><a><a/></a></a>', { depth: 1 }],
    ['nodes', '<a><b/>x<!--y--></a>', { nodes: 3 }],
    ['attributes', '<a b="" c="" d=""/>', { attributes: 2 }],
    ['namespacesInScope', '<a xmlns:b="urn:b"><c xmlns:d="urn:d"/></a>', { namespacesInScope: 1 }],
    ['nameBytes', '<abcd/>', { nameBytes: 3 }],
    ['textBytes', '<a>12345</a>', { textBytes: 4 }],
    ['textBytes of an attribute', '<a b="12345"/>', { textBytes: 4 }],
    ['textBytes of a comment', '<a><!--12345--></a>', { textBytes: 4 }],
  ])('is refused: %s', (_, text, limits) => {
    expect(codeOf(() => parseXml(utf8(text), limits))).toBe('XML_LIMIT_EXCEEDED');
    expect(codeOf(() => parseXml(utf8(text)))).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { codeOf, read } from './test-read.ts';
import { parseTransform, parseTransforms } from './transforms.ts';

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const parse = (transform: string) =>
  parseTransforms(read(`<Transforms xmlns="${DS}">${transform}</Transforms>`).root);
const xpath = (expression: string): string =>
  `<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><XPath>${expression}</XPath></Transform>`;
const filter2 = (attribute: string, path: string): string =>
  `<Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"><f:XPath xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" ${attribute}>${path}</f:XPath></Transform>`;

describe('transforms', () => {
  it('are read as data, in their order', () => {
    expect(parseTransforms(undefined)).toEqual([]);
    expect(
      parse(
        `<Transform Algorithm="${DS}enveloped-signature"/><Transform Algorithm="${DS}base64"/>` +
          '<Transform Algorithm="http://www.w3.org/2006/12/xml-c14n11#WithComments"/>',
      ),
    ).toMatchObject([
      { kind: 'enveloped-signature' },
      { kind: 'base64' },
      { kind: 'canonicalization', method: { kind: 'inclusive-1.1', comments: true, prefixes: [] } },
    ]);
  });

  it('of exclusive canonicalization have prefixes', () => {
    const method = read(
      '<M Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><e:InclusiveNamespaces xmlns:e="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList=" xsd #default\nxsd "/></M>',
    ).root;
    expect(parseTransform(method)).toMatchObject({ method: { kind: 'exclusive', prefixes: ['xsd', ''] } });
  });

  it.each(['http://www.w3.org/TR/1999/REC-xslt-19991116', 'http://www.w3.org/2002/07/decrypt#XML', ''])(
    'that are not applied are refused by name: %j',
    (algorithm) => {
      expect(() => parse(`<Transform Algorithm="${algorithm}"/>`)).toThrow(
        `the transform "${algorithm}" is not applied`,
      );
      expect(codeOf(() => parse(`<Transform Algorithm="${algorithm}"/>`))).toBe('XML_TRANSFORM_REFUSED');
    },
  );

  it.each([
    xpath('count(//*)=count(//*)'),
    xpath('self::a'),
    xpath('not(ancestor::a)'),
    xpath('not(descendant-or-self::a)'),
    xpath('ancestor-or-self::node()'),
    xpath('not(ancestor-or-self::a[1])'),
    xpath('not(ancestor-or-self::p:a)'),
    xpath('not(ancestor-or-self::a'),
    xpath('1'),
    xpath('true()'),
    xpath('"x"'),
    xpath('not(ancestor-or-self::a) extra'),
    xpath('ancestor-or-self::a<!---->'),
    xpath('$a'),
    xpath(''),
    xpath(`${'('.repeat(40)}ancestor-or-self::a${')'.repeat(40)}`),
    xpath('a'.repeat(5000)),
    '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"/>',
    filter2('', '//a'),
    filter2('Filter="divide"', '//a'),
    filter2('Filter="subtract"', 'string(//a)'),
    filter2('Filter="subtract"', '//a[count(*) > 1]'),
    filter2('Filter="subtract"', '//a[position() = last'),
    filter2('Filter="subtract"', 'id(//a)'),
    filter2('Filter="subtract"', '//following::a'),
    '<Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"/>',
  ])('with an expression that is not evaluated are refused: %s', (transform) => {
    expect(codeOf(() => parse(transform))).toBe('XML_TRANSFORM_REFUSED');
  });
});

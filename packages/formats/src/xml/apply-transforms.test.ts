import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { applyTransforms, octetsOf, type TransformData } from './apply-transforms.ts';
import { EXCLUSIVE_C14N } from './canonicalization-method.ts';
import { collectIds } from './ids.ts';
import { subtreeOf } from './node-set.ts';
import { codeOf, element, read } from './test-read.ts';
import { parseTransforms } from './transforms.ts';
import type { XmlDocument, XmlElement } from './tree.ts';
import { WorkBudget } from './work-budget.ts';

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const XPATH = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
const FILTER2 = 'http://www.w3.org/2002/06/xmldsig-filter2';
const ENVELOPED = `<ds:Transform Algorithm="${DS}enveloped-signature"/>`;
const BASE64 = `<ds:Transform Algorithm="${DS}base64"/>`;
const EXCLUSIVE = '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>';

const xpath = (expression: string): string =>
  `<ds:Transform Algorithm="${XPATH}"><ds:XPath xmlns:x="urn:x">${expression}</ds:XPath></ds:Transform>`;
const filter2 = (...steps: readonly (readonly [string, string])[]): string =>
  `<ds:Transform Algorithm="${FILTER2}">${steps
    .map(
      ([operation, path]) =>
        `<f:XPath xmlns:f="${FILTER2}" xmlns:x="urn:x" Filter="${operation}">${path}</f:XPath>`,
    )
    .join('')}</ds:Transform>`;

/** The last one: the content may hold others. */
function signatureOf(document: XmlDocument): XmlElement {
  const signature = document.root.children.at(-1);
  if (signature?.kind !== 'element') throw new Error('no signature');
  return signature;
}

/** Applies transforms, which stand in the signature of a document, to all of it. */
function apply(
  transforms: string,
  {
    content = '<x:b xmlns:x="urn:x" Id="i">QUJD</x:b>',
    data,
    budget = new WorkBudget(),
  }: {
    readonly content?: string;
    readonly data?: TransformData;
    readonly budget?: WorkBudget;
  } = {},
): string {
  const document = read(
    `<r xmlns:ds="${DS}">${content}<ds:Signature><ds:Transforms>${transforms}</ds:Transforms></ds:Signature></r>`,
  );
  const context = { document, ids: collectIds(document), signature: signatureOf(document), budget };
  const parsed = parseTransforms(element(document, 'Transforms'));
  const whole = subtreeOf(document, document, { comments: false });
  return new TextDecoder().decode(
    octetsOf(applyTransforms(data ?? whole, parsed, context), budget, EXCLUSIVE_C14N),
  );
}

const left = '<r><x:b xmlns:x="urn:x" Id="i">QUJD</x:b></r>';

describe('a transform', () => {
  it('removes the signature that it stands in, and no other', () => {
    const content = '<ds:Signature>other</ds:Signature>';
    expect(apply(ENVELOPED, { content })).toBe(`<r><ds:Signature xmlns:ds="${DS}">other</ds:Signature></r>`);
    expect(apply(ENVELOPED)).toBe(left);
  });

  it.each([
    'not(ancestor-or-self::ds:Signature)',
    '\n not( ancestor-or-self :: ds:Signature )\n',
    'not(boolean(ancestor-or-self::ds:Signature))',
    'not(ancestor-or-self::*[local-name()="Signature" and namespace-uri()="http://www.w3.org/2000/09/xmldsig#"])',
    "not(ancestor-or-self::*[name() = 'ds:Signature'])",
    'not(ancestor-or-self::ds:*)',
    'ancestor-or-self::r and not(ancestor-or-self::ds:Signature)',
    'not(ancestor-or-self::ds:Signature or ancestor-or-self::x:none)',
    'not(not(ancestor-or-self::r)) and not(ancestor-or-self::ds:Signature)',
    'count(ancestor-or-self::ds:Signature | here()/ancestor::ds:Signature[1]) &gt; count(ancestor-or-self::ds:Signature)',
  ])('filters by XPath: %s', (expression) => {
    expect(apply(xpath(expression))).toBe(left);
  });

  it('keeps by XPath the subtrees that are named', () => {
    expect(apply(xpath('ancestor-or-self::x:b'))).toBe('<x:b xmlns:x="urn:x" Id="i">QUJD</x:b>');
    expect(apply(xpath('ancestor-or-self::x:b[@Id="i"] or ancestor-or-self::x:c'))).toBe(
      '<x:b xmlns:x="urn:x" Id="i">QUJD</x:b>',
    );
    expect(apply(xpath('ancestor-or-self::x:b[@Id!="i"]'))).toBe('');
  });

  it.each<[operation: string, path: string, expected?: string]>([
    ['subtract', '//ds:Signature'],
    ['subtract', '/descendant::ds:Signature'],
    ['subtract', '/r/ds:Signature'],
    ['subtract', '/*/ds:Signature[1]'],
    ['subtract', '/*/*[last()]'],
    ['subtract', '/*/*[position() = 2]'],
    ['subtract', 'here()/ancestor::ds:Signature[1]'],
    ['subtract', '//ds:Signature | //x:none'],
    ['subtract', "//*[starts-with(local-name(), 'Sign')]"],
    ['subtract', "//*[contains(local-name(),'gnat')]/self::node()"],
    ['subtract', '//*[not(@Id) and ancestor::r and not(ancestor::ds:Signature)]'],
    ['subtract', '//ds:Transforms/..'],
    ['intersect', "id('i')", '<x:b xmlns:x="urn:x" Id="i">QUJD</x:b>'],
    ['intersect', "id('none i')/node()", 'QUJD'],
    ['intersect', '//x:b/text()', 'QUJD'],
    ['intersect', '//text()/..', 'refused'],
    ['intersect', '//node()[ancestor::r]', 'refused'],
    ['subtract', '/', ''],
    ['intersect', '//x:b/@Id', 'refused'],
  ])('filters by XPath filter 2.0: %s %s', (...[operation, path, expected = left]) => {
    if (expected === 'refused')
      expect(codeOf(() => apply(filter2([operation, path])))).toBe('XML_TRANSFORM_REFUSED');
    else expect(apply(filter2([operation, path])).replace(/<r><ds:.*/, '')).toBe(expected);
  });

  it('takes the steps of XPath filter 2.0 in order (§3.4)', () => {
    const content = '<a><b><c/></b></a><d/>';
    const steps = filter2(['intersect', '//a'], ['subtract', '//b'], ['union', '//c | //d']);
    expect(apply(steps, { content })).toBe('<a><c></c></a><d></d>');
  });

  it('decodes base64 of octets, and of the texts of nodes', () => {
    expect(apply(BASE64, { data: { kind: 'octets', bytes: utf8(' QU\nJD ') } })).toBe('ABC');
    expect(apply(filter2(['intersect', '//x:b']) + BASE64)).toBe('ABC');
    expect(codeOf(() => apply(BASE64, { data: { kind: 'octets', bytes: utf8('QUJ!') } }))).toBe(
      'XML_TRANSFORM_REFUSED',
    );
  });

  it('parses octets where it needs nodes, and writes nodes where octets are needed', () => {
    const data = { kind: 'octets', bytes: utf8('<a  b="1"><c/><!--d--></a>') } as const;
    expect(apply(EXCLUSIVE, { data })).toBe('<a b="1"><c></c></a>');
    expect(apply(filter2(['subtract', '//c']), { data })).toBe('<a b="1"></a>');
    expect(apply(EXCLUSIVE + filter2(['intersect', "id('i')"]))).toBe(
      '<x:b xmlns:x="urn:x" Id="i">QUJD</x:b>',
    );
    expect(codeOf(() => apply(EXCLUSIVE, { data: { kind: 'octets', bytes: utf8('<a>') } }))).toBe(
      'XML_SYNTAX',
    );
  });

  it('of an enveloped signature is refused on another document than its own', () => {
    const data = { kind: 'octets', bytes: utf8('<a/>') } as const;
    expect(codeOf(() => apply(ENVELOPED, { data }))).toBe('XML_TRANSFORM_REFUSED');
    expect(codeOf(() => apply(EXCLUSIVE + ENVELOPED))).toBe('XML_TRANSFORM_REFUSED');
  });

  it('spends from the budget that the references of a document share', () => {
    const budget = new WorkBudget(800);
    expect(codeOf(() => apply(ENVELOPED, { budget }))).toBeUndefined();
    expect(
      codeOf(() => [
        apply(ENVELOPED, { budget }),
        apply(ENVELOPED, { budget }),
        apply(ENVELOPED, { budget }),
      ]),
    ).toBe('XML_LIMIT_EXCEEDED');
  });
});

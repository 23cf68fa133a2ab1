/**
 * Known attacks on readers of signed XML: each is refused, or does nothing, within bounded time.
 *
 * @module
 */
import { concatBytes, utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { SOON, startStopwatch } from '../test-stopwatch.ts';
import { applyTransforms } from './apply-transforms.ts';
import { EXCLUSIVE_C14N, INCLUSIVE_C14N, methodOf } from './canonicalization-method.ts';
import { canonicalize } from './canonicalize.ts';
import { base64Of, textOf } from './elements.ts';
import { collectIds } from './ids.ts';
import { filterNodes, subtreeOf } from './node-set.ts';
import { parseXml } from './parser.ts';
import { canonicalText, codeOf, element, read } from './test-read.ts';
import { parseTransform, parseTransforms } from './transforms.ts';
import { elementsOf } from './walk.ts';
import { WorkBudget } from './work-budget.ts';

function timed(act: () => void): number {
  const elapsed = startStopwatch();
  act();
  return elapsed();
}

describe('X5: a value that readers take in different ways', () => {
  it.each([
    ['a comment', 'QU<!-- -->JD'],
    ['a comment at its end', 'QUJD<!-- -->'],
    ['a processing instruction', 'QU<?x?>JD'],
    ['a CDATA section', '<![CDATA[QUJD]]>'],
    ['an element', 'QU<x/>JD'],
  ])('is no value with %s in it', (_, content) => {
    const { root } = read(`<DigestValue>${content}</DigestValue>`);
    expect(textOf(root)).toBeUndefined();
    expect(base64Of(root)).toBeUndefined();
  });
});

describe('X6: a document that readers take in different ways', () => {
  it.each([
    ['a namespace that is bound anew', '<a:r xmlns:a="urn:x"><a:b xmlns:a="urn:y"/></a:r>'],
    ['a processing instruction that looks like a declaration', '<r><?xml-x version="1.0"?></r>'],
    ['a comment that looks like an element', '<r><!--<a/>--></r>'],
    ['a CDATA section that looks like an end', '<r><![CDATA[</r>]]></r>'],
    ['references that look like markup', '<r>&lt;a/&gt;&#60;!--&#x2d;-></r>'],
    ['line ends of XML 1.1', '<r>\u0085\u2028</r>'],
    ['a zero-width no-break space', '<r>\ufeff</r>'],
  ])('is the same when it is read again from its canonical form: %s', (_, text) => {
    const first = canonicalText(subtreeOf(read(text)), INCLUSIVE_C14N);
    expect(canonicalText(subtreeOf(read(first)), INCLUSIVE_C14N)).toBe(first);
    const names = (source: string): string[] =>
      [...elementsOf(read(source).root)].map((e) => `${e.namespace} ${e.localName}`);
    expect(names(first)).toEqual(names(text));
  });
});

describe('X7: a document type declaration', () => {
  const declaration = (text: string): Uint8Array =>
    utf8(`<?xml version="1.0"?>\n<!-- - --><?p?>\n<!DOCTYPE ${text}`);
  const laughs = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
    '',
  );
  const utf16 = (text: string): Uint8Array => {
    const units = Uint16Array.from(`\ufeff${text}`, (character) => character.charCodeAt(0));
    return new Uint8Array(units.buffer);
  };

  it.each<[string, Uint8Array]>([
    ['billion laughs', declaration(`r [<!ENTITY l0 "lol">${laughs}]><r>&l10;</r>`)],
    [
      'quadratic blow-up',
      declaration(`r [<!ENTITY a "${'a'.repeat(1_000_000)}">]><r>${'&a;'.repeat(100_000)}</r>`),
    ],
    ['an external entity', declaration('r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>')],
    ['an external subset', declaration('r SYSTEM "http://localhost/x.dtd"><r/>')],
    ['parameter entities', declaration('r [<!ENTITY % p SYSTEM "http://localhost/"> %p;]><r/>')],
    ['a default attribute', declaration('r [<!ATTLIST r Id ID "x">]><r/>')],
    ['nothing at all', declaration('')],
    ['UTF-16', utf16('<!DOCTYPE r><r/>')],
    ['ten megabytes after it', concatBytes([declaration('r '), new Uint8Array(10_000_000).fill(0x20)])],
  ])('is refused at once: %s', (_, file) => {
    // The best of some runs: on a busy machine any one may wait.
    const runs = Array.from({ length: 5 }, () =>
      timed(() => expect(codeOf(() => parseXml(file))).toBe('XML_DTD_REFUSED')),
    );
    expect(Math.min(...runs)).toBeLessThan(50);
  });

  it('may not hide in another encoding', () => {
    const utf7 = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE r+AD4-<r/>';
    expect(codeOf(() => read(utf7))).toBe('XML_ENCODING_UNSUPPORTED');
    expect(codeOf(() => read('<r>&l;</r>'))).toBe('XML_SYNTAX');
  });
});

describe('X12: an expression that computes or selects everything or nothing', () => {
  const DS = 'http://www.w3.org/2000/09/xmldsig#';
  const FILTER2 = 'http://www.w3.org/2002/06/xmldsig-filter2';
  const apply = (path: string, content: string) => {
    const document = read(
      `<r>${content}<Transforms xmlns="${DS}"><Transform Algorithm="${FILTER2}"><XPath xmlns="${FILTER2}" Filter="intersect">${path}</XPath></Transform></Transforms></r>`,
    );
    const context = {
      document,
      ids: collectIds(document),
      signature: document.root,
      budget: new WorkBudget(),
    };
    return applyTransforms(subtreeOf(document), parseTransforms(element(document, 'Transforms')), context);
  };

  it('that selects nothing leaves nothing, not everything', () => {
    const nodes = apply('//none', '<a/>');
    expect(nodes.kind === 'node-set' && canonicalText(nodes, INCLUSIVE_C14N)).toBe('');
  });

  it.each([
    'count(//*)^9',
    '//*[count(//*) > 1]',
    '//*[//*[//*]]/preceding::*',
    'document("x")',
    'string-length(//*)',
  ])('outside the subset is refused: %s', (path) => {
    expect(codeOf(() => apply(path, ''))).toBe('XML_TRANSFORM_REFUSED');
  });

  it.each(['//*[//*[//*[//none]]]', '//a//a//a//a//a', '//*[ancestor::*[descendant::none]]'])(
    'that computes for long is stopped: %s',
    (path) => {
      const content = `${'<a>'.repeat(900)}${'<a/>'.repeat(5000)}${'</a>'.repeat(900)}`;
      let code: string | undefined;
      expect(timed(() => (code = codeOf(() => apply(path, content))))).toBeLessThan(SOON);
      expect(code).toBe('XML_LIMIT_EXCEEDED');
    },
  );
});

describe('X13: a document without a canonical form', () => {
  it.each(['<r xmlns="relative"/>', '<r xmlns:p="../x"/>', '<r><a><p:b xmlns:p="x"/></a></r>'])(
    'is refused, not digested as nothing: %s',
    (text) => {
      for (const method of [INCLUSIVE_C14N, EXCLUSIVE_C14N]) {
        expect(codeOf(() => canonicalize(subtreeOf(read(text)), method))).toBe('XML_TRANSFORM_REFUSED');
      }
    },
  );
});

describe('X14: too many transforms', () => {
  const DS = 'http://www.w3.org/2000/09/xmldsig#';
  it('are refused', () => {
    const transforms = `<Transform Algorithm="${DS}enveloped-signature"/>`.repeat(11);
    expect(codeOf(() => parseTransforms(read(`<T xmlns="${DS}">${transforms}</T>`).root))).toBe(
      'XML_LIMIT_EXCEEDED',
    );
    const steps =
      `<XPath xmlns="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">//a</XPath>`.repeat(11);
    const filter = `<Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2">${steps}</Transform>`;
    expect(codeOf(() => parseTransforms(read(`<T xmlns="${DS}">${filter}</T>`).root))).toBe(
      'XML_LIMIT_EXCEEDED',
    );
  });

  it('are refused, prefixes too', () => {
    const method = (count: number): string =>
      `<M Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><InclusiveNamespaces xmlns="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="${'a '.repeat(count)}"/></M>`;
    expect(codeOf(() => parseTransform(read(method(33)).root))).toBe('XML_LIMIT_EXCEEDED');
    expect(codeOf(() => parseTransform(read(method(32)).root))).toBeUndefined();
  });

  it('are refused when their filters add up', () => {
    const steps =
      `<XPath xmlns="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">//a</XPath>`.repeat(10);
    const filter = `<Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2">${steps}</Transform>`;
    const document = read(`<T xmlns="${DS}">${filter.repeat(4)}</T>`);
    const context = {
      document,
      ids: collectIds(document),
      signature: document.root,
      budget: new WorkBudget(),
    };
    const act = (): unknown => applyTransforms(subtreeOf(document), parseTransforms(document.root), context);
    expect(codeOf(act)).toBe('XML_LIMIT_EXCEEDED');
  });
});

describe('X15: a document made to exhaust', () => {
  it.each<[string, () => string]>([
    ['a million nested elements', () => '<a>'.repeat(1_000_000)],
    ['a million nested elements that are closed', () => '<a>'.repeat(1_000_000) + '</a>'.repeat(1_000_000)],
    ['more elements than are allowed', () => `<r>${'<a/>'.repeat(800_000)}</r>`],
    [
      'a hundred thousand attributes',
      () => `<r ${Array.from({ length: 100_000 }, (_, i) => `a${i}=""`).join(' ')}/>`,
    ],
    [
      'a hundred thousand namespaces',
      () => `<r ${Array.from({ length: 100_000 }, (_, i) => `xmlns:a${i}="u:"`).join(' ')}/>`,
    ],
    [
      'namespaces that add up',
      () => Array.from({ length: 999 }, (_, i) => `<a xmlns:p${i}="u:" xmlns:q${i}="u:">`).join(''),
    ],
    ['a name of a megabyte', () => `<${'a'.repeat(1_000_000)}/>`],
    ['a text of 33 megabytes', () => `<r>${' '.repeat(33 * 1024 * 1024)}</r>`],
    ['a comment of 33 megabytes', () => `<r><!--${' '.repeat(33 * 1024 * 1024)}--></r>`],
    ['65 megabytes', () => ' '.repeat(65 * 1024 * 1024)],
  ])('is refused: %s', (_, make) => {
    const file = utf8(make());
    let code: string | undefined;
    expect(timed(() => (code = codeOf(() => parseXml(file))))).toBeLessThan(SOON);
    expect(code).toBe('XML_LIMIT_EXCEEDED');
  });

  it.each<[string, () => string]>([
    ['a million references that are none', () => `<r>${'&'.repeat(1_000_000)}</r>`],
    ['a reference without end', () => `<r>&${'#'.repeat(1_000_000)}</r>`],
    ['a million open comments', () => '<!--'.repeat(1_000_000)],
    ['a million open sections', () => `<r>${'<![CDATA['.repeat(1_000_000)}`],
  ])('is refused: %s', (_, make) => {
    const file = utf8(make());
    let code: string | undefined;
    expect(timed(() => (code = codeOf(() => parseXml(file))))).toBeLessThan(SOON);
    expect(code).toBe('XML_SYNTAX');
  });

  it('has no canonical form without end: every orphan repeats all namespaces', () => {
    const declarations = Array.from(
      { length: 900 },
      (_, i) => `xmlns:p${i}="urn:${'x'.repeat(100)}${i}"`,
    ).join(' ');
    const document = read(`<r ${declarations}>${'<a/>'.repeat(5000)}</r>`);
    const roots = new Set(document.root.children);
    const orphans = filterNodes(subtreeOf(document), [{ operation: 'intersect', roots }]);
    expect(codeOf(() => canonicalize(orphans, INCLUSIVE_C14N))).toBe('XML_LIMIT_EXCEEDED');
  });

  it.each<[string, string]>([
    ['deep orphans', `${'<a>'.repeat(900)}${'<b><c/></b>'.repeat(100_000)}${'</a>'.repeat(900)}`],
    [
      'orphans among many namespaces',
      `<r ${Array.from({ length: 900 }, (_, i) => `xmlns:p${i}="urn:${i}"`).join(' ')}>${'<b><c/></b>'.repeat(100_000)}</r>`,
    ],
  ])('has no canonical form that takes for ever: %s', (_, text) => {
    const document = read(text);
    const elements = [...elementsOf(document.root)];
    const left = filterNodes(subtreeOf(document), [
      { operation: 'subtract', roots: new Set(elements.filter(({ localName }) => localName === 'b')) },
      { operation: 'union', roots: new Set(elements.filter(({ localName }) => localName === 'c')) },
    ]);
    for (const kind of ['inclusive', 'inclusive-1.1'] as const) {
      let code: string | undefined;
      expect(timed(() => (code = codeOf(() => canonicalize(left, methodOf(kind)))))).toBeLessThan(SOON);
      expect(code).toBe('XML_LIMIT_EXCEEDED');
    }
    expect(codeOf(() => canonicalize(left, EXCLUSIVE_C14N))).toBeUndefined();
  });
});

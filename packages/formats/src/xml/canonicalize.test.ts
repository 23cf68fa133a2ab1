/**
 * Examples of Canonical XML 1.0 §3, Canonical XML 1.1 §3 and Exclusive XML Canonicalization §2, and what those leave out.
 *
 * @module
 */
import { describe, expect, it } from 'vitest';
import { EXCLUSIVE_C14N, INCLUSIVE_C14N, methodOf } from './canonicalization-method.ts';
import { canonicalize } from './canonicalize.ts';
import { filterNodes, subtreeOf } from './node-set.ts';
import { canonicalText, codeOf, element, read } from './test-read.ts';
import type { XmlDocument, XmlElement } from './tree.ts';
import { elementsOf } from './walk.ts';

const withComments = methodOf('inclusive', { comments: true });
const inclusive = (text: string): string => canonicalText(subtreeOf(read(text)), INCLUSIVE_C14N);
const exclusive = (text: string): string => canonicalText(subtreeOf(read(text)), EXCLUSIVE_C14N);
const named = (document: XmlDocument, ...names: readonly string[]): ReadonlySet<XmlElement> =>
  new Set([...elementsOf(document.root)].filter(({ localName }) => names.includes(localName)));

describe('the canonical form of a whole document', () => {
  it('keeps processing instructions around the root, and comments if asked (§3.1)', () => {
    const text = `<?xml version="1.0"?>

<?xml-stylesheet   href="doc.xsl"
   type="text/xsl"   ?>

<doc>Hello, world!<!-- Comment 1 --></doc>

<?pi-without-data     ?>

<!-- Comment 2 -->

<!-- Comment 3 -->`;
    const document = read(text);
    expect(canonicalText(subtreeOf(document), INCLUSIVE_C14N)).toBe(
      '<?xml-stylesheet href="doc.xsl"\n   type="text/xsl"   ?>\n<doc>Hello, world!</doc>\n<?pi-without-data?>',
    );
    expect(canonicalText(subtreeOf(document), withComments)).toBe(
      '<?xml-stylesheet href="doc.xsl"\n   type="text/xsl"   ?>\n<doc>Hello, world!<!-- Comment 1 --></doc>\n' +
        '<?pi-without-data?>\n<!-- Comment 2 -->\n<!-- Comment 3 -->',
    );
    const uncommented = subtreeOf(document, document, { comments: false });
    expect(canonicalText(uncommented, withComments)).not.toContain('Comment');
  });

  it('keeps white space in content (§3.2)', () => {
    const text =
      '<doc>\n   <clean>   </clean>\n   <dirty>   A   B   </dirty>\n   <mixed>\n      A\n      <clean>   </clean>\n   </mixed>\n</doc>';
    expect(inclusive(text)).toBe(text);
  });

  it('writes tags in one way: namespaces by prefix, attributes by namespace and name (§3.3)', () => {
    const text = `<doc>
   <e1   />
   <e2   ></e2>
   <e3   name = "elem3"   id="elem3"   />
   <e5 a:attr="out" b:attr="sorted" attr2="all" attr="I'm"
      xmlns:b="http://www.ietf.org"
      xmlns:a="http://www.w3.org"
      xmlns="http://example.org"/>
   <e6 xmlns="" xmlns:a="http://www.w3.org">
      <e7 xmlns="http://www.ietf.org">
         <e8 xmlns="" xmlns:a="http://www.w3.org"/>
      </e7>
   </e6>
</doc>`;
    expect(inclusive(text)).toBe(`<doc>
   <e1></e1>
   <e2></e2>
   <e3 id="elem3" name="elem3"></e3>
   <e5 xmlns="http://example.org" xmlns:a="http://www.w3.org" xmlns:b="http://www.ietf.org" attr="I'm" attr2="all" b:attr="sorted" a:attr="out"></e5>
   <e6 xmlns:a="http://www.w3.org">
      <e7 xmlns="http://www.ietf.org">
         <e8 xmlns=""></e8>
      </e7>
   </e6>
</doc>`);
  });

  it('replaces references and CDATA sections by escaped characters (§3.4)', () => {
    const text = `<doc>
   <text>First line&#x0d;&#10;Second line</text>
   <value>&#x32;</value>
   <compute><![CDATA[value>"0" && value<"10" ?"valid":"error"]]></compute>
   <compute expr='value>"0" &amp;&amp; value&lt;"10" ?"valid":"error"'>valid</compute>
   <norm attr=' &apos;   &#x20;&#13;&#xa;&#9;   &apos; '/>
</doc>`;
    expect(inclusive(text)).toBe(`<doc>
   <text>First line&#xD;
Second line</text>
   <value>2</value>
   <compute>value&gt;"0" &amp;&amp; value&lt;"10" ?"valid":"error"</compute>
   <compute expr="value>&quot;0&quot; &amp;&amp; value&lt;&quot;10&quot; ?&quot;valid&quot;:&quot;error&quot;">valid</compute>
   <norm attr=" '    &#xD;&#xA;&#x9;   ' "></norm>
</doc>`);
  });

  it('is in UTF-8 (§3.6)', () => {
    const file = Uint8Array.from('<?xml version="1.0" encoding="ISO-8859-1"?><doc>\xa9</doc>', (c) =>
      c.charCodeAt(0),
    );
    expect(inclusive('<doc>&#169;</doc>')).toBe('<doc>©</doc>');
    expect(file.includes(0xa9)).toBe(true);
  });

  it('keeps U+0085 and U+2028, and changes line ends to one line feed', () => {
    expect(inclusive('<r a="\u0085">\u2028\r\n\r<!--\r--><?p a\r\n?></r>')).toBe(
      '<r a="\u0085">\u2028\n\n<?p a\n?></r>',
    );
  });

  it('orders by code point, not by UTF-16 unit', () => {
    expect(inclusive('<r \ud800\udc00="1" \ufa00="2" a="3"/>')).toBe(
      '<r a="3" \ufa00="2" \ud800\udc00="1"></r>',
    );
  });

  it('escapes namespace URIs like attribute values', () => {
    expect(inclusive('<r xmlns="urn:a?b&amp;c"/>')).toBe('<r xmlns="urn:a?b&amp;c"></r>');
  });

  it('does not repeat the declaration of the prefix xml', () => {
    expect(inclusive('<r xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:lang="ja"/>')).toBe(
      '<r xml:lang="ja"></r>',
    );
  });

  it('is a view of the received bytes when these are canonical already', () => {
    const document = read('<?xml version="1.0"?>\n<r a="1"><b c="日">x</b></r>\n');
    const form = canonicalize(subtreeOf(document), INCLUSIVE_C14N);
    expect(form.buffer === document.bytes.buffer).toBe(true);
    expect(form.byteOffset).toBe(document.root.start);
  });
});

describe('a relative namespace URI', () => {
  it.each(['relative', './x', '#x', '//host/x', '1:x'])('has no canonical form: %s', (uri) => {
    expect(codeOf(() => inclusive(`<r><p:e xmlns:p="${uri}"/></r>`))).toBe('XML_TRANSFORM_REFUSED');
  });

  it('does no harm in another part of the document', () => {
    const document = read('<r><a/><b xmlns="relative"/></r>');
    expect(canonicalText(subtreeOf(document, element(document, 'a')), INCLUSIVE_C14N)).toBe('<a></a>');
  });
});

describe('the canonical form of a part of a document', () => {
  const part = (text: string, method = INCLUSIVE_C14N): string => {
    const document = read(text);
    return canonicalText(subtreeOf(document, element(document, 'part')), method);
  };
  const text =
    '<r xmlns="urn:d" xmlns:u="urn:u" xmlns:v="urn:v" xml:lang="ja" xml:space="preserve" xml:id="i"><m xml:lang="en"><part u:a="1"><u:x/></part></m></r>';

  it('has the namespaces in scope and the nearest xml: attributes', () => {
    expect(part(text)).toBe(
      '<part xmlns="urn:d" xmlns:u="urn:u" xmlns:v="urn:v" xml:id="i" xml:lang="en" xml:space="preserve" u:a="1"><u:x></u:x></part>',
    );
  });

  it('does not inherit xml:id in version 1.1', () => {
    expect(part(text, methodOf('inclusive-1.1'))).toBe(
      '<part xmlns="urn:d" xmlns:u="urn:u" xmlns:v="urn:v" xml:lang="en" xml:space="preserve" u:a="1"><u:x></u:x></part>',
    );
  });

  it('has only what it uses when exclusive', () => {
    expect(part(text, EXCLUSIVE_C14N)).toBe('<part xmlns="urn:d" xmlns:u="urn:u" u:a="1"><u:x></u:x></part>');
  });

  it('has the prefixes of the PrefixList too, and their later bindings', () => {
    const prefixes = { ...EXCLUSIVE_C14N, prefixes: ['v', '', 'unknown'] };
    expect(
      part(
        '<r xmlns:v="urn:v" xmlns="urn:d"><p:part xmlns:p="urn:p"><x xmlns:v="urn:w"/></p:part></r>',
        prefixes,
      ),
    ).toBe('<p:part xmlns="urn:d" xmlns:p="urn:p" xmlns:v="urn:v"><x xmlns:v="urn:w"></x></p:part>');
  });

  it('declares a namespace where it is used when exclusive (Exclusive XML Canonicalization §2.3)', () => {
    expect(exclusive('<a:r xmlns:a="urn:a" xmlns:b="urn:b"><b:x/><b:x><b:y/></b:x><c xmlns=""/></a:r>')).toBe(
      '<a:r xmlns:a="urn:a"><b:x xmlns:b="urn:b"></b:x><b:x xmlns:b="urn:b"><b:y></b:y></b:x><c></c></a:r>',
    );
  });

  it('takes back a default namespace that is not that of an element', () => {
    expect(exclusive('<r xmlns="urn:a"><b xmlns=""><c/></b></r>')).toBe(
      '<r xmlns="urn:a"><b xmlns=""><c></c></b></r>',
    );
  });
});

describe('the canonical form of a set of nodes', () => {
  const text = `<doc xmlns="http://www.ietf.org" xmlns:w3c="http://www.w3.org"><e1><e2 xmlns=""><e3 id="E3"/></e2></e1></doc>`;

  it('leaves out subtrees', () => {
    const document = read('<r>a<x>b</x>c<y><x/></y></r>');
    const nodes = filterNodes(subtreeOf(document), [{ operation: 'subtract', roots: named(document, 'x') }]);
    expect(canonicalText(nodes, INCLUSIVE_C14N)).toBe('<r>ac<y></y></r>');
  });

  it('declares on an orphan what its lost ancestors declare (§3.7)', () => {
    const document = read(text);
    const kept = filterNodes(subtreeOf(document), [{ operation: 'intersect', roots: named(document, 'e3') }]);
    expect(canonicalText(kept, INCLUSIVE_C14N)).toBe('<e3 xmlns:w3c="http://www.w3.org" id="E3"></e3>');
    const within = filterNodes(subtreeOf(document), [
      { operation: 'subtract', roots: named(document, 'e2') },
      { operation: 'union', roots: named(document, 'e3') },
    ]);
    expect(canonicalText(within, INCLUSIVE_C14N)).toBe(
      '<doc xmlns="http://www.ietf.org" xmlns:w3c="http://www.w3.org"><e1><e3 xmlns="" id="E3"></e3></e1></doc>',
    );
  });

  it('takes texts and comments as subtrees of their own', () => {
    const document = read('<r>a<b>c</b><!--d--></r>');
    const roots = new Set(document.root.children.filter(({ kind }) => kind !== 'element'));
    const kept = filterNodes(subtreeOf(document), [{ operation: 'intersect', roots }]);
    expect(canonicalText(kept, withComments)).toBe('a<!--d-->');
  });

  it('keeps what every filter keeps', () => {
    const document = read('<r><a><b/></a><b/><c/></r>');
    const first = filterNodes(subtreeOf(document), [
      { operation: 'intersect', roots: named(document, 'a', 'b') },
    ]);
    const both = filterNodes(first, [
      { operation: 'intersect', roots: new Set() },
      { operation: 'union', roots: named(document, 'b', 'c') },
    ]);
    expect(canonicalText(first, INCLUSIVE_C14N)).toBe('<a><b></b></a><b></b>');
    expect(canonicalText(both, INCLUSIVE_C14N)).toBe('<b></b><b></b>');
  });

  it('knows the place of its apex: a subtree that is left out around it leaves nothing', () => {
    const document = read('<r><a><b/></a></r>');
    const nodes = subtreeOf(document, element(document, 'b'));
    const roots = named(document, 'a');
    expect(canonicalText(filterNodes(nodes, [{ operation: 'subtract', roots }]), INCLUSIVE_C14N)).toBe('');
    expect(canonicalText(filterNodes(nodes, [{ operation: 'intersect', roots }]), INCLUSIVE_C14N)).toBe(
      '<b></b>',
    );
  });

  it('inherits in version 1.1 from the ancestors that are left out only, in version 1.0 from all', () => {
    const document = read('<r xml:lang="ja"><a xml:space="preserve"><b/></a></r>');
    const nodes = filterNodes(subtreeOf(document), [
      { operation: 'subtract', roots: named(document, 'a') },
      { operation: 'union', roots: named(document, 'b') },
    ]);
    expect(canonicalText(nodes, methodOf('inclusive-1.1'))).toBe(
      '<r xml:lang="ja"><b xml:space="preserve"></b></r>',
    );
    expect(canonicalText(nodes, INCLUSIVE_C14N)).toBe(
      '<r xml:lang="ja"><b xml:lang="ja" xml:space="preserve"></b></r>',
    );
  });
});

describe('xml:base in Canonical XML 1.1', () => {
  const base = (above: string, own: string | undefined): string => {
    const document = read(
      `<r xml:base="${above}"><m><e${own === undefined ? '' : ` xml:base="${own}"`}/></m></r>`,
    );
    return canonicalText(subtreeOf(document, element(document, 'e')), methodOf('inclusive-1.1'));
  };

  it.each([
    ['http://www.example.com/something/else', 'foo/bar/foo', 'http://www.example.com/something/foo/bar/foo'],
    ['http://a/b/c/d;p?q', '../g', 'http://a/b/g'],
    ['http://a/b/c/d;p?q', '../../../g', 'http://a/g'],
    ['http://a/b/c/d;p?q', '?y', 'http://a/b/c/d;p?y'],
    ['http://a/b/c/d;p?q', '//g', 'http://g'],
    ['http://a/b', 'g:h', 'g:h'],
    ['http://a', 'x', 'http://a/x'],
    ['a/b/c/', '../d', 'a/b/d'],
    ['../', '..', '../../'],
    ['../x', 'y', '../y'],
    ['..', 'y', '../y'],
    ['a', '/b//c/./d', '/b/c/d'],
    ['http://a/b/', '', 'http://a/b/'],
  ])('of %j and %j is %j', (above, own, joined) => {
    expect(base(above, own)).toBe(`<e xml:base="${joined}"></e>`);
  });

  it('is inherited when the element has none, and not written when nothing is left of it', () => {
    expect(base('http://a/b', undefined)).toBe('<e xml:base="http://a/b"></e>');
    expect(base('a/', '..')).toBe('<e></e>');
  });

  it('is that of the nearest ancestor alone in version 1.0', () => {
    const document = read('<r xml:base="http://a/"><m xml:base="b/"><e/></m></r>');
    const nodes = subtreeOf(document, element(document, 'e'));
    expect(canonicalText(nodes, INCLUSIVE_C14N)).toBe('<e xml:base="b/"></e>');
    expect(canonicalText(nodes, EXCLUSIVE_C14N)).toBe('<e></e>');
  });
});

/**
 * Documents made at random for the tests of the parser and of canonical forms: well formed for the most part, with
 * everything that readers differ in.
 *
 * @module
 */
import fc from 'fast-check';

const CHARACTERS = [
  'plain',
  ' ',
  '\n',
  '\t',
  '\r\n',
  '\r',
  '>',
  '"',
  "'",
  '&amp;',
  '&lt;',
  '&gt;',
  '&quot;',
  '&apos;',
  '&#13;',
  '&#xA;',
  '&#9;',
  '&#x20;',
  '\u0085',
  '\u2028',
  '\ufeff',
  '日本',
  '\ud83d\ude00',
  '&#x1F600;',
  '&#x10FFFF;',
  ']]',
  '\u00e9',
  '\u007f',
] as const;

const text = fc
  .array(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));
const raw = fc
  .array(fc.constantFrom('x', '&', '<', '>', '\r\n', '\r', '\u2028', '日', '\ud83d\ude00', '"', '-a'), {
    maxLength: 5,
  })
  .map((parts) => parts.join(''));

const cdata = raw.map((content) => `<![CDATA[${content}]]>`);
const comment = raw.map((content) => `<!--${content}-->`);
const instruction = fc
  .tuple(fc.constantFrom('target', 'xml-stylesheet', 'é'), fc.constantFrom('', ' ', '  ', '\r\n\t'), raw)
  .map(([target, space, data]) => `<?${target}${space === '' ? '' : `${space}${data}`}?>`);
const outside = fc.array(fc.oneof(comment, instruction, fc.constantFrom('\n', '\r\n', ' ')), {
  maxLength: 3,
});

const PREFIXES = ['', 'a', 'b', 'c'] as const;
const URIS = ['urn:one', 'urn:two', 'http://example.org/?x=1', 'urn:b:3'] as const;
/** The second begins beyond U+FFFF, the third between the surrogates and it: their order by code point is not that of units. */
const NAMES = ['e', 'item', '\ud800\udc00n', '\ufa00n', 'Name-1.2', '\u00e9l'] as const;

const quoted = fc
  .tuple(text, fc.boolean(), fc.constantFrom('=', ' = ', '\n=\r\n'))
  .map(([value, single, equals]) =>
    single ? `${equals}'${value.replaceAll("'", '')}'` : `${equals}"${value.replaceAll('"', '')}"`,
  );
const qualifiedName = fc
  .tuple(fc.constantFrom(...PREFIXES), fc.constantFrom(...NAMES))
  .map(([prefix, name]) => (prefix === '' ? name : `${prefix}:${name}`));
const attribute = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(qualifiedName, quoted).map(([name, value]) => `${name}${value}`) },
  fc.constantFrom('xml:lang="ja"', "xml:lang='en'", 'xml:space="preserve"', 'xml:space="default"'),
);
const declaration = fc
  .tuple(fc.constantFrom(...PREFIXES), fc.constantFrom(...URIS))
  .map(([prefix, uri]) => (prefix === '' ? `xmlns="${uri}"` : `xmlns:${prefix}='${uri}'`));
const undeclaration = fc.constant('xmlns=""');
const space = fc.constantFrom(' ', '  ', '\n', '\r\n\t');

function unique(items: readonly string[]): readonly string[] {
  const names = items.map((item) => item.slice(0, item.search(/[\s=]/)));
  return items.filter((_, i) => names.indexOf(names[i] as string) === i);
}

function tag(name: string, items: readonly string[], gap: string, content: string | undefined): string {
  const inside = unique(items)
    .map((item) => gap + item)
    .join('');
  if (content === undefined) return `<${name}${inside}${gap}/>`;
  return `<${name}${inside}${gap === ' ' ? '' : gap}>${content}</${name}${gap === ' ' ? '' : gap}>`;
}

const { element } = fc.letrec((tie) => ({
  element: fc
    .tuple(
      qualifiedName,
      fc.array(fc.oneof({ weight: 3, arbitrary: attribute }, declaration, undeclaration), { maxLength: 4 }),
      space,
      fc.option(fc.array(tie('node'), { maxLength: 4 }), { nil: undefined, freq: 6 }),
    )
    .map(([name, items, gap, content]) => tag(name, items, gap, content?.join(''))),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    { weight: 3, arbitrary: tie('element') },
    cdata,
    comment,
    instruction,
  ),
}));

/** A document; most are well formed, some name an attribute twice under two prefixes. */
export const xmlDocument: fc.Arbitrary<string> = fc
  .tuple(outside, fc.array(element as fc.Arbitrary<string>, { maxLength: 3 }), outside)
  .map(([before, content, after]) => {
    const declared = 'xmlns="urn:one" xmlns:a="urn:two" xmlns:b=\'urn:three\' xmlns:c="urn:two"';
    return `${before.join('')}<root ${declared} xml:lang="fr" a:z="1" b:z="2">${content.join('')}</root>${after.join('')}`;
  });

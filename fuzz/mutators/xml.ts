/**
 * Damage to XML: elements and attributes repeated, exchanged, nested; namespaces, entities and encodings that mislead.
 *
 * @module
 */
import type { Random } from '../random.ts';
import { latin1, type Mutator } from './mutator.ts';
import { exchangingMatches, insertingWords, replacingMatches } from './text.ts';

const TAG = /<\/?[A-Za-z][^<>]{0,400}>/g;
const START_TAG = /<[A-Za-z][\w:.-]*/g;
const ATTRIBUTE = /\s[\w:.-]+="[^"]{0,400}"/g;
const SMALL_ELEMENT = /<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>[^<]*<\/\1>/g;
const TEXT = />[^<]{1,4000}</g;

const WORDS = [
  ...['<', '>', '&', '"', "'", '/', '=', ':', ' ', '\r', '\r\n', '--', '/>', '<a/>', '<a>', '</a>'],
  ...['<!--', '-->', '<!--x-->', '<![CDATA[', ']]>', '<?', '?>', '<?xml ?>', '<?p i?>', '<!DOCTYPE a>'],
  ...['<!DOCTYPE a [<!ENTITY b "c">]>', '&b;', '&amp;', '&#13;', '&#xD', '&#0;', '&#x10FFFF;', '&#xD800;'],
  ...['\u2028', '\u0085', '\u0000', '\ufffe', '\u65e5', '\ud83d\ude00', 'é'],
].map((word) => new TextEncoder().encode(word));

/** Attributes that change what others mean. */
const ATTRIBUTES = [
  ...[
    ' Id="a"',
    ' ID="a"',
    ' id=""',
    ' xml:id="a"',
    ' URI=""',
    ' URI="#a"',
    ' URI="#xpointer(/)"',
    ' URI="http://a"',
  ],
  ...[
    ' xmlns=""',
    ' xmlns="urn:a"',
    ' xmlns:ds=""',
    ' xmlns:ds="urn:a"',
    ' xmlns:xml="urn:a"',
    ' xmlns:a="a"',
  ],
  ...[' xml:lang="x"', ' xml:base="http://["', ' xml:space="a"', ' a="1"', ' __proto__="1"', ' Target="#a"'],
  ...[' Algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1"', ' Algorithm=""', ' Encoding="x"'],
  ...[
    ' Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"',
    ' Algorithm="http://www.w3.org/2000/09/xmldsig#base64"',
  ],
  ...[
    ' Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"',
    ' Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"',
  ],
];

const ENCODINGS = ['UTF-16', 'UTF-7', 'ISO-8859-1', 'Shift_JIS', 'x'];

function repeated(text: string, random: Random): string {
  return text.repeat(random.oneIn(10) ? Math.min(3000, Math.ceil(60_000 / text.length)) : 2);
}

/** XML as UTF-16, which readers take in another way. */
const inUtf16: Mutator = (bytes, random) => {
  const text = `\ufeff${new TextDecoder().decode(bytes)}`;
  const littleEndian = random.oneIn(2);
  const out = new Uint8Array(text.length * 2);
  const view = new DataView(out.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return out;
};

/** What XML is changed by. */
export const XML_MUTATORS: readonly Mutator[] = [
  insertingWords(WORDS),
  insertingWords(WORDS),
  replacingMatches(START_TAG, (tag, random) => `${tag}${random.pick(ATTRIBUTES) ?? ''}`),
  replacingMatches(ATTRIBUTE, (_, random) => random.pick(ATTRIBUTES) ?? ''),
  replacingMatches(ATTRIBUTE, repeated),
  replacingMatches(ATTRIBUTE, () => ''),
  replacingMatches(SMALL_ELEMENT, repeated),
  replacingMatches(SMALL_ELEMENT, () => ''),
  replacingMatches(SMALL_ELEMENT, (element, random) => {
    const times = random.oneIn(5) ? 5000 : 2;
    return `${'<a>'.repeat(times)}${element}${'</a>'.repeat(times)}`;
  }),
  exchangingMatches(SMALL_ELEMENT),
  exchangingMatches(SMALL_ELEMENT),
  exchangingMatches(ATTRIBUTE),
  exchangingMatches(TAG),
  replacingMatches(TAG, () => ''),
  replacingMatches(
    TEXT,
    (_, random) => `>${random.pick(['', 'x', '=', ' ', 'AAAA', '-1', '9'.repeat(400)]) ?? ''}<`,
  ),
  exchangingMatches(TEXT),
  replacingMatches(/encoding="[^"]*"/g, (_, random) => `encoding="${random.pick(ENCODINGS) ?? ''}"`),
  replacingMatches(/^/g, () => latin1('\xef\xbb\xbf')),
  inUtf16,
];

/**
 * Damage to PDFs: numbers, names and keywords in place; objects redefined by an update that readers follow.
 *
 * @module
 */
import { latin1, type Mutator, spliced, toLatin1 } from './mutator.ts';
import { exchangingMatches, insertingWords, replacingMatches } from './text.ts';

const NUMBER = /\d+/g;
const NAME = /\/[A-Za-z][A-Za-z0-9]*/g;
const REFERENCE = /\d+ \d+ R\b/g;
const OBJECT = /\b\d+ \d+ obj\b[\s\S]{0,4000}?endobj/g;

const WORDS = [
  ...['obj', 'endobj', 'stream\n', 'endstream', 'xref\n', 'trailer', 'startxref\n', '%%EOF', '%', '<<', '>>'],
  ...['[', ']', '(', ')', '<', '>', '0 0 R', '1 0 R', '4 65535 R', '-1', '-0', '1.5', '999999999999999999'],
  ...[
    'null',
    'true',
    '/Prev 9',
    '/Length 99999999',
    '/Size 2147483647',
    '/XRefStm 9',
    '/Encrypt<<>>',
    '/Kids',
  ],
  ...[
    '/Type/XRef',
    '/Type/ObjStm',
    '/Parent',
    '/Filter/LZWDecode',
    '/Filter[/FlateDecode/FlateDecode/FlateDecode]',
  ],
  '/DecodeParms<</Predictor 15/Columns 1048576/Colors 64/BitsPerComponent 16>>',
].map(latin1);

const NAMES = [
  ...[
    '/Root',
    '/Kids',
    '/Parent',
    '/Type',
    '/ByteRange',
    '/Contents',
    '/FT',
    '/Sig',
    '/V',
    '/Fields',
    '/DSS',
    '/VRI',
  ],
  ...[
    '/Certs',
    '/Annots',
    '/AcroForm',
    '/Perms',
    '/DocMDP',
    '/SubFilter',
    '/Length',
    '/Filter',
    '/Prev',
    '/Size',
    '/W',
  ],
  ...['/Index', '/First', '/N', '/Extends', '/Encrypt', '/ID', '/__proto__'],
];

const NUMBERS = ['0', '1', '-1', '65535', '2147483648', '9007199254740993', '1e9', '00000000000000000000'];

/** The same number of characters, so that offsets stay right. */
function padded(text: string, length: number): string {
  return text.length > length ? text.slice(0, length) : text.padEnd(length, ' ');
}

/** Appends an update in which one object is another: a revision as an attacker would add it. */
function withUpdate(change: (body: string, other: string) => string): Mutator {
  return (bytes, random, other) => {
    const text = toLatin1(bytes);
    const objects = [...text.matchAll(OBJECT)];
    const target = random.pick(objects);
    const root = /\/Root\s+\d+ \d+ R/.exec(text);
    const previous = [...text.matchAll(/startxref\s+(\d+)/g)].at(-1);
    if (target === undefined || root === null || previous === undefined) return bytes;
    const theirs = random.pick(random.oneIn(2) ? objects : [...toLatin1(other).matchAll(OBJECT)]) ?? target;
    const bodyOf = (object: string): string => object.replace(/^\d+ \d+ obj/, '').replace(/endobj$/, '');
    const head = /^(\d+) (\d+) obj/.exec(target[0]);
    const body = change(bodyOf(target[0]), bodyOf(theirs[0]));
    const start = bytes.length + 1;
    const object = `\n${head?.[0] ?? '1 0 obj'}${body}endobj\n`;
    const id = head?.[1] ?? '1';
    const entry = `${String(start).padStart(10, '0')} ${(head?.[2] ?? '0').padStart(5, '0')} n \n`;
    const size = /\/Size\s+(\d+)/.exec(text)?.[1] ?? '9';
    const trailer = `trailer\n<</Size ${size}${root[0]}/Prev ${previous[1]}>>\n`;
    const xref = start - 1 + object.length;
    const update = `${object}xref\n${id} 1\n${entry}${trailer}startxref\n${xref}\n%%EOF\n`;
    return spliced(bytes, bytes.length, bytes.length, latin1(update));
  };
}

/** What PDFs are changed by. */
export const PDF_MUTATORS: readonly Mutator[] = [
  insertingWords(WORDS),
  (bytes, random) => {
    const word = random.pick(WORDS) ?? new Uint8Array();
    const at = random.below(Math.max(1, bytes.length - word.length));
    return spliced(bytes, at, Math.min(bytes.length, at + word.length), word);
  },
  replacingMatches(NUMBER, (number, random) =>
    padded(String(random.below(10 ** Math.min(9, number.length))), number.length),
  ),
  replacingMatches(NUMBER, (number, random) => padded(random.pick(NUMBERS) ?? '', number.length)),
  replacingMatches(REFERENCE, (reference, random) => padded(`${random.below(60)} 0 R`, reference.length)),
  exchangingMatches(REFERENCE),
  replacingMatches(NAME, (name, random) => padded(random.pick(NAMES) ?? '', name.length)),
  replacingMatches(NAME, (_, random) => random.pick(NAMES) ?? ''),
  replacingMatches(/startxref\s+\d+/g, (_, random) => `startxref\n${random.below(100_000)}`),
  replacingMatches(/\/Length \d+/g, (_, random) => `/Length ${random.pick(NUMBERS) ?? 0}`),
  replacingMatches(/\/ByteRange\s*\[[^\]]*\]/g, (range, random) =>
    padded(
      `/ByteRange[${Array.from({ length: random.below(6) }, () => random.pick(NUMBERS) ?? '').join(' ')}]`,
      range.length,
    ),
  ),
  replacingMatches(OBJECT, (object) => `${object}\n${object}`),
  exchangingMatches(OBJECT),
  withUpdate((_, theirs) => theirs),
  withUpdate((body) => body.replace(/>>\s*$/, '/AA<</O 1 0 R>>/Kids[1 0 R 1 0 R]>>')),
  withUpdate((body) => body.replace(/\d+/, '7')),
  withUpdate(() => ' null '),
  withUpdate((body) => body.replace(/\/V \d+ 0 R/, '/V<</Type/Sig/Contents<>/ByteRange[0 1 2 3]>>')),
];

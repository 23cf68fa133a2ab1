/**
 * Damage to DER that keeps the lengths around it right, so that it reaches the readers of what is inside, and damage to
 * the lengths themselves.
 *
 * @module
 */
import type { Random } from '../random.ts';
import { type DerPlace, derHeader, derPlaces, withElement } from './der-tree.ts';
import { latin1, type Mutator, overwritten, spliced } from './mutator.ts';

const TAGS = [
  0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x1e, 0x1f, 0x24, 0x30, 0x31, 0x80,
  0x81, 0x82, 0x86, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xbf, 0x00,
];

/** Encodings of lengths that lie, overflow, or are longer than they need to be. */
const LENGTHS = [
  [0x80],
  [0x81, 0x00],
  [0x81, 0x7f],
  [0x82, 0x00, 0x01],
  [0x83, 0xff, 0xff, 0xff],
  [0x84, 0x7f, 0xff, 0xff, 0xff],
  [0x84, 0xff, 0xff, 0xff, 0xff],
  [0x85, 0x01, 0x00, 0x00, 0x00, 0x00],
  [0x88, 0x00, 0x20, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00],
  [0xff],
];

/** Contents at which readers of INTEGERs, OIDs, times and strings go wrong. */
const CONTENTS = [
  ...[
    [],
    [0x00],
    [0x00, 0x00],
    [0x80],
    [0xff],
    [0xff, 0xff],
    [0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  ],
  ...[
    [0x80, 0x01],
    [0x2a, 0x80],
    [0x2a, 0x80, 0x80, 0x01],
    [0x88, 0x37, 0x81],
  ],
  ...[
    [0xed, 0xa0, 0x80],
    [0xc0, 0x80],
    [0x00, 0xd8],
    [0xef, 0xbb, 0xbf],
  ],
]
  .map((values) => Uint8Array.from(values))
  .concat(
    [
      '491231235959Z',
      '500101000000Z',
      '99991231235959Z',
      '00000000000000Z',
      '20260229000000Z',
      '20261231235960Z',
    ].map(latin1),
    ['__proto__', 'constructor', 'a\u0000b', '\r\n', 'http://[', '%00', '\u202e', '=,+"\\<>;#'].map((text) =>
      new TextEncoder().encode(text),
    ),
    new Uint8Array(3000).fill(0x81),
    new Uint8Array(3000).fill(0x7f),
  );

/** Deepest nesting that is made; readers end at 64. */
const MOST_NESTING = 400;

/** A change of one element; the bytes as they are when there is none. */
function atPlace(
  change: (bytes: Uint8Array, place: DerPlace, random: Random, other: Uint8Array) => Uint8Array,
): Mutator {
  return (bytes, random, other) => {
    const place = random.pick(derPlaces(bytes));
    return place === undefined ? bytes : change(bytes, place, random, other);
  };
}

const elementOf = (bytes: Uint8Array, { start, end }: DerPlace): Uint8Array => bytes.subarray(start, end);

function element(tag: number, content: Uint8Array): Uint8Array {
  const header = derHeader(tag, content.length);
  return spliced(header, header.length, header.length, content);
}

function nested(content: Uint8Array, tag: number, times: number): Uint8Array {
  let bytes = content;
  for (let left = times; left > 0; left--) bytes = element(tag, bytes);
  return bytes;
}

/** Tags, lengths, contents and whole elements changed, repeated, removed, swapped, nested and taken from elsewhere. */
export const DER_MUTATORS: readonly Mutator[] = [
  atPlace((bytes, { start }, random) => overwritten(bytes, start, [random.pick(TAGS) ?? 0])),
  atPlace((bytes, { start, contentStart }, random) =>
    spliced(bytes, start + 1, contentStart, Uint8Array.from(random.pick(LENGTHS) ?? [])),
  ),
  atPlace((bytes, place, random) => {
    const content = random.pick(CONTENTS) ?? new Uint8Array();
    return withElement(bytes, place, element(bytes[place.start] ?? 0, content));
  }),
  atPlace((bytes, place, random) => {
    const content = bytes.subarray(
      place.contentStart,
      place.contentStart + random.below(place.end - place.contentStart),
    );
    return withElement(bytes, place, element(bytes[place.start] ?? 0, content));
  }),
  atPlace((bytes, place) => withElement(bytes, place, new Uint8Array())),
  atPlace((bytes, place, random) => {
    const one = elementOf(bytes, place);
    const times = random.oneIn(10) ? Math.min(2000, Math.ceil(30_000 / one.length)) : 1 + random.below(3);
    const copies = new Uint8Array(one.length * (times + 1));
    for (let at = 0; at <= times; at++) copies.set(one, at * one.length);
    return withElement(bytes, place, copies);
  }),
  atPlace((bytes, place, random) => {
    const target = random.pick(derPlaces(bytes)) ?? place;
    return withElement(bytes, target, elementOf(bytes, place));
  }),
  atPlace((bytes, place, random, other) => {
    const theirs = random.pick(derPlaces(other));
    return theirs === undefined ? bytes : withElement(bytes, place, elementOf(other, theirs));
  }),
  atPlace((bytes, place, random) => {
    const times = random.oneIn(5) ? MOST_NESTING : 1 + random.below(3);
    return withElement(bytes, place, nested(elementOf(bytes, place), random.pick(TAGS) ?? 0x30, times));
  }),
  atPlace((bytes, { contentStart, end }, random) =>
    overwritten(bytes, contentStart + random.below(end - contentStart), [random.below(256)]),
  ),
  // BER's indefinite length around what had a definite one.
  atPlace((bytes, place) => {
    const content = bytes.subarray(place.contentStart, place.end);
    return withElement(bytes, place, Uint8Array.of(bytes[place.start] ?? 0, 0x80, ...content, 0, 0));
  }),
];

/**
 * Damage to ZIP archives: fields of local headers, of the central directory and of its end (APPNOTE 6.3.3 §4.3), and the
 * contents of entries in an archive that holds.
 *
 * @module
 */
import { crc32, inflateRawSync } from 'node:zlib';
import type { Random } from '../random.ts';
import { latin1, type Mutator, overwritten, spliced } from './mutator.ts';

const SIGNATURES = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;

/** Offsets and widths of the fields that readers rely on. */
const FIELDS: Readonly<Record<keyof typeof SIGNATURES, readonly (readonly [number, number])[]>> = {
  local: [
    [4, 2],
    [6, 2],
    [8, 2],
    [10, 4],
    [14, 4],
    [18, 4],
    [22, 4],
    [26, 2],
    [28, 2],
    [30, 4],
  ],
  central: [
    [4, 2],
    [6, 2],
    [8, 2],
    [10, 2],
    [16, 4],
    [20, 4],
    [24, 4],
    [28, 2],
    [30, 2],
    [32, 2],
    [34, 2],
    [38, 4],
    [42, 4],
    [46, 4],
  ],
  end: [
    [4, 2],
    [6, 2],
    [8, 2],
    [10, 2],
    [12, 4],
    [16, 4],
    [20, 2],
  ],
};

const NUMBERS = [0, 1, 8, 9, 0x0801, 0x7fff, 0xffff, 0x7fff_ffff, 0xffff_ffff];

/** Where records of a kind begin. */
function recordsOf(bytes: Uint8Array, kind: keyof typeof SIGNATURES): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found: number[] = [];
  for (let at = 0; at + 22 <= bytes.length; at++) {
    if (bytes[at] === 0x50 && view.getUint32(at, true) === SIGNATURES[kind]) found.push(at);
  }
  return found;
}

/** One field of one record of a kind changed. */
function changingField(kind: keyof typeof SIGNATURES): Mutator {
  return (bytes, random) => {
    const record = random.pick(recordsOf(bytes, kind));
    const field = random.pick(FIELDS[kind]);
    if (record === undefined || field === undefined) return bytes;
    const value = random.oneIn(2) ? (random.pick(NUMBERS) ?? 0) : random.below(0x10000);
    const octets = Array.from({ length: field[1] }, (_, at) => (value >>> (8 * at)) & 0xff);
    return overwritten(bytes, record + field[0], octets);
  };
}

interface Entry {
  readonly name: Uint8Array;
  readonly content: Uint8Array;
}

/** Entries that can be read by the central directory. */
function entriesOf(bytes: Uint8Array): readonly Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return recordsOf(bytes, 'central').flatMap((at) => {
    if (at + 46 > bytes.length) return [];
    const local = view.getUint32(at + 42, true);
    if (local + 30 > bytes.length) return [];
    const name = bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true));
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const data = bytes.subarray(start, start + view.getUint32(at + 20, true));
    return [{ name, content: view.getUint16(at + 10, true) === 8 ? inflated(data) : data }];
  });
}

function inflated(data: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(data, { maxOutputLength: 1_000_000 });
  } catch {
    return data;
  }
}

/** An archive in which every entry is stored. */
function archiveOf(entries: readonly Entry[]): Uint8Array {
  const records: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const fields = [
      ...le(crc32(content), 4),
      ...le(content.length, 4),
      ...le(content.length, 4),
      ...le(name.length, 2),
      0,
      0,
    ];
    const common = [...le(0x0800, 2), 0, 0, 0, 0, 0x21, 0x58, ...fields];
    const local = Uint8Array.from([...le(SIGNATURES.local, 4), 20, 0, ...common, ...name]);
    directory.push(
      Uint8Array.from([
        ...le(SIGNATURES.central, 4),
        20,
        0,
        20,
        0,
        ...common,
        ...new Array(10).fill(0),
        ...le(offset, 4),
        ...name,
      ]),
    );
    records.push(local, content);
    offset += local.length + content.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = le(entries.length, 2);
  const end = [
    ...le(SIGNATURES.end, 4),
    0,
    0,
    0,
    0,
    ...count,
    ...count,
    ...le(size, 4),
    ...le(offset, 4),
    0,
    0,
  ];
  return new Uint8Array(Buffer.concat([...records, ...directory, Uint8Array.from(end)]));
}

function le(value: number, octets: number): readonly number[] {
  return Array.from({ length: octets }, (_, at) => (value >>> (8 * at)) & 0xff);
}

const NAMES = [
  'META-INF/manifest.xml',
  'META-INF/signatures.xml',
  'META-INF/ASiCManifest.xml',
  'mimetype',
  '../a',
  'A',
  'a/',
];

/** Changes the entries of an archive that holds before and after. */
function changingEntries(change: (entries: Entry[], at: number, random: Random) => void): Mutator {
  return (bytes, random) => {
    const entries = [...entriesOf(bytes)];
    if (entries.length === 0) return bytes;
    change(entries, random.below(entries.length), random);
    return archiveOf(entries);
  };
}

/** What archives are changed by; `inside` changes the contents of entries. */
export function zipMutators(inside: readonly Mutator[]): readonly Mutator[] {
  const mutateContent = changingEntries((entries, at, random) => {
    const entry = entries[at];
    const other = random.pick(entries)?.content ?? new Uint8Array();
    if (entry !== undefined)
      entries[at] = { ...entry, content: random.pick(inside)?.(entry.content, random, other) ?? other };
  });
  return [
    changingField('local'),
    changingField('central'),
    changingField('end'),
    ...new Array<Mutator>(6).fill(mutateContent),
    changingEntries((entries, at) => entries.splice(at, 1)),
    changingEntries((entries, at, random) =>
      entries.splice(random.below(entries.length), 0, ...entries.slice(at, at + 1)),
    ),
    changingEntries((entries, at, random) => {
      const entry = entries[at];
      if (entry !== undefined) entries[at] = { ...entry, name: latin1(random.pick(NAMES) ?? '') };
    }),
    changingEntries((entries, at, random) => entries.push(...entries.splice(at, 1 + random.below(3)))),
    (bytes, random) => spliced(bytes, bytes.length, bytes.length, random.bytes(random.below(40))),
  ];
}

/**
 * Fonts for tests, made without the code under test: every glyph is a box of its own height (ISO/IEC 14496-22).
 *
 * @module
 */

/** What a test font is made of. */
export interface TestFont {
  /** Characters with a glyph, which get the numbers from 1. */
  readonly characters: string;
  /** Variation sequences with a glyph of their own, numbered after the characters. */
  readonly variations?: readonly string[];
  /** Variation sequences that are shown by the character's own glyph. */
  readonly defaultVariations?: readonly string[];
  /** Embedding permissions, default 0: none needed. */
  readonly fsType?: number;
  readonly name?: string;
  /** Tags of tables to leave out. */
  readonly without?: readonly string[];
  /** Tags of empty tables to add. */
  readonly empty?: readonly string[];
}

/** Units of an em. Boxes are `ADVANCE` apart. */
const UNITS_PER_EM = 1000;
const ADVANCE = 600;

/** Builds a TrueType font. */
export function buildTestFont(font: TestFont): Uint8Array {
  const tables = buildTables(font).filter(([tag]) => !font.without?.includes(tag));
  for (const tag of font.empty ?? []) tables.push([tag, []]);
  return joinTables(tables.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A collection of fonts (ISO/IEC 14496-22 §4.6.2). */
export function buildTestCollection(fonts: readonly TestFont[]): Uint8Array {
  const header = 12 + 4 * fonts.length;
  const built: number[][] = [];
  const offsets: number[] = [];
  let at = header;
  for (const font of fonts) {
    offsets.push(at);
    const bytes = joinTables(buildTables(font), at);
    built.push([...bytes]);
    at += bytes.length;
  }
  return Uint8Array.from([
    ...text('ttcf'),
    ...u32(0x00010000),
    ...u32(fonts.length),
    ...offsets.flatMap(u32),
    ...built.flat(),
  ]);
}

type Table = [tag: string, bytes: number[]];

function buildTables(font: TestFont): Table[] {
  const { characters, variations = [], fsType = 0, name = 'Test Font' } = font;
  const count = 1 + [...characters].length + variations.length;
  const outlines = Array.from({ length: count }, (_, glyph) =>
    glyph === 0 ? [] : boxOutline(100 + 20 * glyph),
  );
  const offsets = [0];
  for (const glyph of outlines) offsets.push((offsets.at(-1) ?? 0) + glyph.length);
  return [
    ['OS/2', os2(fsType)],
    ['cmap', cmap(font)],
    ['glyf', outlines.flat()],
    ['head', head()],
    ['hhea', hhea(count)],
    ['hmtx', outlines.flatMap(() => [...u16(ADVANCE), ...u16(50)])],
    ['loca', offsets.flatMap(u32)],
    ['maxp', [...u32(0x00010000), ...u16(count), ...u16(4), ...u16(1), ...zeros(22)]],
    ['name', nameTable(name)],
    ['post', [...u32(0x00030000), ...zeros(28)]],
  ];
}

/** A rectangle from the baseline up, in long form, padded to four bytes. */
function boxOutline(height: number): number[] {
  const deltas = (values: readonly number[]) => values.flatMap((value) => u16(value & 0xffff));
  const glyph = [
    ...u16(1),
    ...deltas([50, 0, 550, height]),
    ...u16(3),
    ...u16(0),
    ...[1, 1, 1, 1],
    ...deltas([50, 0, 500, 0]),
    ...deltas([0, height, 0, -height]),
  ];
  return [...glyph, ...zeros((4 - (glyph.length % 4)) % 4)];
}

function cmap({ characters, variations = [], defaultVariations = [] }: TestFont): number[] {
  const codes = [...characters].map((character, index) => ({ code: codeAt(character), glyph: index + 1 }));
  const groups = [...codes].sort((a, b) => a.code - b.code);
  const main = [
    ...u16(12),
    ...u16(0),
    ...u32(16 + 12 * groups.length),
    ...u32(0),
    ...u32(groups.length),
    ...groups.flatMap(({ code, glyph }) => [...u32(code), ...u32(code), ...u32(glyph)]),
  ];
  const sequences = [
    ...variations.map((sequence, index) => ({ sequence, glyph: codes.length + 1 + index })),
    ...defaultVariations.map((sequence) => ({ sequence, glyph: undefined })),
  ];
  if (sequences.length === 0) return [...u16(0), ...u16(1), ...u16(3), ...u16(10), ...u32(12), ...main];
  const records = [...u16(0), ...u16(5), ...u32(20 + main.length), ...u16(3), ...u16(10), ...u32(20)];
  return [...u16(0), ...u16(2), ...records, ...main, ...variationTable(sequences)];
}

interface Sequence {
  readonly sequence: string;
  readonly glyph: number | undefined;
}

function variationTable(sequences: readonly Sequence[]): number[] {
  const selectors = [...groupBySelector(sequences)].sort(([a], [b]) => a - b);
  const lists: number[] = [];
  const start = 10 + 11 * selectors.length;
  const records = selectors.flatMap(([selector, members]) => {
    const byBase = [...members].sort((a, b) => codeAt(a.sequence) - codeAt(b.sequence));
    const defaults = byBase.filter(({ glyph }) => glyph === undefined);
    const others = byBase.filter(({ glyph }) => glyph !== undefined);
    const append = (list: readonly Sequence[], bytes: (one: Sequence) => number[]) => {
      if (list.length === 0) return 0;
      const offset = start + lists.length;
      lists.push(...u32(list.length), ...list.flatMap(bytes));
      return offset;
    };
    const defaultOffset = append(defaults, ({ sequence }) => [...u24(codeAt(sequence)), 0]);
    const otherOffset = append(others, ({ sequence, glyph = 0 }) => [
      ...u24(codeAt(sequence)),
      ...u16(glyph),
    ]);
    return [...u24(selector), ...u32(defaultOffset), ...u32(otherOffset)];
  });
  return [...u16(14), ...u32(start + lists.length), ...u32(selectors.length), ...records, ...lists];
}

function groupBySelector(sequences: readonly Sequence[]): Map<number, Sequence[]> {
  const groups = new Map<number, Sequence[]>();
  for (const one of sequences) {
    const selector = codeAt([...one.sequence][1] ?? '');
    groups.set(selector, [...(groups.get(selector) ?? []), one]);
  }
  return groups;
}

function head(): number[] {
  const box = [50, 0, 550, UNITS_PER_EM].flatMap(u16);
  const before = [
    ...u32(0x00010000),
    ...u32(0),
    ...u32(0),
    ...u32(0x5f0f3cf5),
    ...u16(0),
    ...u16(UNITS_PER_EM),
  ];
  return [...before, ...zeros(16), ...box, ...u16(0), ...u16(8), ...u16(2), ...u16(1), ...u16(0)];
}

function hhea(count: number): number[] {
  const metrics = [...u16(880), ...u16(-120 & 0xffff), ...u16(0), ...u16(ADVANCE)];
  return [...u32(0x00010000), ...metrics, ...zeros(22), ...u16(count)];
}

function os2(fsType: number): number[] {
  return [...u16(4), ...u16(500), ...u16(400), ...u16(5), ...u16(fsType), ...zeros(86)];
}

function nameTable(name: string): number[] {
  const postScript = name.replaceAll(' ', '');
  const strings = [
    { id: 4, value: name },
    { id: 6, value: postScript },
  ];
  let at = 0;
  const records = strings.flatMap(({ id, value }) => {
    const record = [u16(3), u16(1), u16(0x0409), u16(id), u16(2 * value.length), u16(at)].flat();
    at += 2 * value.length;
    return record;
  });
  const data = strings.flatMap(({ value }) => [...value].flatMap((character) => u16(codeAt(character))));
  return [...u16(0), ...u16(strings.length), ...u16(6 + records.length), ...records, ...data];
}

function joinTables(tables: readonly Table[], base = 0): Uint8Array {
  const directory: number[] = [...u32(0x00010000), ...u16(tables.length), ...zeros(6)];
  const data: number[] = [];
  const start = base + 12 + 16 * tables.length;
  for (const [tag, bytes] of tables) {
    directory.push(...text(tag), ...u32(0), ...u32(start + data.length), ...u32(bytes.length));
    data.push(...bytes, ...zeros((4 - (bytes.length % 4)) % 4));
  }
  return Uint8Array.from([...directory, ...data]);
}

function codeAt(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function text(value: string): number[] {
  return [...value].map(codeAt);
}

function zeros(count: number): number[] {
  return new Array<number>(count).fill(0);
}

function u16(value: number): number[] {
  return [(value >> 8) & 0xff, value & 0xff];
}

function u24(value: number): number[] {
  return [(value >> 16) & 0xff, ...u16(value)];
}

function u32(value: number): number[] {
  return [(value >>> 24) & 0xff, ...u24(value)];
}

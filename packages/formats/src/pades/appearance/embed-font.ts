/**
 * A cut font in an appearance: a composite font with Identity-H and ToUnicode (ISO 32000-2 §9.7, §9.10.3), embedded whole
 * by pdf-lib, whose own subsetting loses glyphs.
 *
 * pdf-lib asks its font for glyphs; it is given a view that knows the drawn characters only, so that the widths and the
 * text of variation sequences are right too, and that gives CID-keyed outlines their CIDs.
 *
 * @module
 */
import type { Font, Glyph } from '@pdf-lib/fontkit';
import { crc32 } from '../../util/crc32.ts';
import type { PdfReference } from '../pdf/objects.ts';
import { cidsOf } from './cff.ts';
import type { Character } from './characters.ts';
import { glyphOf, type SealFont } from './font.ts';
import type { ObjectTable } from './object-table.ts';
import { takeOver } from './pdf-lib-objects.ts';

/** A font in an appearance. */
export interface EmbeddedFont {
  readonly reference: PdfReference;
  /** Characters as the operand of `Tj`. */
  encode(characters: readonly Character[]): string;
}

/** Writes a cut font. */
export async function embedFont(
  table: ObjectTable,
  font: SealFont,
  characters: readonly Character[],
): Promise<EmbeddedFont> {
  const library = await import('pdf-lib');
  const codes = numberCharacters(font, characters);
  const view = viewForPdfLib(font, codes);
  const embedder = await library.CustomFontEmbedder.for({ create: () => view }, fontFile(font), nameOf(font));
  const context = library.PDFContext.create();
  const reference = takeOver(library, context, await embedder.embedIntoContext(context), table);
  const codeOf = (character: Character): string =>
    (codes.get(character.text)?.id ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { reference, encode: (drawn) => `<${drawn.map(codeOf).join('')}>` };
}

/** The glyph of each character under the number that stands for it in text: its CID. */
function numberCharacters(font: SealFont, characters: readonly Character[]): ReadonlyMap<string, Glyph> {
  const cids = cidsOf(font);
  return new Map(
    characters.map((character) => {
      const glyph = glyphOf(font, character);
      const numbered: Glyph = Object.create(glyph, {
        id: { value: cids(glyph.id) },
        codePoints: { value: [...character.text].map((one) => one.codePointAt(0) ?? 0) },
        advanceWidth: { value: glyph.advanceWidth },
      });
      return [character.text, numbered];
    }),
  );
}

/** The font as pdf-lib asks for it: glyphs by their place in a list instead of code points. */
function viewForPdfLib(font: SealFont, codes: ReadonlyMap<string, Glyph>): Font {
  const glyphs = [...codes.values()];
  return Object.create(font.fontkit, {
    characterSet: { value: glyphs.map((_, index) => index) },
    glyphForCodePoint: { value: (index: number) => glyphs[index] },
    // pdf-lib asks for what this fontkit does not say.
    cff: { value: font.tables.has('CFF ') },
  });
}

/** What goes into the font file: TrueType as it is, of OpenType with a table CFF that table (ISO 32000-2 Table 124). */
function fontFile(font: SealFont): Uint8Array {
  const cff = font.tables.get('CFF ');
  return cff === undefined ? font.bytes : new Uint8Array(cff.buffer, cff.byteOffset, cff.byteLength);
}

/** The name with the tag of a subset, six letters that differ between subsets (ISO 32000-2 §9.9.2). */
function nameOf({ bytes, fontkit }: SealFont): string {
  let rest = crc32(bytes);
  let tag = '';
  for (let letter = 0; letter < 6; letter++) {
    tag += String.fromCharCode(0x41 + (rest % 26));
    rest = Math.floor(rest / 26);
  }
  const name = (fontkit.postscriptName ?? '').replace(/[^!-~]|[[\](){}<>/%#]/g, '');
  return `${tag}+${name === '' ? 'Font' : name}`;
}

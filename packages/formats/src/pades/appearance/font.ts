/**
 * Fonts of seals: read by fontkit, except for what it gets wrong (variation sequences).
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import type { Font, Glyph } from '@pdf-lib/fontkit';
import { FormatsError } from '../../errors.ts';
import { type Character, nameCharacter } from './characters.ts';
import { parseSfnt, type Sfnt, unsupported } from './sfnt.ts';
import { readVariationSequences, type VariationLookup } from './variation-sequences.ts';

/** A font of a seal, whole or cut. */
export interface SealFont {
  readonly bytes: Uint8Array;
  readonly tables: Sfnt;
  readonly fontkit: Font;
  readonly variations: VariationLookup;
}

/**
 * Opens a font.
 *
 * @throws FormatsError `FONT_UNSUPPORTED`
 */
export async function openFont(bytes: Uint8Array): Promise<SealFont> {
  const { default: fontkit } = await import('@pdf-lib/fontkit');
  return withFontErrors(() => {
    const tables = parseSfnt(bytes);
    return { bytes, tables, fontkit: fontkit.create(bytes), variations: readVariationSequences(tables) };
  });
}

/**
 * The glyph of a character.
 *
 * @throws FormatsError `GLYPH_MISSING` when the font has none, or not in the form that a variation selector asks for
 */
export function glyphOf(font: SealFont, character: Character): Glyph {
  const { codePoint, selector, text } = character;
  const codePoints = [...text].map((one) => one.codePointAt(0) ?? 0);
  const missing = !font.fontkit.hasGlyphForCodePoint(codePoint);
  const variation = selector === undefined ? 'default' : font.variations(codePoint, selector);
  if (missing || variation === undefined) {
    const form = missing ? '' : ' in that form; without the variation selector it has one';
    throw new FormatsError('GLYPH_MISSING', `the font has no glyph for ${nameCharacter(character)}${form}`, {
      facts: { codePoint, ...(selector === undefined ? {} : { selector }) },
    });
  }
  if (variation !== 'default') return font.fontkit.getGlyph(variation, codePoints);
  return font.fontkit.glyphForCodePoint(codePoint);
}

/** Runs what reads a font; whatever else it throws is the font's fault. */
export function withFontErrors<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw asFontError(cause);
  }
}

/** An error of ours as it is, any other as one about the font that was being read. */
export function asFontError(cause: unknown): unknown {
  return isEsealError(cause) ? cause : unsupported('it is damaged, or of a kind that is not known', cause);
}

/**
 * The seam to whatever cuts a font down to the characters of a seal.
 *
 * @module
 */

/**
 * Cuts a font down to what a text needs.
 *
 * For implementers: called once per visible seal. The result is a TrueType or OpenType font with the glyphs of every
 * code point of `text`, a cmap that finds them, and the variation sequences of `text` that the font has (cmap format
 * 14). Layout tables are not needed. Throw anything when the font cannot be cut; it becomes `FONT_UNSUPPORTED`.
 */
export type FontSubsetter = (font: Uint8Array, text: string) => Promise<Uint8Array>;

/** Tables that text without shaping does not need; with them go the glyphs that only they would reach. */
export const UNUSED_TABLES: readonly string[] = [
  'BASE',
  'GDEF',
  'GPOS',
  'GSUB',
  'JSTF',
  'STAT',
  'VORG',
  'kern',
  'morx',
  'vhea',
  'vmtx',
];

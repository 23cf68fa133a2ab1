/**
 * A font cut down to the characters of a seal.
 *
 * @module
 */

import { isEsealError } from '@eseal/core';
import { defaultSubsetter } from '#font-subsetter';
import type { Character } from './characters.ts';
import { glyphOf, openFont, type SealFont } from './font.ts';
import type { FontSubsetter } from './font-subsetter.ts';
import { unsupported } from './sfnt.ts';

/**
 * Cuts a font and makes sure that the result has every character that the whole font has: a glyph that is lost here would
 * leave a gap in the seal that no extraction of its text shows.
 *
 * @throws FormatsError `GLYPH_MISSING` when the font lacks a character, `FONT_UNSUPPORTED`
 */
export async function subsetFont(
  font: SealFont,
  characters: readonly Character[],
  subsetter: FontSubsetter = defaultSubsetter,
): Promise<SealFont> {
  for (const character of characters) glyphOf(font, character);
  const text = characters.map((character) => character.text).join('');
  const bytes = await subsetter(font.bytes, text).catch((cause: unknown) => {
    throw isEsealError(cause) ? cause : unsupported('it cannot be cut', cause);
  });
  const subset = await openFont(bytes);
  for (const character of characters) assertKept(subset, character);
  return subset;
}

function assertKept(subset: SealFont, character: Character): void {
  try {
    glyphOf(subset, character);
  } catch (cause) {
    throw unsupported(`the subsetter lost ${character.text}`, cause);
  }
}

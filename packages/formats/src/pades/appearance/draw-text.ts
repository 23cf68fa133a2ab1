/**
 * The text of a seal: laid out with the whole font, drawn with the cut one.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import type { PdfReference } from '../pdf/objects.ts';
import { type Box, placeArea, type Size, toMillimetres } from './area.ts';
import { type Character, splitCharacters } from './characters.ts';
import { colorOperator } from './color.ts';
import { operands } from './content.ts';
import { embedFont } from './embed-font.ts';
import { asFontError, glyphOf, openFont, type SealFont, withFontErrors } from './font.ts';
import type { ObjectTable } from './object-table.ts';
import type { SealText } from './options.ts';
import { unsupported } from './sfnt.ts';
import { subsetFont } from './subset.ts';
import { type WrappedLine, wrapLine } from './wrap-text.ts';

/** Text as it is drawn, and the font that it needs under the name `F0`. */
export interface DrawnText {
  readonly content: string;
  readonly font?: PdfReference;
}

const DEFAULT_LINE_HEIGHT = 1.3;

/**
 * Draws text into its part of the seal.
 *
 * @throws FormatsError `APPEARANCE_OVERFLOW` when it does not fit, `GLYPH_MISSING`, `FONT_UNSUPPORTED`,
 * `FONT_SUBSETTER_MISSING`, `TEXT_UNSUPPORTED`
 */
export async function drawText(table: ObjectTable, seal: Size, text: SealText): Promise<DrawnText> {
  const box = placeArea(seal, text, 'text');
  const given = (typeof text.lines === 'string' ? [text.lines] : text.lines).flatMap((line) =>
    line.split(/\r\n?|\n/),
  );
  const lines = given.map(splitCharacters);
  const characters = distinct(lines.flat());
  if (characters.length === 0) return { content: '' };
  const font = await openFont(text.font);
  const wrapped = withFontErrors(() => wrap(lines, font, text, box));
  const subset = await subsetFont(font, characters, text.subsetter);
  const embedded = await embedFont(table, subset, characters).catch((cause: unknown) => {
    throw asFontError(cause);
  });
  const baselines = withFontErrors(() => placeBaselines(wrapped, font, text, box));
  const shown = baselines
    .filter(({ line }) => line.characters.length > 0)
    .map(({ line, x, y }) => `1 0 0 1 ${operands(x, y)} Tm ${embedded.encode(line.characters)} Tj`);
  const content = [
    'BT',
    colorOperator(text.color ?? '#000000', 'fill'),
    `/F0 ${operands(text.size)} Tf`,
    ...shown,
    'ET',
  ].join('\n');
  return { content, font: embedded.reference };
}

/** Every character once, in the order of their code points, so that equal text gives an equal font. */
function distinct(characters: readonly Character[]): readonly Character[] {
  const byText = new Map(characters.map((character) => [character.text, character]));
  return [...byText.values()].sort(
    (a, b) => a.codePoint - b.codePoint || (a.selector ?? 0) - (b.selector ?? 0),
  );
}

function wrap(
  lines: readonly (readonly Character[])[],
  font: SealFont,
  text: SealText,
  box: Box,
): readonly WrappedLine[] {
  const scale = text.size / font.fontkit.unitsPerEm;
  const measure = (character: Character) => {
    const width = glyphOf(font, character).advanceWidth * scale;
    if (!Number.isFinite(width)) throw unsupported('it does not say how wide its glyphs are');
    return width;
  };
  const wrapped = lines.flatMap((line) => wrapLine(line, measure, box.width));
  const tooWide = wrapped.find(({ width }) => width > box.width);
  if (tooWide !== undefined) {
    const shown = tooWide.characters.map((character) => character.text).join('');
    throw overflow(`"${shown}" is ${toMillimetres(tooWide.width)} mm wide`, toMillimetres(box.width));
  }
  const height = wrapped.length * lineHeightOf(text);
  if (height > box.height) {
    const count = `${wrapped.length} ${wrapped.length === 1 ? 'line' : 'lines'}`;
    throw overflow(`${count} of text are ${toMillimetres(height)} mm high`, toMillimetres(box.height));
  }
  return wrapped;
}

function lineHeightOf({ size, lineHeight = DEFAULT_LINE_HEIGHT }: SealText): number {
  return size * lineHeight;
}

/** Where each line begins: the font's ascent and descent in the middle of the line's height. */
function placeBaselines(
  lines: readonly WrappedLine[],
  font: SealFont,
  text: SealText,
  box: Box,
): readonly { readonly line: WrappedLine; readonly x: number; readonly y: number }[] {
  const { ascent, descent, unitsPerEm } = font.fontkit;
  const lineHeight = lineHeightOf(text);
  const middle = ((ascent + descent) / 2 / unitsPerEm) * text.size;
  const spare = box.height - lines.length * lineHeight;
  const top = { top: 0, middle: spare / 2, bottom: spare }[text.verticalAlign ?? 'top'];
  return lines.map((line, index) => {
    const free = box.width - line.width;
    const indent = { left: 0, center: free / 2, right: free }[text.align ?? 'left'];
    const y = box.y + box.height - top - (index + 0.5) * lineHeight - middle;
    return { line, x: box.x + indent, y };
  });
}

function overflow(message: string, available: number): FormatsError {
  return new FormatsError('APPEARANCE_OVERFLOW', `${message}, and there are ${available} mm`, {
    facts: { availableMillimetres: available },
  });
}

/**
 * A visible seal to a form XObject (ISO 32000-2 §8.10) and what it needs: background, border, text, and the image over
 * them. The same options give the same bytes on every platform: nothing here asks for the time or for random names.
 *
 * @module
 */
import {
  type PdfObject,
  type PdfReference,
  pdfDictionary,
  pdfName,
  pdfNumbers,
  pdfStream,
} from '../pdf/objects.ts';
import { type Box, fitImage, placeArea, type Size, toPoints } from './area.ts';
import { colorOperator } from './color.ts';
import type { CompiledAppearance } from './compiled-appearance.ts';
import { operands } from './content.ts';
import { drawText } from './draw-text.ts';
import { embedImage } from './image.ts';
import { ObjectTable } from './object-table.ts';
import type { SealBorder, SealImage, VisibleSealOptions } from './options.ts';

/** Draws a visible seal. */
export async function compileAppearance(options: VisibleSealOptions): Promise<CompiledAppearance> {
  const { image, text, border, background, rotation = 0 } = options;
  const table = new ObjectTable();
  const size = { width: toPoints(options.width), height: toPoints(options.height) };
  const fonts: [string, PdfReference][] = [];
  const images: [string, PdfReference][] = [];
  const parts: string[] = [];
  if (background !== undefined) {
    parts.push(colorOperator(background, 'fill'), `${operands(0, 0, size.width, size.height)} re f`);
  }
  if (border !== undefined) parts.push(drawBorder(size, border));
  if (text !== undefined) {
    const drawn = await drawText(table, options, text);
    parts.push(drawn.content);
    if (drawn.font !== undefined) fonts.push(['F0', drawn.font]);
  }
  if (image !== undefined) {
    const embedded = await embedImage(table, image.bytes);
    parts.push(
      drawImage(embedded, placeArea(options, image, 'image', embedded.width / embedded.height), image),
    );
    images.push(['Im0', embedded.reference]);
  }
  const turned = rotation === 90 || rotation === 270;
  const [width, height] = turned ? [size.height, size.width] : [size.width, size.height];
  const content = ['q', turnOperator(size, rotation), ...parts, 'Q'].filter((part) => part !== '').join('\n');
  const dictionary = pdfDictionary([
    ['Type', pdfName('XObject')],
    ['Subtype', pdfName('Form')],
    ['BBox', pdfNumbers([0, 0, width, height])],
    ['Resources', pdfDictionary([...resource('Font', fonts), ...resource('XObject', images)])],
  ]);
  const form = table.add(pdfStream(dictionary, new TextEncoder().encode(content)));
  return { width, height, objects: table.list(), form: form.id };
}

function resource(kind: string, entries: readonly [string, PdfReference][]): readonly [string, PdfObject][] {
  return entries.length === 0 ? [] : [[kind, pdfDictionary(entries)]];
}

/** A line whose outer edge is that of the seal. */
function drawBorder(size: Size, { width, color = '#000000' }: SealBorder): string {
  const half = width / 2;
  const rectangle = operands(half, half, size.width - width, size.height - width);
  return `${colorOperator(color, 'stroke')}\n${operands(width)} w ${rectangle} re S`;
}

function drawImage(image: Size, area: Box, { fit = 'contain' }: SealImage): string {
  const { x, y, width, height } = fitImage(image, area, fit);
  const clip = fit === 'cover' ? `${operands(area.x, area.y, area.width, area.height)} re W n ` : '';
  return `q ${clip}${operands(width, 0, 0, height, x, y)} cm /Im0 Do Q`;
}

/** Turns the seal clockwise about nothing but itself: its lower left corner is the origin again. */
function turnOperator(size: Size, rotation: NonNullable<VisibleSealOptions['rotation']>): string {
  switch (rotation) {
    case 0:
      return '';
    case 90:
      return `${operands(0, -1, 1, 0, 0, size.width)} cm`;
    case 180:
      return `${operands(-1, 0, 0, -1, size.width, size.height)} cm`;
    case 270:
      return `${operands(0, 1, -1, 0, size.height, 0)} cm`;
  }
}

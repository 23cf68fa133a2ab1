/**
 * Where on a page a visible seal stands: from millimetres as people measure them on the page as it is shown, to the
 * page's own coordinates (ISO 32000-2 §8.3.2.3, §14.11.2).
 *
 * @module
 */
import { FormatsError } from '../errors.ts';
import { entry, isName, type PdfObject } from './pdf/objects.ts';
import { type PdfPage, pageAttribute } from './pdf/page-tree.ts';
import type { PdfReader } from './pdf/reader.ts';

/** A place on a page. */
export type SealPlace = MillimetrePlace | BoxPlace;

/** A place measured from the top left corner of the page as it is shown. */
export interface MillimetrePlace {
  /** From 1, which is the default. */
  readonly page?: number;
  /** From the left edge to the seal's left edge. */
  readonly x: number;
  /** From the top edge to the seal's top edge. */
  readonly y: number;
  /** Default the appearance's own, or what follows from its height. */
  readonly width?: number;
  /** Default the appearance's own, or what follows from its width. */
  readonly height?: number;
}

/** A rectangle in the page's coordinates: points, unless the page says otherwise, from its lower left corner. */
export interface BoxPlace {
  /** From 1, which is the default. */
  readonly page?: number;
  readonly box: readonly [x0: number, y0: number, x1: number, y1: number];
}

/** Size of what is shown, in points. */
export interface NaturalSize {
  readonly width: number;
  readonly height: number;
}

/** A rectangle in the page's coordinates, lower left corner first. */
export type Rectangle = readonly [x0: number, y0: number, x1: number, y1: number];

/** How far the page is turned clockwise when shown. */
export type Rotation = 0 | 90 | 180 | 270;

/** A place in the page's coordinates. */
export interface ResolvedPlace {
  readonly rectangle: Rectangle;
  readonly rotation: Rotation;
}

const POINTS_PER_MILLIMETRE = 72 / 25.4;
/** By how much a seal may lie outside the page, for rounding. */
const TOLERANCE = 0.01;

/** Default MediaBox where a page has none: A4. */
const A4: Rectangle = [0, 0, 595.276, 841.89];

/**
 * The rectangle of a place.
 *
 * @throws FormatsError `PDF_PLACE_OUTSIDE_PAGE` when it is not on the page as shown
 */
export async function resolvePlace(
  reader: PdfReader,
  page: PdfPage,
  place: SealPlace,
  natural: NaturalSize,
): Promise<ResolvedPlace> {
  const visible = await visibleBox(reader, page);
  const rotation = await readRotation(reader, page);
  const rectangle =
    'box' in place
      ? normalize(place.box)
      : fromMillimetres(place, natural, visible, rotation, await readUserUnit(reader, page));
  const [x0, y0, x1, y1] = rectangle;
  const inside =
    x0 >= visible[0] - TOLERANCE &&
    y0 >= visible[1] - TOLERANCE &&
    x1 <= visible[2] + TOLERANCE &&
    y1 <= visible[3] + TOLERANCE;
  if (!inside || !(x1 > x0) || !(y1 > y0)) {
    const text = (box: Rectangle) => box.map((value) => Math.round(value * 100) / 100).join(' ');
    throw new FormatsError(
      'PDF_PLACE_OUTSIDE_PAGE',
      `the seal at [${text(rectangle)}] is not on the page [${text(visible)}]`,
    );
  }
  return { rectangle, rotation };
}

/** Most annotations of a page that are looked at. */
const MAX_ANNOTATIONS = 10_000;

/**
 * Refuses a place where a form field is shown already.
 *
 * @throws FormatsError `PDF_PLACE_TAKEN`
 */
export async function assertPlaceIsFree(reader: PdfReader, page: PdfPage, place: Rectangle): Promise<void> {
  const annotations = await reader.resolveEntry(page.dictionary, 'Annots');
  if (annotations.kind !== 'array') return;
  for (const item of annotations.items.slice(0, MAX_ANNOTATIONS)) {
    const annotation = await reader.resolve(item);
    if (annotation.kind !== 'dictionary' || !isName(entry(annotation, 'Subtype'), 'Widget')) continue;
    const taken = await readRectangle(reader, await reader.resolveEntry(annotation, 'Rect'));
    if (taken !== undefined && overlap(place, taken)) {
      throw new FormatsError('PDF_PLACE_TAKEN', 'the seal would cover a form field of the page');
    }
  }
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > TOLERANCE && height > TOLERANCE;
}

/** How far a page is turned; other angles than the four are none (ISO 32000-2 Table 31). */
export async function readRotation(reader: PdfReader, page: PdfPage): Promise<Rotation> {
  const value = numberOf(await pageAttribute(reader, page, 'Rotate')) ?? 0;
  const turned = ((value % 360) + 360) % 360;
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0;
}

/** The part of a page that is shown: its crop box within its media box. */
async function visibleBox(reader: PdfReader, page: PdfPage): Promise<Rectangle> {
  const media = (await readRectangle(reader, await pageAttribute(reader, page, 'MediaBox'))) ?? A4;
  const crop = (await readRectangle(reader, await pageAttribute(reader, page, 'CropBox'))) ?? media;
  return [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ];
}

/** A rectangle written in any of its ways (ISO 32000-2 §7.9.5); `undefined` when it is none. */
export async function readRectangle(reader: PdfReader, object: PdfObject): Promise<Rectangle | undefined> {
  if (object.kind !== 'array' || object.items.length !== 4) return undefined;
  const numbers: number[] = [];
  for (const item of object.items) {
    const value = numberOf(await reader.resolve(item));
    if (value === undefined) return undefined;
    numbers.push(value);
  }
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = numbers;
  return normalize([x0, y0, x1, y1]);
}

/** Size of the page's unit in points (ISO 32000-2 Table 31). */
async function readUserUnit(reader: PdfReader, page: PdfPage): Promise<number> {
  const unit = numberOf(await reader.resolveEntry(page.dictionary, 'UserUnit'));
  return unit !== undefined && unit > 0 ? unit : 1;
}

function numberOf(object: PdfObject): number | undefined {
  return object.kind === 'integer' || object.kind === 'real' ? object.value : undefined;
}

function normalize([a, b, c, d]: Rectangle): Rectangle {
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

function fromMillimetres(
  place: MillimetrePlace,
  natural: NaturalSize,
  [left, bottom, right, top]: Rectangle,
  rotation: Rotation,
  userUnit: number,
): Rectangle {
  const points = (millimetres: number) => (millimetres * POINTS_PER_MILLIMETRE) / userUnit;
  const aspect = natural.width / natural.height;
  const width =
    place.width !== undefined
      ? points(place.width)
      : place.height !== undefined
        ? points(place.height) * aspect
        : natural.width / userUnit;
  const height = place.height !== undefined ? points(place.height) : width / aspect;
  const x = points(place.x);
  const y = points(place.y);
  switch (rotation) {
    case 0:
      return [left + x, top - y - height, left + x + width, top - y];
    case 90:
      return [left + y, bottom + x, left + y + height, bottom + x + width];
    case 180:
      return [right - x - width, bottom + y, right - x, bottom + y + height];
    case 270:
      return [right - y - height, top - x - width, right - y, top - x];
  }
}

/**
 * Parts of a seal: from millimetres below its top left corner to points above its lower left one.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import type { SealArea, SealImage } from './options.ts';

/** A rectangle in the coordinates of a form XObject: points, from its lower left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Size of a seal in millimetres, or of an image in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const POINTS_PER_MILLIMETRE = 72 / 25.4;
/** By how many millimetres an area may stand out of its seal, for rounding. */
const TOLERANCE = 0.01;

/** Points of a length in millimetres. */
export function toPoints(millimetres: number): number {
  return millimetres * POINTS_PER_MILLIMETRE;
}

/** Millimetres of a length in points, for messages. */
export function toMillimetres(points: number): number {
  return Math.round((points / POINTS_PER_MILLIMETRE) * 100) / 100;
}

/**
 * The place of an area in its seal.
 *
 * @param aspect - width by height of what fills it; a side that is not given follows from the other
 * @throws FormatsError `APPEARANCE_OVERFLOW` when it is not inside the seal
 */
export function placeArea(seal: Size, area: SealArea, what: 'image' | 'text', aspect?: number): Box {
  const { x = 0, y = 0 } = area;
  const follows = aspect !== undefined && (area.width === undefined) !== (area.height === undefined);
  const width = area.width ?? (follows ? (area.height ?? 0) * aspect : seal.width - x);
  const height = area.height ?? (follows ? (area.width ?? 0) / aspect : seal.height - y);
  const inside = x + width <= seal.width + TOLERANCE && y + height <= seal.height + TOLERANCE;
  if (!inside || width <= 0 || height <= 0) {
    const [right, bottom] = [x + width, y + height].map((value) => Math.round(value * 100) / 100);
    throw new FormatsError(
      'APPEARANCE_OVERFLOW',
      `the ${what} from ${x}, ${y} to ${right}, ${bottom} mm is not inside the seal of ${seal.width} x ${seal.height} mm`,
    );
  }
  return {
    x: toPoints(x),
    y: toPoints(seal.height - y - height),
    width: toPoints(width),
    height: toPoints(height),
  };
}

/** Where an image is drawn so that it fills its area as asked. */
export function fitImage(image: Size, area: Box, fit: NonNullable<SealImage['fit']>): Box {
  if (fit === 'stretch') return area;
  const horizontal = area.width / image.width;
  const vertical = area.height / image.height;
  const scale = fit === 'contain' ? Math.min(horizontal, vertical) : Math.max(horizontal, vertical);
  const width = image.width * scale;
  const height = image.height * scale;
  return {
    x: area.x + (area.width - width) / 2,
    y: area.y + (area.height - height) / 2,
    width,
    height,
  };
}

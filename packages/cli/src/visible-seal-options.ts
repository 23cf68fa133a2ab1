/**
 * The visible seal that the options of `eseal seal` describe.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import type { PadesOptions, VisibleSeal } from '@eseal/formats/pades';
import { CliError } from './errors.ts';
import { readSmallFile } from './files.ts';

/** Options that describe a visible seal. */
export interface VisibleSealOptions {
  readonly field?: string;
  readonly page?: string;
  readonly box?: string;
  readonly image?: string;
  readonly text?: string;
  readonly font?: string;
}

/** Appearance and place for `pades()`; empty when nothing is to be seen. */
export async function visibleSeal(
  options: VisibleSealOptions,
): Promise<Partial<Pick<PadesOptions, 'appearance' | 'place'>>> {
  if (options.image === undefined && options.text === undefined) {
    const lonely = (['box', 'page', 'font'] as const).find((name) => options[name] !== undefined);
    if (lonely === undefined) return {};
    throw new CliError('USAGE', `--${lonely} needs something to show: --image or --text`);
  }
  const place = options.box === undefined ? undefined : parsePlace(options.box, parsePage(options.page));
  if (place === undefined && options.field === undefined) {
    throw new CliError(
      'USAGE',
      'a visible seal needs a place: --box, or --field with a field of the document',
    );
  }
  return { appearance: await createAppearance(options, sizeOf(place)), ...(place && { place }) };
}

type Place = NonNullable<PadesOptions['place']>;

function parsePage(text: string | undefined): number {
  const page = Number(text ?? 1);
  if (Number.isSafeInteger(page) && page > 0) return page;
  throw new CliError('USAGE', `--page ${text} is not a page number`);
}

/** `x,y,w,h`: points from the lower left corner, or with `mm` after each from the upper left of the page as shown. */
function parsePlace(text: string, page: number): Place {
  const parts = text.split(',').map((part) => /^\s*(-?\d+(?:\.\d+)?)(mm)?\s*$/.exec(part));
  const numbers = parts.map((part) => Number(part?.[1]));
  const inMillimetres = parts.filter((part) => part?.[2] === 'mm').length;
  const [x = 0, y = 0, width = 0, height = 0] = numbers;
  const usable = parts.length === 4 && !parts.includes(null) && width > 0 && height > 0;
  if (!usable || (inMillimetres !== 0 && inMillimetres !== 4)) {
    throw new CliError('USAGE', `--box ${text} is not x,y,w,h in points, or each in mm`);
  }
  return inMillimetres === 4 ? { page, x, y, width, height } : { page, box: [x, y, x + width, y + height] };
}

/** Width and height in millimetres. */
interface Size {
  readonly width: number;
  readonly height: number;
}

const MILLIMETRES_PER_POINT = 25.4 / 72;

/** Side of a seal whose place says no size, in millimetres: a usual company seal. */
const DEFAULT_SIDE = 24;

function sizeOf(place: Place | undefined): Size {
  if (place !== undefined && 'box' in place) {
    const [x0, y0, x1, y1] = place.box;
    return { width: (x1 - x0) * MILLIMETRES_PER_POINT, height: (y1 - y0) * MILLIMETRES_PER_POINT };
  }
  return { width: place?.width ?? DEFAULT_SIDE, height: place?.height ?? DEFAULT_SIDE };
}

/** Sizes of type that are tried, in points, until the text fits. */
const TEXT_SIZES = [12, 10, 9, 8, 7, 6, 5] as const;

/** Room around the text in millimetres. */
const MARGIN = 1;

/** The image in a square at the left and the text beside it, or either of them alone. */
async function createAppearance(options: VisibleSealOptions, { width, height }: Size): Promise<VisibleSeal> {
  const { createVisibleSeal } = await import('@eseal/formats/pades');
  const image = options.image === undefined ? undefined : { bytes: await readSmallFile(options.image) };
  if (options.text === undefined) {
    if (options.font !== undefined) throw new CliError('USAGE', '--font needs --text');
    return createVisibleSeal({ width, height, ...(image && { image }) });
  }
  if (options.font === undefined)
    throw new CliError('USAGE', '--text needs --font with a TrueType or OpenType font');
  const lines = options.text.replaceAll('\\n', '\n');
  const font = await readSmallFile(options.font);
  const beside = image !== undefined && width >= 1.5 * height;
  const picture = image && { ...image, ...(beside && { width: height, height }) };
  const area = { x: (beside ? height : 0) + MARGIN, y: MARGIN };
  return firstThatFits(
    TEXT_SIZES.map((size) => {
      const text = { ...area, lines, font, size, verticalAlign: 'middle' as const };
      return createVisibleSeal({ width, height, ...(picture && { image: picture }), text });
    }),
  );
}

async function firstThatFits(seals: readonly VisibleSeal[]): Promise<VisibleSeal> {
  let overflow: unknown;
  for (const seal of seals) {
    try {
      await seal.compile();
      return seal;
    } catch (error) {
      if (!isEsealError(error) || error.code !== 'APPEARANCE_OVERFLOW') throw error;
      overflow = error;
    }
  }
  throw overflow;
}

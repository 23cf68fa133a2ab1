/**
 * The container format that the options of `eseal seal` describe.
 *
 * @module
 */
import { assertNever, isEsealError, type SealFormat } from '@eseal/core';
import type { PadesOptions, VisibleSeal } from '@eseal/formats/pades';
import { CliError } from './errors.ts';
import { readSmallFile } from './files.ts';

/** Formats of this version. */
export type FormatName = 'pades' | 'cades';

/** Options that describe the container. */
export interface FormatOptions {
  readonly format?: FormatName;
  readonly packaging?: 'attached' | 'detached';
  readonly certify?: string;
  readonly field?: string;
  readonly page?: string;
  readonly box?: string;
  readonly image?: string;
  readonly text?: string;
  readonly font?: string;
  readonly reason?: string;
  readonly location?: string;
}

/** The format of that name, made of the options. */
export async function createFormat(name: FormatName, options: FormatOptions): Promise<SealFormat> {
  switch (name) {
    case 'cades': {
      const { cades } = await import('@eseal/formats/cades');
      return cades(options.packaging === undefined ? {} : { packaging: options.packaging }) as SealFormat;
    }
    case 'pades': {
      const { pades } = await import('@eseal/formats/pades');
      return pades(await padesOptions(options)) as SealFormat;
    }
    default:
      return assertNever(name);
  }
}

async function padesOptions(options: FormatOptions): Promise<PadesOptions> {
  const { certify, field, reason, location } = options;
  return {
    ...(certify !== undefined && { certify: certify === '1' ? 1 : certify === '2' ? 2 : 3 }),
    ...(field !== undefined && { fieldName: field }),
    ...(reason !== undefined && { reason }),
    ...(location !== undefined && { location }),
    ...(await visibleSeal(options)),
  };
}

/** Side of a seal whose place says no size, in millimetres: a usual company seal. */
const DEFAULT_SIDE = 24;

async function visibleSeal(
  options: FormatOptions,
): Promise<Partial<Pick<PadesOptions, 'appearance' | 'place'>>> {
  if (options.image === undefined && options.text === undefined) {
    if (options.box === undefined) return {};
    throw new CliError('USAGE', '--box needs something to show: --image or --text');
  }
  const place = options.box === undefined ? undefined : parsePlace(options.box, parsePage(options.page));
  if (place === undefined && options.field === undefined) {
    throw new CliError(
      'USAGE',
      'a visible seal needs a place: --box, or --field with a field of the document',
    );
  }
  const appearance = await createAppearance(options, place === undefined ? undefined : sizeOf(place));
  return { appearance, ...(place && { place }) };
}

type Place = NonNullable<PadesOptions['place']>;

function parsePage(text: string | undefined): number {
  const page = Number(text ?? 1);
  if (Number.isSafeInteger(page) && page > 0) return page;
  throw new CliError('USAGE', `--page ${text} is not a page number`);
}

/** `x,y,w,h`: points from the lower left corner, or with `mm` after each from the upper left of the page as shown. */
function parsePlace(text: string, page: number): Place {
  const parts = text.split(',').map((part) => /^\s*(\d+(?:\.\d+)?)(mm)?\s*$/.exec(part));
  const numbers = parts.map((part) => Number(part?.[1]));
  const inMillimetres = parts.filter((part) => part?.[2] === 'mm').length;
  const [x = 0, y = 0, width = 0, height = 0] = numbers;
  const usable = parts.length === 4 && !parts.includes(null) && width > 0 && height > 0;
  if (!usable || (inMillimetres !== 0 && inMillimetres !== 4)) {
    throw new CliError('USAGE', `--box ${text} is not x,y,w,h in points, or each in mm`);
  }
  return inMillimetres === 4 ? { page, x, y, width, height } : { page, box: [x, y, x + width, y + height] };
}

const MILLIMETRES_PER_POINT = 25.4 / 72;

function sizeOf(place: Place): { readonly width: number; readonly height: number } {
  if ('box' in place) {
    const [x0, y0, x1, y1] = place.box;
    return { width: (x1 - x0) * MILLIMETRES_PER_POINT, height: (y1 - y0) * MILLIMETRES_PER_POINT };
  }
  return { width: place.width ?? DEFAULT_SIDE, height: place.height ?? DEFAULT_SIDE };
}

/** Sizes of type that are tried, in points, until the text fits. */
const TEXT_SIZES = [12, 10, 9, 8, 7, 6, 5] as const;

/** The image in a square at the left and the text beside it, or either of them alone. */
async function createAppearance(
  options: FormatOptions,
  size: { readonly width: number; readonly height: number } | undefined,
): Promise<VisibleSeal> {
  const { createVisibleSeal } = await import('@eseal/formats/pades');
  const { width, height } = size ?? { width: DEFAULT_SIDE, height: DEFAULT_SIDE };
  const image = options.image === undefined ? undefined : { bytes: await readSmallFile(options.image) };
  if (options.text === undefined) return createVisibleSeal({ width, height, ...(image && { image }) });
  if (options.font === undefined)
    throw new CliError('USAGE', '--text needs --font with a TrueType or OpenType font');
  const lines = options.text.replaceAll('\\n', '\n');
  const font = await readSmallFile(options.font);
  const x = image !== undefined && width >= 1.5 * height ? height : 0;
  const picture = image && { ...image, ...(x > 0 && { width: height, height }) };
  return firstThatFits(
    TEXT_SIZES.map((points) => {
      const text = { lines, font, size: points, x: x + 1, y: 1, verticalAlign: 'middle' as const };
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

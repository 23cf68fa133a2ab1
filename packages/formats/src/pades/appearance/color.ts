/**
 * Colours as operators of a content stream (ISO 32000-2 §8.6.8). Greys are written as such: DeviceGray is allowed by
 * every output intent of PDF/A, DeviceRGB by RGB ones only.
 *
 * @module
 */
import { operands } from './content.ts';
import type { SealColor } from './options.ts';

/** What a colour is used for. */
export type PaintedPart = 'fill' | 'stroke';

const OPERATORS = {
  fill: { gray: 'g', rgb: 'rg', cmyk: 'k' },
  stroke: { gray: 'G', rgb: 'RG', cmyk: 'K' },
} as const;

/** Whether a value is a colour. */
export function isSealColor(value: unknown): value is SealColor {
  if (typeof value === 'string') return /^#[0-9a-f]{6}$/i.test(value);
  if (typeof value !== 'object' || value === null) return false;
  if (!('kind' in value && 'cyan' in value && 'magenta' in value && 'yellow' in value && 'black' in value)) {
    return false;
  }
  const inks = [value.cyan, value.magenta, value.yellow, value.black];
  return value.kind === 'cmyk' && inks.every((ink) => typeof ink === 'number' && ink >= 0 && ink <= 1);
}

/** The operator that chooses a colour. */
export function colorOperator(color: SealColor, part: PaintedPart): string {
  const operators = OPERATORS[part];
  if (typeof color !== 'string') {
    const { cyan, magenta, yellow, black } = color;
    return `${operands(cyan, magenta, yellow, black)} ${operators.cmyk}`;
  }
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  if (red === undefined || green === undefined || blue === undefined)
    throw new TypeError(`no colour: ${color}`);
  if (red === green && green === blue) return `${operands(red)} ${operators.gray}`;
  return `${operands(red, green, blue)} ${operators.rgb}`;
}

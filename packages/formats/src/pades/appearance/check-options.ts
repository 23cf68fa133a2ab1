/**
 * Argument checks of visible seals, made when one is created and not when it is first used.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { isSealColor } from './color.ts';
import type { SealArea, SealBorder, SealImage, SealText, VisibleSealOptions } from './options.ts';

/** Largest side of a seal: the longest side of A0. */
const MAX_MILLIMETRES = 1189;

/**
 * Refuses options that nothing can be drawn from.
 *
 * @throws CoreError `INVALID_ARGUMENT` naming the option
 */
export function assertVisibleSealOptions(options: VisibleSealOptions): void {
  const { image, text, border, background, rotation } = options;
  assertLength(options.width, 'width');
  assertLength(options.height, 'height');
  if (rotation !== undefined && ![0, 90, 180, 270].includes(rotation)) {
    throw invalid('rotation', 'is not 0, 90, 180 or 270');
  }
  if (image === undefined && text === undefined && border === undefined && background === undefined) {
    throw invalid('image', 'is missing, and so are text, border and background: nothing would be seen');
  }
  if (image !== undefined) assertImage(image);
  if (text !== undefined) assertText(text);
  if (border !== undefined) assertBorder(border);
  assertColor(background, 'background');
}

function assertImage(image: SealImage): void {
  assertArea(image, 'image');
  assertBytes(image.bytes, 'image.bytes');
  assertOneOf(image.fit, ['contain', 'cover', 'stretch'], 'image.fit');
}

function assertText(text: SealText): void {
  assertArea(text, 'text');
  assertBytes(text.font, 'text.font');
  const { lines } = text;
  const strings = typeof lines === 'string' || (Array.isArray(lines) && lines.every(isString));
  if (!strings) throw invalid('text.lines', 'is neither a string nor strings');
  assertPositive(text.size, 'text.size');
  if (text.lineHeight !== undefined) assertPositive(text.lineHeight, 'text.lineHeight');
  assertColor(text.color, 'text.color');
  assertOneOf(text.align, ['left', 'center', 'right'], 'text.align');
  assertOneOf(text.verticalAlign, ['top', 'middle', 'bottom'], 'text.verticalAlign');
}

function assertBorder(border: SealBorder): void {
  assertPositive(border.width, 'border.width');
  assertColor(border.color, 'border.color');
}

function assertArea(area: SealArea, name: string): void {
  if (area.x !== undefined && !(area.x >= 0)) throw invalid(`${name}.x`, 'is not a length in millimetres');
  if (area.y !== undefined && !(area.y >= 0)) throw invalid(`${name}.y`, 'is not a length in millimetres');
  if (area.width !== undefined) assertLength(area.width, `${name}.width`);
  if (area.height !== undefined) assertLength(area.height, `${name}.height`);
}

function assertLength(value: unknown, name: string): void {
  const length = typeof value === 'number' && value > 0 && value <= MAX_MILLIMETRES;
  if (!length) throw invalid(name, `is not a length up to ${MAX_MILLIMETRES} mm`);
}

function assertPositive(value: unknown, name: string): void {
  const positive = typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY;
  if (!positive) throw invalid(name, 'is not a number above 0');
}

function assertBytes(value: unknown, name: string): void {
  if (!(value instanceof Uint8Array)) throw invalid(name, 'is not a Uint8Array');
}

function assertColor(value: unknown, name: string): void {
  if (value !== undefined && !isSealColor(value)) throw invalid(name, 'is neither #rrggbb nor cmyk inks');
}

function assertOneOf(value: unknown, allowed: readonly string[], name: string): void {
  if (value !== undefined && !allowed.some((one) => one === value)) {
    throw invalid(name, `is not one of ${allowed.join(', ')}`);
  }
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function invalid(name: string, problem: string): CoreError {
  return new CoreError('INVALID_ARGUMENT', `${name} of the visible seal ${problem}`, {
    facts: { option: name },
  });
}

/**
 * Visible seals: what a seal looks like on a page (ISO 32000-2 §12.5.5, §12.7.5.5).
 *
 * @module
 */
import { assertVisibleSealOptions } from './appearance/check-options.ts';
import { compileAppearance } from './appearance/compile.ts';
import type { CompiledAppearance } from './appearance/compiled-appearance.ts';
import type { VisibleSealOptions } from './appearance/options.ts';

export type { CompiledAppearance } from './appearance/compiled-appearance.ts';
export type { FontSubsetter } from './appearance/font-subsetter.ts';
export { createHarfbuzzSubsetter, type HarfbuzzLoader } from './appearance/harfbuzz-subsetter.ts';
export type {
  SealArea,
  SealBorder,
  SealColor,
  SealImage,
  SealText,
  VisibleSealOptions,
} from './appearance/options.ts';

/** The appearance of a seal, to be placed into any number of documents. */
export interface VisibleSeal {
  /** The options as plain data: visible seals with equal parameters are compiled to equal bytes. */
  readonly parameters: unknown;
  /** Draws the seal at the first call; later calls give the same objects. */
  compile(): Promise<CompiledAppearance>;
}

/**
 * A visible seal of an image, text, or both. Make one for a batch, not one per document: it is drawn once.
 *
 * What is drawn proves nothing, and must not look as if it did: anybody can put the same picture on a page. It is not
 * drawn here whether the seal is valid.
 *
 * @throws CoreError `INVALID_ARGUMENT` for options that nothing can be drawn from; what is wrong with image, font and
 * text is found when it is compiled: FormatsError `IMAGE_UNREADABLE`, `FONT_UNSUPPORTED`, `GLYPH_MISSING`,
 * `TEXT_UNSUPPORTED`, `APPEARANCE_OVERFLOW`, `FONT_SUBSETTER_MISSING`
 * @example
 * ```ts
 * import { createVisibleSeal, type VisibleSeal } from '@eseal/formats/pades';
 *
 * export function stampOver(name: string, font: Uint8Array, stamp: Uint8Array): VisibleSeal {
 *   return createVisibleSeal({
 *     width: 70,
 *     height: 24,
 *     text: { lines: name, font, size: 12, verticalAlign: 'middle' },
 *     image: { bytes: stamp, x: 46, y: 0, width: 24, height: 24 },
 *   });
 * }
 * ```
 */
export function createVisibleSeal(options: VisibleSealOptions): VisibleSeal {
  assertVisibleSealOptions(options);
  let compiled: Promise<CompiledAppearance> | undefined;
  const compile = async (): Promise<CompiledAppearance> => {
    try {
      return await compileAppearance(options);
    } catch (cause) {
      // What could not be loaded this time may be there the next.
      compiled = undefined;
      throw cause;
    }
  };
  return {
    parameters: withoutFunctions(options),
    compile: () => {
      compiled ??= compile();
      return compiled;
    },
  };
}

function withoutFunctions(options: VisibleSealOptions): unknown {
  if (options.text === undefined) return options;
  const { subsetter: _, ...text } = options.text;
  return { ...options, text };
}

/**
 * What a caller says about a visible seal. Lengths on paper are millimetres from the seal's top left corner, as people
 * measure; sizes of type and strokes are points.
 *
 * @module
 */
import type { FontSubsetter } from './font-subsetter.ts';

/**
 * Options of `createVisibleSeal`; at least one of `image`, `text`, `border` and `background` is given. They are read when
 * the seal is compiled: bytes must not be changed before.
 */
export interface VisibleSealOptions {
  /** In millimetres, before `rotation`. */
  readonly width: number;
  /** In millimetres, before `rotation`. */
  readonly height: number;
  /** Drawn over the text, as a seal is stamped over a name. */
  readonly image?: SealImage;
  /** It must not claim that the seal is valid: only whoever verifies it can say so. */
  readonly text?: SealText;
  readonly border?: SealBorder;
  /** Default none: the page shows through. */
  readonly background?: SealColor;
  /** By how much the whole is turned clockwise, default 0. A page's own rotation is made up for when it is placed. */
  readonly rotation?: 0 | 90 | 180 | 270;
}

/** A part of the seal, in millimetres from its top left corner; default all of what is right of and below `x`, `y`. */
export interface SealArea {
  /** Default 0. */
  readonly x?: number;
  /** Default 0. */
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
}

/**
 * A picture of a seal.
 *
 * Alpha is kept as a soft mask, which PDF/A-1 forbids (ISO 19005-1 §6.4). A PNG becomes 8 bits RGB; the ICC profile of
 * an RGB PNG and of any JPEG is kept. Without a profile its colours depend on the device, which PDF/A allows only in
 * documents with an output intent of that kind. The orientation that EXIF data may ask for is not applied.
 */
export interface SealImage extends SealArea {
  /** A PNG, or a baseline or progressive JPEG of grey, RGB or CMYK. */
  readonly bytes: Uint8Array;
  /**
   * How it fills its area: `contain` (the default) shows all of it in the middle, `cover` fills the area and cuts off
   * what is outside, `stretch` gives up its proportions.
   */
  readonly fit?: 'contain' | 'cover' | 'stretch';
}

/** Lines of horizontal text, left to right, each character by itself: no ligatures and no kerning. */
export interface SealText extends SealArea {
  /** An array, or a string with line feeds. Lines that are too long are wrapped. */
  readonly lines: string | readonly string[];
  /** A whole TrueType or OpenType font; only the glyphs that are needed go into the document. */
  readonly font: Uint8Array;
  /** In points. */
  readonly size: number;
  /** Default black. */
  readonly color?: SealColor;
  /** Default `left`. */
  readonly align?: 'left' | 'center' | 'right';
  /** Default `top`. */
  readonly verticalAlign?: 'top' | 'middle' | 'bottom';
  /** From line to line, in multiples of `size`; default 1.3. */
  readonly lineHeight?: number;
  /** What cuts the font; default `subset-font` in Node. Browsers need one: see `createHarfbuzzSubsetter`. */
  readonly subsetter?: FontSubsetter;
}

/** A line around the seal, inside of its edges. */
export interface SealBorder {
  /** In points. */
  readonly width: number;
  /** Default black. */
  readonly color?: SealColor;
}

/** `#rrggbb`, written as a grey where it is one, or inks between 0 and 1. */
export type SealColor =
  | string
  | {
      readonly kind: 'cmyk';
      readonly cyan: number;
      readonly magenta: number;
      readonly yellow: number;
      readonly black: number;
    };

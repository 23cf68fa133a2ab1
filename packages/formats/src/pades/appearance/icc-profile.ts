/**
 * ICC profiles that images carry: what a reader of PDF ignores inside of an image it wants as the image's colour space
 * (ISO 32000-2 §8.6.5.5, §7.4.8).
 *
 * @module
 */
import {
  type PdfObject,
  type PdfReference,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  pdfStream,
} from '../pdf/objects.ts';
import type { ObjectTable } from './object-table.ts';

const HEADER_LENGTH = 128;
const SIGNATURE_OFFSET = 36;
const COLOR_SPACE_OFFSET = 16;
const COLOR_SPACES: Readonly<Record<number, string>> = { 1: 'GRAY', 3: 'RGB ', 4: 'CMYK' };
const DEVICE_SPACES: Readonly<Record<number, string>> = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' };

/** The colour space of a number of components that depends on the device. */
export function deviceColorSpace(components: number): PdfObject | undefined {
  const name = DEVICE_SPACES[components];
  return name === undefined ? undefined : pdfName(name);
}

/** Whether these are the bytes of a profile for that number of components. */
export function isIccProfile(profile: Uint8Array, components: number): boolean {
  return (
    profile.length > HEADER_LENGTH &&
    textAt(profile, SIGNATURE_OFFSET) === 'acsp' &&
    textAt(profile, COLOR_SPACE_OFFSET) === COLOR_SPACES[components]
  );
}

/**
 * Writes a profile; gives the colour space that uses it.
 *
 * @param filter - how `profile` is compressed, default not at all
 */
export function addIccColorSpace(
  table: ObjectTable,
  profile: Uint8Array,
  components: number,
  filter?: 'FlateDecode',
): PdfObject {
  const entries: [string, PdfObject][] = [['N', pdfNumber(components)]];
  const alternate = deviceColorSpace(components);
  if (alternate !== undefined) entries.push(['Alternate', alternate]);
  if (filter !== undefined) entries.push(['Filter', pdfName(filter)]);
  const reference: PdfReference = table.add(pdfStream(pdfDictionary(entries), profile));
  return pdfArray([pdfName('ICCBased'), reference]);
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/**
 * The subsetter of Node: `subset-font`, which reads its WebAssembly from the disk.
 *
 * @module
 */
import { Buffer } from 'node:buffer';
import { type FontSubsetter, UNUSED_TABLES } from './font-subsetter.ts';

/** Cuts a font with HarfBuzz. */
export const defaultSubsetter: FontSubsetter = async (font, text) => {
  const { default: subsetFont } = await import('subset-font');
  const buffer = Buffer.from(font.buffer, font.byteOffset, font.byteLength);
  const subset = await subsetFont(buffer, text, { targetFormat: 'sfnt', dropTables: UNUSED_TABLES });
  return new Uint8Array(subset);
};

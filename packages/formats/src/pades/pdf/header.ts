/**
 * The header of a PDF (ISO 32000-2 §7.5.2).
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import type { ByteSource } from './byte-source.ts';

/** `%PDF-` stands within so many first bytes, as Acrobat wants it. */
const HEADER_WINDOW = 1024;

/** What a header says. */
export interface PdfHeader {
  /** Where `%PDF-` stands; offsets of the file count from there. */
  readonly base: number;
  /** Such as `1.7`. */
  readonly headerVersion: string;
}

/**
 * Finds the header.
 *
 * @throws FormatsError `NOT_A_PDF`
 */
export async function readHeader(source: ByteSource): Promise<PdfHeader> {
  const window = await source.read(0, Math.min(HEADER_WINDOW, source.size));
  const mark = [0x25, 0x50, 0x44, 0x46, 0x2d];
  for (let base = window.indexOf(0x25); base >= 0; base = window.indexOf(0x25, base + 1)) {
    if (!mark.every((byte, i) => window[base + i] === byte)) continue;
    const version = String.fromCharCode(...window.subarray(base + 5, base + 8));
    if (/^\d\.\d$/.test(version)) return { base, headerVersion: version };
  }
  throw new FormatsError('NOT_A_PDF', 'the document does not begin as a PDF does');
}

/**
 * The signatures of a PDF as they stand in its bytes, found without a PDF reader: a /ByteRange and the hexadecimal
 * /Contents between its two parts (ISO 32000-2 §12.8.1).
 *
 * @module
 */
import { concatBytes, fromHex } from '@eseal/core';
import { indexOfBytes } from '@eseal/testkit';

/** A signature in a PDF. */
export interface PdfSignature {
  /** The bytes it covers. */
  readonly covered: Uint8Array;
  /** Its CMS without the padding. */
  readonly cms: Uint8Array;
  /** Where the hexadecimal digits of the CMS begin in the file. */
  readonly digitsAt: number;
  /** It is a document timestamp: its CMS is a token, with a content of its own (ISO 32000-2 §12.8.5). */
  readonly isTimestamp: boolean;
}

const BYTE_RANGE = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g;

/** Every signature in a PDF, in the order in which they stand. */
export function pdfSignatures(pdf: Uint8Array): readonly PdfSignature[] {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  return [...text.matchAll(BYTE_RANGE)].map((match) => {
    const [start = 0, length = 0, resume = 0, rest = 0] = match.slice(1).map(Number);
    const end = start + length;
    const digitsAt = end + 1;
    const padded = fromHex(text.slice(digitsAt, resume - 1));
    if (padded === undefined || text[end] !== '<' || text[resume - 1] !== '>') {
      throw new TypeError(`the /ByteRange at ${match.index} does not leave out hexadecimal /Contents`);
    }
    const covered = concatBytes([pdf.subarray(start, end), pdf.subarray(resume, resume + rest)]);
    const cms = padded.subarray(0, derLength(padded));
    return { covered, cms, digitsAt, isTimestamp: isToken(cms) };
  });
}

/** Whether the CMS is over a TSTInfo (RFC 3161 §2.4.2). */
function isToken(cms: Uint8Array): boolean {
  return indexOfBytes(cms.subarray(0, 100), TST_INFO) >= 0;
}

/** The object identifier id-ct-TSTInfo. */
const TST_INFO = Uint8Array.of(0x06, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 1, 4);

/** Length of the DER element that some bytes begin with (X.690 §8.1.3). */
function derLength(bytes: Uint8Array): number {
  const first = bytes[1] ?? 0;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  const length = bytes.subarray(2, 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  return 2 + count + length;
}

/**
 * Bytes that are known to be UTF-8 as text.
 *
 * @module
 */

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Characters of a short run are put together faster than a decoder is called. */
const SHORT = 24;

/** The characters of bytes that are known to be UTF-8. */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > SHORT) return decoder.decode(bytes.subarray(start, end));
  let text = '';
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x80) return decoder.decode(bytes.subarray(start, end));
    text += String.fromCharCode(byte);
  }
  return text;
}

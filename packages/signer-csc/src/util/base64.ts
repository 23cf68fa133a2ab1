/**
 * Both alphabets of Base64 (RFC 4648 §4, §5).
 *
 * @module
 */
import { fromBase64, toBase64 } from '@eseal/core';

/** Base64 with the alphabet for addresses and file names, without padding unless it is asked for (RFC 4648 §5). */
export function toBase64Url(
  bytes: Uint8Array,
  { padded = false }: { readonly padded?: boolean } = {},
): string {
  const text = toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_');
  return padded ? text : text.replace(/=+$/, '');
}

/** Bytes of Base64 in either alphabet, padded or not, with white space; `undefined` when the text is none. */
export function fromEitherBase64(text: string): Uint8Array | undefined {
  const bare = text
    .replace(/\s+/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/={1,2}$/, '');
  return bare.includes('=') ? undefined : fromBase64(bare.padEnd(Math.ceil(bare.length / 4) * 4, '='));
}

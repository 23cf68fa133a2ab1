import { fromBase64, toBase64 } from '@eseal/core';

/** Base64url (RFC 4648 §5) of the bytes, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
}

/** Bytes of a text in either alphabet of RFC 4648, padded or not; `undefined` when it is neither. */
export function fromEitherBase64(text: string): Uint8Array | undefined {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  return fromBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, '='));
}

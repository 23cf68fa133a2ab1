/** Byte helpers shared by the codecs. */

/** One array holding all of `parts` in order. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

/** Whether two arrays hold the same bytes. Not constant in time: never for secrets. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Lexicographic order of two byte strings, a shorter prefix first (X.690 §11.6). */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hexadecimal digits of the bytes. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** Bytes of an even number of hexadecimal digits, or `undefined` when the text is something else. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return undefined;
  const out = new Uint8Array(text.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return out;
}

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Base64 (RFC 4648 §4) of the bytes. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(binary);
}

const WHITE_SPACE = 64;
const FOREIGN = 65;

/** What characters stand for in base64, by their codes below 256; white space and all others have values of their own. */
const BASE64_VALUES = Uint8Array.from({ length: 256 }, (_, code) => {
  const character = String.fromCharCode(code);
  const value = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(character);
  return '\t\n\r '.includes(character) ? WHITE_SPACE : value < 0 ? FOREIGN : value;
});

/** The table has an entry for every code that is asked for. */
function base64Value(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code < 256 ? (BASE64_VALUES[code] as number) : FOREIGN;
}

/** Bytes of base64 text, white space ignored, or `undefined` when the text is not base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let group = 0;
  let digits = 0;
  let at = 0;
  for (; at < text.length; at++) {
    const value = base64Value(text, at);
    if (value < WHITE_SPACE) {
      group = (group << 6) | value;
      if (++digits < 4) continue;
      bytes[length++] = group >> 16;
      bytes[length++] = group >> 8;
      bytes[length++] = group;
      digits = 0;
    } else if (value !== WHITE_SPACE) break;
  }
  const padding = text.slice(at).replace(/[\t\n\r ]+/g, '');
  if (padding !== ['', undefined, '==', '='][digits]) return undefined;
  if (digits > 1) bytes[length++] = digits === 2 ? group >> 4 : group >> 10;
  if (digits === 3) bytes[length++] = group >> 2;
  return bytes.subarray(0, length);
}

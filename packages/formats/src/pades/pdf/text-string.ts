/**
 * Text strings and dates (ISO 32000-2 §7.9.2, §7.9.4).
 *
 * @module
 */
import { type PdfString, pdfString } from './objects.ts';

/** A text: ASCII as it is, anything else as UTF-16BE with its mark, which every reader knows. */
export function textString(text: string): PdfString {
  const { length } = text;
  let ascii = true;
  for (let i = 0; i < length && ascii; i++) {
    const code = text.charCodeAt(i);
    ascii = code >= 0x20 && code < 0x7f;
  }
  const bytes = new Uint8Array(ascii ? length : 2 + 2 * length);
  if (!ascii) bytes.set([0xfe, 0xff]);
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (ascii) bytes[i] = code;
    else {
      bytes[2 + 2 * i] = code >> 8;
      bytes[3 + 2 * i] = code & 0xff;
    }
  }
  return pdfString(bytes, !ascii);
}

/** What PDFDocEncoding has in place of Latin-1 (ISO 32000-2 Annex D.2), from 0x18 and from 0x80. */
const FROM_18 = '˘ˇˆ˙˝˛˚˜';
const FROM_80 = '•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u{fffd}€';

/** The text of a text string, in whichever of its three encodings. */
export function decodeTextString({ bytes }: PdfString): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return new TextDecoder().decode(bytes.subarray(3));
  let text = '';
  for (const byte of bytes) text += pdfDocCharacter(byte);
  return text;
}

function pdfDocCharacter(byte: number): string {
  if (byte >= 0x18 && byte < 0x20) return FROM_18.charAt(byte - 0x18);
  return byte >= 0x80 && byte <= 0xa0 ? FROM_80.charAt(byte - 0x80) : String.fromCharCode(byte);
}

/** The byte of every character of PDFDocEncoding. */
const PDF_DOC_BYTES: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, byte) => [pdfDocCharacter(byte), byte]),
);

/** A text in PDFDocEncoding; `undefined` when it has a character that is not in it. */
export function encodePdfDocEncoding(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const byte = PDF_DOC_BYTES.get(text.charAt(i));
    if (byte === undefined) return undefined;
    bytes[i] = byte;
  }
  return bytes;
}

/** A date in UTC, to the second. */
export function dateString(date: Date): PdfString {
  const iso = date.toISOString();
  const [day, time] = [iso.slice(0, -14), iso.slice(-13, -5)];
  return textString(`D:${day.replaceAll('-', '')}${time.replaceAll(':', '')}+00'00'`);
}

const DATE = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Z+-])(?:(\d\d)'?(?:(\d\d)'?)?)?)?$/;

/** The time of a date string; `undefined` when it is none. A date without zone is taken as UTC. */
export function parseDateString(text: string): Date | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits) => (digits === undefined ? undefined : Number(digits)));
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59)
    return undefined;
  const offset = (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0)) * (match[7] === '-' ? -1 : 1);
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  time.setUTCHours(hour, minute - offset, second);
  return time;
}

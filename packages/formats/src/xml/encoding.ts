/**
 * From the bytes of a file to UTF-8 (XML 1.0 §4.3.3, appendix F). Bytes that are UTF-8 already are neither copied nor
 * checked here: the tokenizer checks them as it goes.
 *
 * @module
 */
import { FormatsError } from '../errors.ts';
import { readXmlDeclaration } from './xml-declaration.ts';

/** A document in UTF-8 without byte order mark. */
export interface DecodedXml {
  readonly bytes: Uint8Array;
  readonly byteOrderMark: number;
  readonly encoding: string;
}

interface Signature {
  readonly bytes: readonly number[];
  /** Undefined for what is recognised only to be refused. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | undefined;
  readonly name: string;
  readonly byteOrderMark: number;
}

/** First bytes of a file, longest first (XML 1.0 appendix F.1). */
const SIGNATURES: readonly Signature[] = [
  { bytes: [0x00, 0x00, 0xfe, 0xff], encoding: undefined, name: 'UTF-32', byteOrderMark: 4 },
  { bytes: [0xff, 0xfe, 0x00, 0x00], encoding: undefined, name: 'UTF-32', byteOrderMark: 4 },
  {
    bytes: [0x00, 0x3c, 0x00],
    encoding: undefined,
    name: 'UTF-16 without byte order mark',
    byteOrderMark: 0,
  },
  { bytes: [0x3c, 0x00], encoding: undefined, name: 'UTF-16 without byte order mark', byteOrderMark: 0 },
  { bytes: [0x4c, 0x6f, 0xa7, 0x94], encoding: undefined, name: 'EBCDIC', byteOrderMark: 0 },
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8', name: 'UTF-8', byteOrderMark: 3 },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be', name: 'UTF-16', byteOrderMark: 2 },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le', name: 'UTF-16', byteOrderMark: 2 },
];

const UTF8_LABELS: readonly string[] = ['utf-8', 'utf8'];
const ASCII_LABELS: readonly string[] = ['us-ascii', 'ascii'];

/** ISO 8859-1 proper, which the platform takes for windows-1252: 80 to 9F are control characters. */
const LATIN1_C1 = String.fromCharCode(...Array.from({ length: 32 }, (_, i) => 0x80 + i));
/** windows-1252, which Node 20 takes for ISO 8859-1. */
const WINDOWS_C1 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** The characters 80 to 9F of encodings that platforms do not agree on. */
const C1_OF: ReadonlyMap<string, string> = new Map([
  ['iso-8859-1', LATIN1_C1],
  ['iso_8859-1', LATIN1_C1],
  ['latin1', LATIN1_C1],
  ['l1', LATIN1_C1],
  ['windows-1252', WINDOWS_C1],
  ['cp1252', WINDOWS_C1],
]);

/**
 * Brings a document to UTF-8.
 *
 * @throws FormatsError XML_ENCODING_UNSUPPORTED for an encoding that is unknown, contradictory or not kept to
 */
export function decodeXml(file: Uint8Array): DecodedXml {
  const signature = SIGNATURES.find(({ bytes }) => bytes.every((byte, i) => file[i] === byte));
  const start = signature?.byteOrderMark ?? 0;
  // A plain view: those of Node's Buffer are slow to take, and many are.
  const content = new Uint8Array(file.buffer, file.byteOffset + start, file.length - start);
  if (signature === undefined) return decodeDeclared(content);
  const { encoding, name, byteOrderMark } = signature;
  if (encoding === undefined) throw unsupported(`the encoding ${name} is not supported`);
  const bytes = encoding === 'utf-8' ? content : transcode(content, encoding);
  const declared = readXmlDeclaration(bytes)?.encoding?.toLowerCase();
  const agrees = declared === undefined || declared === encoding || declared === name.toLowerCase();
  if (!agrees) throw unsupported(`the byte order mark says ${name}, the XML declaration ${declared}`);
  return { bytes, byteOrderMark, encoding };
}

function decodeDeclared(content: Uint8Array): DecodedXml {
  const label = readXmlDeclaration(content)?.encoding?.toLowerCase() ?? 'utf-8';
  if (UTF8_LABELS.includes(label)) return { bytes: content, byteOrderMark: 0, encoding: 'utf-8' };
  if (ASCII_LABELS.includes(label)) {
    if (content.some((byte) => byte >= 0x80)) throw unsupported(`the document is not in ${label}`);
    return { bytes: content, byteOrderMark: 0, encoding: label };
  }
  if (label.startsWith('utf-16') || label.startsWith('utf-32') || label.startsWith('iso-10646-ucs')) {
    throw unsupported(`the XML declaration says ${label}, the file is not in it`);
  }
  const c1 = C1_OF.get(label);
  const bytes = c1 === undefined ? transcode(content, label) : transcodeBytes(content, c1);
  return { bytes, byteOrderMark: 0, encoding: label };
}

function transcode(content: Uint8Array, label: string): Uint8Array {
  try {
    return new TextEncoder().encode(new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(content));
  } catch (cause) {
    throw new FormatsError('XML_ENCODING_UNSUPPORTED', `the document cannot be read as ${label}`, { cause });
  }
}

/** One character for each byte; `c1` names those of 80 to 9F. */
function transcodeBytes(content: Uint8Array, c1: string): Uint8Array {
  const units = new Uint16Array(content.length);
  content.forEach((byte, i) => {
    units[i] = byte >= 0x80 && byte < 0xa0 ? c1.charCodeAt(byte - 0x80) : byte;
  });
  return new TextEncoder().encode(new TextDecoder('utf-16le').decode(units));
}

function unsupported(message: string): FormatsError {
  return new FormatsError('XML_ENCODING_UNSUPPORTED', message);
}

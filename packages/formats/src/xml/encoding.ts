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

/** Labels that are read byte by byte as UTF-8. */
const UTF8_LABELS: readonly string[] = ['utf-8', 'utf8', 'us-ascii', 'ascii'];
const LATIN1_LABELS: readonly string[] = ['iso-8859-1', 'iso_8859-1', 'latin1', 'l1'];

/**
 * Brings a document to UTF-8.
 *
 * @throws FormatsError XML_ENCODING_UNSUPPORTED for an encoding that is unknown, contradictory or not kept to
 */
export function decodeXml(file: Uint8Array): DecodedXml {
  const signature = SIGNATURES.find(({ bytes }) => bytes.every((byte, i) => file[i] === byte));
  const content = file.subarray(signature?.byteOrderMark ?? 0);
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
  if (UTF8_LABELS.includes(label)) {
    return { bytes: content, byteOrderMark: 0, encoding: label === 'utf8' ? 'utf-8' : label };
  }
  if (label.startsWith('utf-16') || label.startsWith('utf-32') || label.startsWith('iso-10646-ucs')) {
    throw unsupported(`the XML declaration says ${label}, the file is not in it`);
  }
  const bytes = LATIN1_LABELS.includes(label) ? transcodeLatin1(content) : transcode(content, label);
  return { bytes, byteOrderMark: 0, encoding: label };
}

function transcode(content: Uint8Array, label: string): Uint8Array {
  try {
    return new TextEncoder().encode(new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(content));
  } catch (cause) {
    throw new FormatsError('XML_ENCODING_UNSUPPORTED', `the document cannot be read as ${label}`, { cause });
  }
}

/** ISO 8859-1 proper: what is known to the platform by that name is windows-1252, with other characters at 80-9F. */
function transcodeLatin1(content: Uint8Array): Uint8Array {
  const utf8 = new Uint8Array(2 * content.length);
  let at = 0;
  for (const byte of content) {
    if (byte >= 0x80) utf8[at++] = 0xc0 | (byte >> 6);
    utf8[at++] = byte < 0x80 ? byte : 0x80 | (byte & 0x3f);
  }
  return utf8.subarray(0, at);
}

function unsupported(message: string): FormatsError {
  return new FormatsError('XML_ENCODING_UNSUPPORTED', message);
}

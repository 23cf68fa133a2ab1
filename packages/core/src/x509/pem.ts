/**
 * Textual encodings (RFC 7468) and files that hold certificates in any usual form.
 *
 * @module
 */
import { DecodeError } from '../errors.ts';
import { fromBase64 } from '../util/bytes.ts';
import { type Certificate, parseCertificate } from './certificate.ts';

/** One block between BEGIN and END. */
export interface PemBlock {
  /** Such as `CERTIFICATE`. */
  readonly label: string;
  readonly bytes: Uint8Array;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,64})-----([A-Za-z0-9+/=\s]*)-----END \1-----/g;

/** Every block of a text; text between blocks is ignored (RFC 7468 §2). */
export function parsePem(text: string): readonly PemBlock[] {
  return [...text.matchAll(BLOCK)].map(([, label = '', body = ''], index) => {
    const bytes = fromBase64(body);
    if (bytes === undefined) throw new DecodeError('not base64', `PEM block ${index + 1}`, 0);
    return { label, bytes };
  });
}

/** Encodings of the certificates of a file, not yet read: DER, or PEM with any number of them, in order. */
export function certificateEncodings(file: Uint8Array): readonly Uint8Array[] {
  // No certificate is so short that its length takes one octet; a text may begin with the digit 0.
  if (file[0] === 0x30 && (file[1] ?? 0) >= 0x80) return [file];
  const blocks = parsePem(new TextDecoder('latin1').decode(file));
  return blocks.filter(({ label }) => label === 'CERTIFICATE').map(({ bytes }) => bytes);
}

/** Certificates of a file: DER, or PEM with any number of them, in order. */
export function parseCertificates(file: Uint8Array): readonly Certificate[] {
  return certificateEncodings(file).map(parseCertificate);
}

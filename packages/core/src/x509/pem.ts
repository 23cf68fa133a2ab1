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

/** Certificates of a file: DER, or PEM with any number of them, in order. */
export function parseCertificates(file: Uint8Array): readonly Certificate[] {
  // No certificate is so short that its length takes one octet; a text may begin with the digit 0.
  if (file[0] === 0x30 && (file[1] ?? 0) >= 0x80) return [parseCertificate(file)];
  const blocks = parsePem(new TextDecoder('latin1').decode(file));
  return blocks
    .filter((block) => block.label === 'CERTIFICATE')
    .map((block) => parseCertificate(block.bytes));
}

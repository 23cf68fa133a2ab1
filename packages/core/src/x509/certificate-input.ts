/**
 * Certificates as callers hand them over.
 *
 * @module
 */
import { CoreError } from '../errors.ts';
import { utf8 } from '../util/bytes.ts';
import type { Certificate } from './certificate.ts';
import { parseCertificates } from './pem.ts';

/** Certificates in any order: the text of a PEM file, the bytes of a PEM or DER file, or a list of those or of parsed ones. */
export type CertificateInput = string | Uint8Array | readonly (string | Uint8Array | Certificate)[];

/** Most certificates that are looked at. */
const MAX_CERTIFICATES = 100;

/**
 * The certificates of an input, in its order.
 *
 * @throws DecodeError when one cannot be read
 * @throws CoreError `INVALID_ARGUMENT` for more than anybody needs
 */
export function toCertificates(input: CertificateInput): readonly Certificate[] {
  const items = typeof input === 'string' || input instanceof Uint8Array ? [input] : input;
  const certificates = items.flatMap(readItem);
  if (certificates.length > MAX_CERTIFICATES)
    throw new CoreError('INVALID_ARGUMENT', `more than ${MAX_CERTIFICATES} certificates`);
  return certificates;
}

function readItem(item: string | Uint8Array | Certificate): readonly Certificate[] {
  if (typeof item === 'string') return parseCertificates(utf8(item));
  return item instanceof Uint8Array ? parseCertificates(item) : [item];
}

/**
 * Certificates of a credential, in the forms that services send them.
 *
 * @see CSC API v1.0.4.0 §11.5 `cert.certificates`; RFC 7468 §5; RFC 5652 §5
 * @module
 */
import { readable } from '@eseal/core';
import { parseSignedData } from '@eseal/core/cms';
import { type Certificate, parseCertificate, parsePem } from '@eseal/core/x509';
import { fromEitherBase64 } from '../util/base64.ts';

/** Most certificates of a credential. */
const MOST = 10;

/** Largest certificate. */
const LARGEST = 64 * 1024;

/** A text with armour, or several of them. */
const ARMOUR = /-----BEGIN /;

/**
 * Certificates of texts in Base64: DER, PEM, or PKCS#7 with any number of them; `undefined` when one of them cannot be read, or
 * when there are more or larger ones than a chain has.
 */
export function readCertificates(texts: readonly string[]): readonly Certificate[] | undefined {
  if (texts.length > MOST) return undefined;
  const certificates: Certificate[] = [];
  for (const text of texts) {
    const encodings = encodingsOf(text);
    if (encodings === undefined || certificates.length + encodings.length > MOST) return undefined;
    for (const encoding of encodings) {
      const certificate = encoding.length > LARGEST ? undefined : readable(() => parseCertificate(encoding));
      if (certificate === undefined) return undefined;
      certificates.push(certificate);
    }
  }
  return certificates;
}

function encodingsOf(text: string): readonly Uint8Array[] | undefined {
  if (ARMOUR.test(text))
    return readable(() => parsePem(text).flatMap(({ bytes }) => certificatesWithin(bytes)));
  const bytes = fromEitherBase64(text);
  if (bytes === undefined || bytes.length === 0) return undefined;
  // Base64 of a PEM file: the armour is text of ASCII.
  const inner = bytes[0] === 0x2d ? new TextDecoder('latin1').decode(bytes) : '';
  return ARMOUR.test(inner) ? encodingsOf(inner) : certificatesWithin(bytes);
}

/** A certificate begins with two SEQUENCEs, a ContentInfo with one and an OBJECT IDENTIFIER. */
function certificatesWithin(bytes: Uint8Array): readonly Uint8Array[] {
  const signedData = readable(() => parseSignedData(bytes));
  return signedData?.certificates ?? [bytes];
}

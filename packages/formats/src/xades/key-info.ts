/**
 * ds:KeyInfo: the certificates beside the signed bytes (XMLDSig §4.5, EN 319 132-1 §6.3).
 *
 * @module
 */
import { toBase64 } from '@eseal/core';
import type { Certificate } from '@eseal/core/x509';
import { dsElement, type Markup } from './markup.ts';

/** ds:KeyInfo with one ds:X509Data. */
export function buildKeyInfo(certificates: readonly Certificate[]): Markup {
  const encodings = certificates.map(({ raw }) => dsElement('X509Certificate', {}, [toBase64(raw)]));
  return dsElement('KeyInfo', {}, [dsElement('X509Data', {}, encodings)]);
}

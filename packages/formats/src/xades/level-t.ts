/**
 * B-T: a timestamp over ds:SignatureValue (EN 319 132-1 §5.3, §6.3).
 *
 * @module
 */
import { toBase64 } from '@eseal/core';
import { dsElement, type Markup, xadesElement } from './markup.ts';

/** xades:SignatureTimeStamp. */
export function signatureTimestamp(token: Uint8Array, canonicalization: string): Markup {
  return xadesElement('SignatureTimeStamp', {}, timestampContent(toBase64(token), canonicalization));
}

/** What every timestamp consists of (EN 319 132-1 §5.1.4.4). */
export function timestampContent(token: string, canonicalization: string): readonly Markup[] {
  return [
    dsElement('CanonicalizationMethod', { Algorithm: canonicalization }),
    xadesElement('EncapsulatedTimeStamp', {}, [token]),
  ];
}

/**
 * Signature values as XML has them.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import type { PublicKey } from '@eseal/core/crypto';
import { ecdsaDerToRaw, type SignatureAlgorithm, signatureRow } from '@eseal/core/crypto';

/**
 * A Signer's value as ds:SignatureValue holds it: for ECDSA r‖s, each as long as the order of the curve
 * (XMLDSig §6.4.3), for all other algorithms as it is.
 *
 * @throws CoreError `SIGNATURE_VALUE_INVALID`
 */
export function toXmlSignatureValue(
  value: Uint8Array,
  algorithm: SignatureAlgorithm,
  publicKey: PublicKey,
): Uint8Array {
  if (signatureRow(algorithm).scheme !== 'ecdsa') return value;
  const raw = publicKey.curve && ecdsaDerToRaw(value, publicKey.curve.byteLength);
  if (raw === undefined) {
    throw new CoreError('SIGNATURE_VALUE_INVALID', 'the value is no DER of an ECDSA value of this key');
  }
  return raw;
}

/** Key identifiers (RFC 5280 §4.2.1.2, method 1). */
import { BitString, fromBER, Sequence } from 'asn1js';

/** SHA-1 of the subjectPublicKey bits of a SubjectPublicKeyInfo; also issuerKeyHash of OCSP (RFC 6960 §4.1.1). */
export async function keyIdentifier(publicKey: Uint8Array, digest = 'SHA-1'): Promise<Uint8Array> {
  return new Uint8Array(await globalThis.crypto.subtle.digest(digest, subjectPublicKey(publicKey)));
}

function subjectPublicKey(publicKey: Uint8Array): Uint8Array<ArrayBuffer> {
  const { result } = fromBER(publicKey);
  const bits = result instanceof Sequence ? result.valueBlock.value[1] : undefined;
  if (!(bits instanceof BitString)) throw new TypeError('not a SubjectPublicKeyInfo');
  return Uint8Array.from(bits.valueBlock.valueHexView);
}

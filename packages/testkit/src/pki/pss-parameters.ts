/** AlgorithmIdentifier of RSASSA-PSS (RFC 4055 §3.1). */
import { context, encode, integer, nullValue, objectIdentifier, sequence } from '../der.ts';

/**
 * id-RSASSA-PSS with MGF1 over the same digest.
 *
 * @param digestOid - object identifier of the digest
 * @param saltLength - in bytes
 */
export function rsaPssParameters(digestOid: string, saltLength: number): Uint8Array {
  const digest = encode(sequence(objectIdentifier(digestOid), nullValue()));
  const maskGeneration = sequence(objectIdentifier('1.2.840.113549.1.1.8'), digest);
  return encode(
    sequence(
      objectIdentifier('1.2.840.113549.1.1.10'),
      sequence(context(0, digest), context(1, maskGeneration), context(2, integer(saltLength))),
    ),
  );
}

/** Certificates at the addresses that authorityInfoAccess names (RFC 5280 §4.2.2.1). */
import { context, encode, integer, objectIdentifier, sequence, setOf } from '../der.ts';
import { answer, type Handler } from './handler.ts';

/** Answers with one certificate, or with several as a `certs-only` SignedData (RFC 5652 §5, RFC 8551 §3.8). */
export function createCertificateHandler(certificates: readonly Uint8Array[]): Handler {
  const [only] = certificates;
  const single = certificates.length === 1 && only !== undefined;
  return async () =>
    single
      ? answer(200, 'application/pkix-cert', only)
      : answer(200, 'application/pkcs7-mime', certificatesOnly(certificates));
}

/** The DER of a SignedData that holds nothing but certificates. */
function certificatesOnly(certificates: readonly Uint8Array[]): Uint8Array {
  const content = sequence(objectIdentifier('1.2.840.113549.1.7.1'));
  return encode(
    sequence(
      objectIdentifier('1.2.840.113549.1.7.2'),
      context(0, sequence(integer(1), setOf([]), content, setOf(certificates, 0), setOf([]))),
    ),
  );
}

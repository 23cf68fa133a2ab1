/** The check of every signature value before it is embedded. */
import { CoreError } from '../errors.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { SignRequest } from './signer.ts';

/**
 * Refuses a value that does not verify under the seal's certificate: the wrong key or slot, another document's value,
 * a fault of the device.
 *
 * @throws CoreError `SIGNATURE_VALUE_INVALID`
 */
export async function assertSignatureValue(
  certificate: Certificate,
  request: SignRequest,
  value: Uint8Array,
): Promise<void> {
  if (await certificate.publicKey.verify(request.algorithm, request.dataToBeSigned, value)) return;
  throw new CoreError(
    'SIGNATURE_VALUE_INVALID',
    `the signer's value does not verify under the seal's certificate (${request.algorithm})`,
  );
}

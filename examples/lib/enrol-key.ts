/**
 * Enrolment: a key is made in the HSM, whoever owns it applies for a certificate with a request that the key signed, and the CA's
 * answer is put beside the key. The private half is never anywhere else.
 */
import { encodeSealSubject } from '@eseal/core/identity';
import {
  createCertificationRequest,
  generateTokenKey,
  installCertificates,
  openPkcs11Token,
  type Pkcs11TokenOptions,
} from '@eseal/signer-pkcs11';

/** A CA: takes a certification request (PKCS #10), gives the certificate and its issuers. */
export type Certify = (request: Uint8Array) => Promise<readonly Uint8Array[]>;

/** Makes a key of that label on a token and has it certified. */
export async function enrolKey(options: Pkcs11TokenOptions, label: string, certify: Certify): Promise<void> {
  await using token = await openPkcs11Token(options);
  const { id } = await generateTokenKey(token, { label, kind: 'rsa-2048' });
  const subject = encodeSealSubject({
    organizationName: '株式会社サンプル',
    organizationIdentifier: { scheme: 'NTR', country: 'JP', reference: '1555666777888' },
  });
  const request = await createCertificationRequest(token, { id }, { subject });
  await installCertificates(token, { id }, await certify(request));
}

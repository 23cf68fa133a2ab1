/**
 * A Signer over a key in an HSM or on a token (PKCS #11), and what enrolment needs: keys made on the token, certification
 * requests, certificates.
 *
 * @module
 */
export type { Pkcs11Binding } from './binding.ts';
export { Pkcs11Error, type Pkcs11ErrorCode } from './errors.ts';
export type { KeySelector } from './find-key.ts';
export type { TokenSelector } from './find-token.ts';
export {
  type CertificationRequestOptions,
  createCertificationRequest,
} from './management/certification-request.ts';
export {
  type GeneratedKey,
  type GenerateKeyOptions,
  generateTokenKey,
  type TokenKeyKind,
} from './management/generate-key.ts';
export { type ImportKeyOptions, importTokenKey } from './management/import-key.ts';
export { installCertificates } from './management/install-certificates.ts';
export { openPkcs11Token, type Pkcs11Token, type Pkcs11TokenOptions } from './management/open-token.ts';
export { openPkcs11Module, type Pkcs11Module, type Pkcs11ModuleOptions } from './module.ts';
export { openPkcs11Signer, type Pkcs11Signer, type Pkcs11SignerOptions } from './open-signer.ts';
export type { PinCallback, PinRequest } from './pin.ts';

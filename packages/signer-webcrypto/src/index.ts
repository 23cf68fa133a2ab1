/**
 * A Signer over keys that WebCrypto holds.
 *
 * @module
 */
export type { CertificateInput } from '@eseal/core/x509';
export { createPkcs8Signer, type Pkcs8SignerOptions } from './create-pkcs8-signer.ts';
export { createPkcs12Signer, type Pkcs12SignerOptions } from './create-pkcs12-signer.ts';
export { createWebCryptoSigner, type WebCryptoSignerOptions } from './create-webcrypto-signer.ts';
export type { WebCrypto } from './key-ring.ts';
export type { PasswordInput } from './password.ts';

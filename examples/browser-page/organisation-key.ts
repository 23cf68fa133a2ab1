/**
 * The organisation's key: made in the page, where nothing can read it out, and certified by the test CA. In earnest the
 * certificate comes from your CA, after it has seen who you are.
 */
import type { Signer } from '@eseal/core';
import { createWebCryptoSigner } from '@eseal/signer-webcrypto';

/** A Signer over a new key that cannot leave the page; only its public half goes to the CA. */
export async function createOrganisationSigner(): Promise<Signer> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const certificates = await certify(await crypto.subtle.exportKey('spki', publicKey));
  return createWebCryptoSigner({ key: privateKey, certificates });
}

/** The certificate of a public key and its issuers, as PEM. */
async function certify(publicKey: ArrayBuffer): Promise<string> {
  const response = await fetch('certificate', { method: 'POST', body: publicKey });
  if (!response.ok) throw new Error(`the CA answered ${response.status}`);
  return response.text();
}

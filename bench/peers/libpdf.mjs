/** @libpdf/core with a CryptoKey. */
import { webcrypto } from 'node:crypto';
import { CryptoKeySigner, PDF } from '@libpdf/core';

export async function createLibpdfSealer(document, world, kind) {
  const rsa = kind.startsWith('rsa');
  const algorithm = rsa
    ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
    : { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await webcrypto.subtle.importKey('pkcs8', world.seal.pkcs8, algorithm, true, ['sign']);
  const chain = [...world.chain.slice(1), world.root.certificate];
  const signer = rsa
    ? new CryptoKeySigner(key, world.seal.certificate, 'RSA', 'RSASSA-PKCS1-v1_5', chain)
    : new CryptoKeySigner(key, world.seal.certificate, 'EC', 'ECDSA', chain);
  return async () => {
    const pdf = await PDF.load(document);
    return pdf.sign({ signer, level: 'B-B' });
  };
}

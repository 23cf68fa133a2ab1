/** Keys, certificates and documents of the benchmark, made anew for each row. */
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { parseCertificate } from '@eseal/core/x509';
import { createWebCryptoSigner } from '@eseal/signer-webcrypto';
import { createGoodWorld } from '@eseal/testkit';

/** A world with a signer over its seal key and a chain of three certificates. */
export async function createSealer(kind) {
  const world = await createGoodWorld({ key: kind, now: new Date() });
  const chain = [...world.chain, world.root.certificate].map(parseCertificate);
  const signer = await createWebCryptoSigner({ key: world.seal.privateKey, certificates: chain });
  const key = createPrivateKey({ key: Buffer.from(world.seal.pkcs8), format: 'der', type: 'pkcs8' });
  return { world, chain, signer, key };
}

/** Kind of key that a row's name asks for. */
export function kindOf(id) {
  if (id.includes('p256')) return 'p256';
  return id.includes('ed25519') ? 'ed25519' : 'rsa-2048';
}

/** The raw limit: SHA-256 of the document and one signature with a loaded key over what a seal signs. */
export function rawWork(document, key) {
  const algorithm = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  const attributes = new Uint8Array(250);
  return () => {
    createHash('sha256').update(document).digest();
    sign(algorithm, attributes, key);
  };
}

/** Bytes that do not compress, equal in every run. */
export function incompressible(length) {
  const out = Buffer.alloc(length);
  for (let at = 0, block = Buffer.from('eseal'); at < length; at += 32) {
    block = createHash('sha256').update(block).digest();
    block.copy(out, at);
  }
  return new Uint8Array(out.buffer, out.byteOffset, length);
}

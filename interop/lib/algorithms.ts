/**
 * The algorithms of the matrix: each with the key it needs and the Signer that is tried with it.
 *
 * @module
 */
import type { Signer } from '@eseal/core';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { createPkcs8Signer, createWebCryptoSigner } from '@eseal/signer-webcrypto';
import { createMockSigner, type Entity, type KeyKind, type TestKey } from '@eseal/testkit';
import { createNodeKey } from '@eseal/testkit/server';

/** An algorithm of the matrix. */
export interface AlgorithmCase {
  /** As it stands in test names and tables. */
  readonly name: string;
  readonly algorithm: SignatureAlgorithm;
  /** Key of the seal's certificate. */
  readonly key: () => KeyKind | TestKey;
  /** A Signer with the entity's key. */
  readonly signer: (seal: Entity) => Promise<Signer>;
}

const fromCryptoKey = (seal: Entity): Promise<Signer> =>
  createWebCryptoSigner({ key: seal.privateKey, certificates: [...seal.chain] });

const fromPkcs8 = (algorithm: SignatureAlgorithm) => (seal: Entity) =>
  createPkcs8Signer({ privateKey: seal.pkcs8, certificates: [...seal.chain], algorithms: [algorithm] });

/** For what WebCrypto lacks: the testkit's own keys. */
const fromTestKey = async (seal: Entity): Promise<Signer> => createMockSigner(seal);

/** Every algorithm, the usual ones first. */
export const algorithmCases: readonly AlgorithmCase[] = [
  { name: 'RSA-2048', algorithm: 'rsa-sha256', key: () => 'rsa-2048', signer: fromCryptoKey },
  { name: 'RSA-3072', algorithm: 'rsa-sha384', key: () => 'rsa-3072', signer: fromPkcs8('rsa-sha384') },
  {
    name: 'RSA-PSS',
    algorithm: 'rsa-pss-sha256',
    key: () => 'rsa-2048',
    signer: fromPkcs8('rsa-pss-sha256'),
  },
  {
    name: 'RSA-PSS SHA-512',
    algorithm: 'rsa-pss-sha512',
    key: () => 'rsa-3072',
    signer: fromPkcs8('rsa-pss-sha512'),
  },
  { name: 'P-256', algorithm: 'ecdsa-sha256', key: () => 'p256', signer: fromCryptoKey },
  { name: 'P-384', algorithm: 'ecdsa-sha384', key: () => 'p384', signer: fromPkcs8('ecdsa-sha384') },
  { name: 'P-521', algorithm: 'ecdsa-sha512', key: () => 'p521', signer: fromCryptoKey },
  { name: 'Ed25519', algorithm: 'ed25519', key: () => 'ed25519', signer: fromPkcs8('ed25519') },
  { name: 'Ed448', algorithm: 'ed448', key: () => createNodeKey('ed448'), signer: fromTestKey },
  {
    name: 'RSA SHA3-256',
    algorithm: 'rsa-sha3-256',
    key: () => createNodeKey('rsa-2048', { algorithms: ['rsa-sha3-256'] }),
    signer: fromTestKey,
  },
  {
    name: 'P-256 SHA3-256',
    algorithm: 'ecdsa-sha3-256',
    key: () => createNodeKey('p256', { algorithms: ['ecdsa-sha3-256'] }),
    signer: fromTestKey,
  },
];

/** The case of that name. */
export function algorithmNamed(name: string): AlgorithmCase {
  const found = algorithmCases.find((one) => one.name === name);
  if (found === undefined) throw new TypeError(`no algorithm is named ${name}`);
  return found;
}

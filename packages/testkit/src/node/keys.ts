/**
 * Keys that WebCrypto does not have, made by Node: Ed448, brainpool curves, PSS-only RSA keys, and SHA-3 with any key.
 *
 * @module
 */
import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import type { TestKey } from '../pki/key.ts';

/** Kinds of key Node makes. */
export type NodeKeyKind =
  | 'rsa-2048'
  | 'rsa-3072'
  /** Its SubjectPublicKeyInfo says id-RSASSA-PSS without parameters (RFC 4055 §1.2). */
  | 'rsa-pss-only-2048'
  | 'p256'
  | 'p384'
  | 'p521'
  | 'brainpoolP256r1'
  | 'brainpoolP384r1'
  | 'brainpoolP512r1'
  | 'ed448';

/** Options of {@link createNodeKey}. */
export interface NodeKeyOptions {
  /** What it signs with, the usual one first. Default what suits the kind, SHA-2. */
  readonly algorithms?: readonly [SignatureAlgorithm, ...SignatureAlgorithm[]];
}

interface KindRow {
  readonly generate: () => { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
  readonly algorithm: SignatureAlgorithm;
}

const rsa = (modulusLength: number): KindRow => ({
  generate: () => generateKeyPairSync('rsa', { modulusLength }),
  algorithm: 'rsa-sha256',
});

const curve = (namedCurve: string, algorithm: SignatureAlgorithm): KindRow => ({
  generate: () => generateKeyPairSync('ec', { namedCurve }),
  algorithm,
});

const KINDS: Readonly<Record<NodeKeyKind, KindRow>> = {
  'rsa-2048': rsa(2048),
  'rsa-3072': rsa(3072),
  'rsa-pss-only-2048': {
    generate: () => generateKeyPairSync('rsa-pss', { modulusLength: 2048 }),
    algorithm: 'rsa-pss-sha256',
  },
  p256: curve('prime256v1', 'ecdsa-sha256'),
  p384: curve('secp384r1', 'ecdsa-sha384'),
  p521: curve('secp521r1', 'ecdsa-sha512'),
  brainpoolP256r1: curve('brainpoolP256r1', 'ecdsa-sha256'),
  brainpoolP384r1: curve('brainpoolP384r1', 'ecdsa-sha384'),
  brainpoolP512r1: curve('brainpoolP512r1', 'ecdsa-sha512'),
  ed448: { generate: () => generateKeyPairSync('ed448'), algorithm: 'ed448' },
};

/**
 * A new key for an entity of a PKI or a world.
 *
 * @example
 * ```ts
 * import { createGoodWorld } from '@eseal/testkit';
 * import { createNodeKey } from '@eseal/testkit/server';
 *
 * const world = await createGoodWorld({ keyOf: { seal: createNodeKey('brainpoolP256r1') } });
 * console.log(world.seal.key.kind);
 * ```
 */
export function createNodeKey(kind: NodeKeyKind, options: NodeKeyOptions = {}): TestKey {
  const row = KINDS[kind];
  const { privateKey, publicKey } = row.generate();
  const algorithms = options.algorithms ?? [row.algorithm];
  return {
    kind,
    algorithms,
    publicKey: Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' })),
    pkcs8: Uint8Array.from(privateKey.export({ type: 'pkcs8', format: 'der' })),
    get privateKey(): CryptoKey {
      throw new TypeError(`WebCrypto has no ${kind} keys of Node's making: use pkcs8 or sign`);
    },
    async sign(data, algorithm = algorithms[0]) {
      if (!algorithms.includes(algorithm))
        throw new TypeError(`the ${kind} key does not sign with ${algorithm}`);
      return Uint8Array.from(sign(hashOf(algorithm), data, { key: privateKey, ...paddingOf(algorithm) }));
    },
  };
}

/** OpenSSL's name of the digest; EdDSA has its own inside. */
function hashOf(algorithm: SignatureAlgorithm): string | undefined {
  return /(sha3-\d+|sha\d+)$/.exec(algorithm)?.[1];
}

function paddingOf(algorithm: SignatureAlgorithm): {
  readonly padding?: number;
  readonly saltLength?: number;
} {
  if (!algorithm.startsWith('rsa-pss-')) return {};
  return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}

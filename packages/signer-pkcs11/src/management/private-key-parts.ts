/**
 * The parts of a private key as tokens take them: PrivateKeyInfo (RFC 5958 §2) taken apart, as views of its bytes.
 *
 * @see RFC 8017 appendix A.1.2, RFC 5915 §3, RFC 8410 §7; PKCS #11 v3.1 §6.1.3, §6.3.4, §6.3.5
 * @module
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { CoreError } from '@eseal/core';
import { DerReader, encode, OID, octetString } from '@eseal/core/asn1';
import { MIN_RSA_BITS, PublicKey, readAlgorithmIdentifier } from '@eseal/core/crypto';
import type { Attribute } from '../binding.ts';
import { CKA, CKK } from '../cryptoki.ts';

/** A private key in parts. */
export interface PrivateKeyParts {
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  /** Attributes of both halves: the kind of key. */
  readonly shared: readonly Attribute[];
  readonly privateHalf: readonly Attribute[];
  readonly publicHalf: readonly Attribute[];
}

/**
 * Takes a key apart.
 *
 * @throws CoreError `SIGNER_KEY_UNUSABLE` for a key that seals are not made with; `DECODE_FAILED` for other bytes
 */
export function privateKeyParts(pkcs8: Uint8Array): PrivateKeyParts {
  const reader = DerReader.over(pkcs8, 'PrivateKeyInfo').sequence('PrivateKeyInfo');
  reader.smallInteger('version');
  const algorithm = readAlgorithmIdentifier(reader, 'privateKeyAlgorithm');
  const key = reader.octetString('privateKey');
  const publicKey = publicKeyOf(pkcs8);
  switch (algorithm.oid) {
    case OID.rsaEncryption:
      return { publicKey, ...rsaParts(key, publicKey) };
    case OID.ecPublicKey:
      return { publicKey, ...ecParts(key, publicKey) };
    case OID.ed25519:
      return { publicKey, ...edwardsParts(key, publicKey) };
    default:
      throw new CoreError('SIGNER_KEY_UNUSABLE', `seals are not made with keys of kind ${algorithm.oid}`);
  }
}

/** The public half, as the platform computes it: what a file says of it need not be true. */
function publicKeyOf(pkcs8: Uint8Array): Uint8Array {
  try {
    const key = Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.byteLength);
    const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
    return Uint8Array.from(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }));
  } catch {
    // No cause: it is about the bytes of the key.
    throw new CoreError('SIGNER_KEY_UNUSABLE', 'the bytes are no private key that this platform knows');
  }
}

type Halves = Omit<PrivateKeyParts, 'publicKey'>;

const RSA_PARTS = [
  CKA.MODULUS,
  CKA.PUBLIC_EXPONENT,
  CKA.PRIVATE_EXPONENT,
  CKA.PRIME_1,
  CKA.PRIME_2,
  CKA.EXPONENT_1,
  CKA.EXPONENT_2,
  CKA.COEFFICIENT,
] as const;

function rsaParts(key: Uint8Array, publicKey: Uint8Array): Halves {
  const { size } = new PublicKey(publicKey);
  if (size < MIN_RSA_BITS)
    throw new CoreError(
      'SIGNER_KEY_UNUSABLE',
      `the RSA key has ${size} bits; at least ${MIN_RSA_BITS} are needed`,
    );
  const reader = DerReader.over(key, 'RSAPrivateKey').sequence('RSAPrivateKey');
  reader.smallInteger('version');
  const numbers = RSA_PARTS.map((type) => ({ type, value: unsigned(reader.integer('number')) }));
  return {
    shared: [{ type: CKA.KEY_TYPE, value: CKK.RSA }],
    privateHalf: numbers,
    publicHalf: numbers.slice(0, 2),
  };
}

function ecParts(key: Uint8Array, publicKey: Uint8Array): Halves {
  const { algorithm, bits, curve } = new PublicKey(publicKey);
  const parameters = algorithm.parameters;
  if (curve?.creates !== true || parameters === undefined)
    throw new CoreError('SIGNER_KEY_UNUSABLE', 'seals are not made with keys on this curve');
  const reader = DerReader.over(key, 'ECPrivateKey').sequence('ECPrivateKey');
  reader.smallInteger('version');
  return {
    shared: [
      { type: CKA.KEY_TYPE, value: CKK.EC },
      { type: CKA.EC_PARAMS, value: Buffer.from(parameters) },
    ],
    privateHalf: [{ type: CKA.VALUE, value: view(reader.octetString('privateKey')) }],
    publicHalf: [pointOf(bits)],
  };
}

function edwardsParts(key: Uint8Array, publicKey: Uint8Array): Halves {
  const { algorithm, bits } = new PublicKey(publicKey);
  const curve = DerReader.over(algorithm.raw, 'algorithm').sequence('algorithm').raw('curve');
  return {
    shared: [
      { type: CKA.KEY_TYPE, value: CKK.EC_EDWARDS },
      { type: CKA.EC_PARAMS, value: Buffer.from(curve) },
    ],
    privateHalf: [
      { type: CKA.VALUE, value: view(DerReader.over(key, 'CurvePrivateKey').octetString('privateKey')) },
    ],
    publicHalf: [pointOf(bits)],
  };
}

/** CKA_EC_POINT is the DER of an OCTET STRING with the point (§6.3.3). */
function pointOf(bits: Uint8Array): Attribute {
  return { type: CKA.EC_POINT, value: Buffer.from(encode(octetString(bits))) };
}

/** Big-endian without the sign (§4.9.1, Big integer). */
function unsigned(integer: Uint8Array): Buffer {
  return view(integer[0] === 0 ? integer.subarray(1) : integer);
}

/** The same bytes, not a copy: they are overwritten in one place. */
function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * The parts of the `@noble` libraries that stand in where browsers lack something, each loaded when it is needed.
 *
 * @module
 */
import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import type { CHash } from '@noble/hashes/utils.js';
import type { CurveRow, DigestAlgorithm } from './algorithms.ts';

/** A hash function of the library. */
export async function nobleHash(algorithm: DigestAlgorithm): Promise<CHash> {
  const [sha2, sha3, legacy] = await Promise.all([
    import('@noble/hashes/sha2.js'),
    import('@noble/hashes/sha3.js'),
    import('@noble/hashes/legacy.js'),
  ]);
  switch (algorithm) {
    case 'MD5':
      return legacy.md5;
    case 'SHA-1':
      return legacy.sha1;
    case 'SHA-224':
      return sha2.sha224;
    case 'SHA-256':
      return sha2.sha256;
    case 'SHA-384':
      return sha2.sha384;
    case 'SHA-512':
      return sha2.sha512;
    case 'SHA3-224':
      return sha3.sha3_224;
    case 'SHA3-256':
      return sha3.sha3_256;
    case 'SHA3-384':
      return sha3.sha3_384;
    case 'SHA3-512':
      return sha3.sha3_512;
    case 'SHAKE256':
      return sha3.shake256_64;
  }
}

/** ECDSA over a curve of the library. */
export async function nobleCurve(curve: CurveRow): Promise<ECDSA> {
  const [nist, misc] = await Promise.all([import('@noble/curves/nist.js'), import('@noble/curves/misc.js')]);
  switch (curve.name) {
    case 'P-256':
      return nist.p256;
    case 'P-384':
      return nist.p384;
    case 'P-521':
      return nist.p521;
    case 'brainpoolP256r1':
      return misc.brainpoolP256r1;
    case 'brainpoolP384r1':
      return misc.brainpoolP384r1;
    case 'brainpoolP512r1':
      return misc.brainpoolP512r1;
  }
}

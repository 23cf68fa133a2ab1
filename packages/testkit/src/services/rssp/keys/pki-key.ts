/**
 * Keys of the test PKI as the service holds them: they sign digests, in Node and in browsers.
 *
 * @module
 */
import type { TestKey } from '../../../pki/key.ts';
import { CURVES, type Curve, signWithEcdsa } from './ecdsa.ts';
import { numberOfJwk } from './numbers.ts';
import { rsaNumbers, signWithRsa } from './rsa.ts';
import type { RsspKey } from './rssp-key.ts';

/** A test key as the service holds it; a TypeError for kinds that sign no digests or that WebCrypto does not have. */
export async function openTestKey(key: TestKey): Promise<RsspKey> {
  const jwk = await globalThis.crypto.subtle.exportKey('jwk', key.privateKey);
  if (jwk.kty === 'RSA') return rsaKey(key.publicKey, jwk);
  const curve = jwk.kty === 'EC' && jwk.crv !== undefined ? CURVES[jwk.crv] : undefined;
  if (curve === undefined) throw new TypeError(`a ${key.kind} key does not sign digests`);
  return curveKey(key.publicKey, curve, numberOfJwk(jwk.d));
}

function rsaKey(publicKey: Uint8Array, jwk: JsonWebKey): RsspKey {
  const numbers = rsaNumbers(jwk);
  return {
    kind: 'rssp-key',
    publicKey,
    scheme: 'rsa',
    bits: numbers.bits,
    curve: undefined,
    signHash: async (scheme, hashOid, hash) => {
      if (scheme === 'ecdsa') throw new TypeError('an RSA key does not sign by ECDSA');
      return signWithRsa(numbers, scheme, hashOid, hash);
    },
  };
}

function curveKey(publicKey: Uint8Array, curve: Curve, secret: bigint): RsspKey {
  return {
    kind: 'rssp-key',
    publicKey,
    scheme: 'ecdsa',
    bits: curve.bits,
    curve: curve.oid,
    signHash: async (scheme, _hashOid, hash) => {
      if (scheme !== 'ecdsa') throw new TypeError('a key of a curve does not sign by RSA');
      return signWithEcdsa(curve, secret, hash);
    },
  };
}

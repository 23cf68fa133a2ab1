/** AlgorithmIdentifiers of signature algorithms, written for the testkit apart from the SDK's own table. */
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { context, encode, integer, nullValue, objectIdentifier, sequence } from '../der.ts';

const RSA = '1.2.840.113549.1.1';
const ECDSA = '1.2.840.10045.4';
const NIST_HASH = '2.16.840.1.101.3.4.2';
const NIST_SIGNATURE = '2.16.840.1.101.3.4.3';

/** RFC 4055 §5, RFC 8692 §2 and RFC 9688 §4: parameters NULL for RSA. */
const RSA_OIDS: Readonly<Record<string, string>> = {
  sha1: `${RSA}.5`,
  sha256: `${RSA}.11`,
  sha384: `${RSA}.12`,
  sha512: `${RSA}.13`,
  'sha3-256': `${NIST_SIGNATURE}.14`,
  'sha3-384': `${NIST_SIGNATURE}.15`,
  'sha3-512': `${NIST_SIGNATURE}.16`,
};

/** RFC 5758 §3.2: parameters absent for ECDSA. */
const ECDSA_OIDS: Readonly<Record<string, string>> = {
  sha1: `${ECDSA}.1`,
  sha256: `${ECDSA}.3.2`,
  sha384: `${ECDSA}.3.3`,
  sha512: `${ECDSA}.3.4`,
  'sha3-256': `${NIST_SIGNATURE}.10`,
  'sha3-384': `${NIST_SIGNATURE}.11`,
  'sha3-512': `${NIST_SIGNATURE}.12`,
};

/** Digests of RSASSA-PSS with their lengths, which are the salt's too. */
const PSS_DIGESTS: Readonly<Record<string, readonly [oid: string, length: number]>> = {
  sha1: ['1.3.14.3.2.26', 20],
  sha256: [`${NIST_HASH}.1`, 32],
  sha384: [`${NIST_HASH}.2`, 48],
  sha512: [`${NIST_HASH}.3`, 64],
  'sha3-256': [`${NIST_HASH}.8`, 32],
  'sha3-384': [`${NIST_HASH}.9`, 48],
  'sha3-512': [`${NIST_HASH}.10`, 64],
};

/** RFC 8410 §3: parameters absent. */
const EDDSA_OIDS: Readonly<Record<string, string>> = { ed25519: '1.3.101.112', ed448: '1.3.101.113' };

/** The DER of an algorithm's AlgorithmIdentifier. */
export function signatureAlgorithmIdentifier(algorithm: SignatureAlgorithm): Uint8Array {
  const [, scheme = '', hash = ''] = /^(rsa-pss|rsa|ecdsa)-(.+)$/.exec(algorithm) ?? [];
  const eddsa = EDDSA_OIDS[algorithm];
  if (eddsa !== undefined) return encode(sequence(objectIdentifier(eddsa)));
  const pss = scheme === 'rsa-pss' ? PSS_DIGESTS[hash] : undefined;
  if (pss !== undefined) return pssIdentifier(...pss);
  const oid = { rsa: RSA_OIDS[hash], ecdsa: ECDSA_OIDS[hash] }[scheme];
  if (oid === undefined) throw new TypeError(`the testkit has no algorithm ${algorithm}`);
  return encode(
    scheme === 'rsa' ? sequence(objectIdentifier(oid), nullValue()) : sequence(objectIdentifier(oid)),
  );
}

/** id-RSASSA-PSS with MGF1 over the same digest (RFC 4055 §3.1). */
function pssIdentifier(digestOid: string, saltLength: number): Uint8Array {
  const digest = encode(sequence(objectIdentifier(digestOid), nullValue()));
  const maskGeneration = sequence(objectIdentifier(`${RSA}.8`), digest);
  const parameters = sequence(
    context(0, digest),
    context(1, maskGeneration),
    context(2, integer(saltLength)),
  );
  return encode(sequence(objectIdentifier(`${RSA}.10`), parameters));
}

/** How WebCrypto is told to sign with an algorithm: at import and at use. */
export interface WebCryptoParameters {
  readonly name: string;
  readonly hash?: string;
  readonly saltLength?: number;
}

const WEB_HASHES: Readonly<Record<string, string>> = {
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/** WebCrypto's parameters for an algorithm. */
export function webCryptoParameters(algorithm: SignatureAlgorithm): WebCryptoParameters {
  if (algorithm === 'ed25519') return { name: 'Ed25519' };
  const [, scheme = '', suffix = ''] = /^(rsa-pss|rsa|ecdsa)-(.+)$/.exec(algorithm) ?? [];
  const hash = WEB_HASHES[suffix];
  if (hash === undefined) throw new TypeError(`WebCrypto has no ${algorithm}`);
  if (scheme === 'rsa-pss') return { name: 'RSA-PSS', hash, saltLength: PSS_DIGESTS[suffix]?.[1] ?? 0 };
  return { name: scheme === 'rsa' ? 'RSASSA-PKCS1-v1_5' : 'ECDSA', hash };
}

/**
 * One row per algorithm: every name it has in the standards and interfaces the SDK speaks. To add an algorithm, add a
 * row (and the platform's support in the two providers).
 *
 * RFC 8017, RFC 3279, RFC 5754, RFC 4055, RFC 5758, RFC 8419, RFC 8692, RFC 9231 and RFC 9688, CSC API, PKCS #11 v3.1.
 *
 * @module
 */
import { CoreError } from '../errors.ts';

/** Digest algorithms the SDK can name. `MD5` and `SHA-1` are recognised to be judged, never used to seal. */
export type DigestAlgorithm =
  | 'MD5'
  | 'SHA-1'
  | 'SHA-224'
  | 'SHA-256'
  | 'SHA-384'
  | 'SHA-512'
  | 'SHA3-224'
  | 'SHA3-256'
  | 'SHA3-384'
  | 'SHA3-512'
  | 'SHAKE256';

/** A digest algorithm under all its names. */
export interface DigestRow {
  readonly name: DigestAlgorithm;
  readonly oid: string;
  readonly xmlUri: string;
  /** Name of OpenSSL and `node:crypto`. */
  readonly openssl: string;
  /** Length of the digest in bytes. */
  readonly length: number;
  /** May be used for new seals. */
  readonly creates: boolean;
}

const digest = (
  name: DigestAlgorithm,
  oid: string,
  xmlUri: string,
  openssl: string,
  length: number,
  creates = true,
): DigestRow => ({ name, oid, xmlUri, openssl, length, creates });

const NIST = '2.16.840.1.101.3.4.2';

/** Every digest algorithm the SDK knows. */
export const DIGEST_ALGORITHMS: readonly DigestRow[] = [
  digest('MD5', '1.2.840.113549.2.5', 'http://www.w3.org/2001/04/xmldsig-more#md5', 'md5', 16, false),
  digest('SHA-1', '1.3.14.3.2.26', 'http://www.w3.org/2000/09/xmldsig#sha1', 'sha1', 20, false),
  digest('SHA-224', `${NIST}.4`, 'http://www.w3.org/2001/04/xmldsig-more#sha224', 'sha224', 28, false),
  digest('SHA-256', `${NIST}.1`, 'http://www.w3.org/2001/04/xmlenc#sha256', 'sha256', 32),
  digest('SHA-384', `${NIST}.2`, 'http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384', 48),
  digest('SHA-512', `${NIST}.3`, 'http://www.w3.org/2001/04/xmlenc#sha512', 'sha512', 64),
  digest('SHA3-224', `${NIST}.7`, 'http://www.w3.org/2007/05/xmldsig-more#sha3-224', 'sha3-224', 28, false),
  digest('SHA3-256', `${NIST}.8`, 'http://www.w3.org/2007/05/xmldsig-more#sha3-256', 'sha3-256', 32),
  digest('SHA3-384', `${NIST}.9`, 'http://www.w3.org/2007/05/xmldsig-more#sha3-384', 'sha3-384', 48),
  digest('SHA3-512', `${NIST}.10`, 'http://www.w3.org/2007/05/xmldsig-more#sha3-512', 'sha3-512', 64),
  // id-shake256-len with 64 bytes of output, for Ed448 over signed attributes (RFC 8419 §2.3, §3.1).
  digest('SHAKE256', `${NIST}.18`, 'http://www.w3.org/2021/04/xmldsig-more#shake256', 'shake256', 64),
];

const DIGESTS_BY_NAME: ReadonlyMap<string, DigestRow> = new Map(
  DIGEST_ALGORITHMS.map((row) => [row.name, row]),
);

/** Kind of key a signature algorithm needs. */
export type KeyType = 'rsa' | 'rsa-pss' | 'ec' | 'ed25519' | 'ed448' | 'dsa';

/** Signature algorithms the SDK can create or verify. */
export type SignatureAlgorithm =
  | 'rsa-md5'
  | 'rsa-sha1'
  | 'rsa-sha224'
  | 'rsa-sha256'
  | 'rsa-sha384'
  | 'rsa-sha512'
  | 'rsa-sha3-224'
  | 'rsa-sha3-256'
  | 'rsa-sha3-384'
  | 'rsa-sha3-512'
  | 'rsa-pss-sha1'
  | 'rsa-pss-sha224'
  | 'rsa-pss-sha256'
  | 'rsa-pss-sha384'
  | 'rsa-pss-sha512'
  | 'rsa-pss-sha3-224'
  | 'rsa-pss-sha3-256'
  | 'rsa-pss-sha3-384'
  | 'rsa-pss-sha3-512'
  | 'ecdsa-sha1'
  | 'ecdsa-sha224'
  | 'ecdsa-sha256'
  | 'ecdsa-sha384'
  | 'ecdsa-sha512'
  | 'ecdsa-sha3-224'
  | 'ecdsa-sha3-256'
  | 'ecdsa-sha3-384'
  | 'ecdsa-sha3-512'
  | 'plain-ecdsa-sha1'
  | 'plain-ecdsa-sha224'
  | 'plain-ecdsa-sha256'
  | 'plain-ecdsa-sha384'
  | 'plain-ecdsa-sha512'
  | 'plain-ecdsa-sha3-224'
  | 'plain-ecdsa-sha3-256'
  | 'plain-ecdsa-sha3-384'
  | 'plain-ecdsa-sha3-512'
  | 'ed25519'
  | 'ed448'
  | 'dsa-sha1'
  | 'dsa-sha224'
  | 'dsa-sha256'
  | 'dsa-sha384'
  | 'dsa-sha512';

/** A signature algorithm under all its names. */
export interface SignatureRow {
  readonly name: SignatureAlgorithm;
  /** `plain-ecdsa`: ECDSA whose value is r and s side by side (BSI TR-03111 §5.2.1). */
  readonly scheme: 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | 'plain-ecdsa' | 'eddsa' | 'dsa';
  /** Digest inside the signature; for EdDSA the digest used for `messageDigest` beside it (RFC 8419 §3.1). */
  readonly digest: DigestAlgorithm;
  readonly oid: string;
  /** Form of the AlgorithmIdentifier's parameters. */
  readonly parameters: 'null' | 'absent' | 'pss';
  /** `undefined` where no standard names one: RSASSA-PKCS1-v1_5 with SHA-3, plain ECDSA, most of DSA. */
  readonly xmlUri: string | undefined;
  /** Algorithm of `SubtleCrypto`; `undefined` where browsers have none. */
  readonly webCrypto:
    | { readonly name: string; readonly hash?: string; readonly saltLength?: number }
    | undefined;
  /** PKCS #11 mechanism. */
  readonly pkcs11: string;
  /** `signAlgo` of the CSC API. */
  readonly csc: string;
}

const RSA = '1.2.840.113549.1.1';
const ECDSA = '1.2.840.10045.4';
const NIST_SIG = '2.16.840.1.101.3.4.3';
const MORE_2001 = 'http://www.w3.org/2001/04/xmldsig-more#';
const MORE_2007 = 'http://www.w3.org/2007/05/xmldsig-more#';
const MORE_2021 = 'http://www.w3.org/2021/04/xmldsig-more#';
const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';

/** Whether `crypto.subtle` has a digest algorithm. */
export function isInBrowsers(hash: DigestAlgorithm): boolean {
  return hash === 'SHA-1' || hash === 'SHA-256' || hash === 'SHA-384' || hash === 'SHA-512';
}

const mechanismHash = (hash: DigestAlgorithm): string =>
  hash
    .replace('SHA-', 'SHA')
    .replace('SHA3-', 'SHA3_')
    .replace(/^SHA1$/, 'SHA1');

function rsa(name: SignatureAlgorithm, hash: DigestAlgorithm, oid: string, xmlUri?: string): SignatureRow {
  return {
    name,
    scheme: 'rsa-pkcs1',
    digest: hash,
    oid,
    parameters: 'null',
    xmlUri,
    webCrypto: isInBrowsers(hash) ? { name: 'RSASSA-PKCS1-v1_5', hash } : undefined,
    pkcs11: `CKM_${mechanismHash(hash)}_RSA_PKCS`,
    csc: oid,
  };
}

function pss(name: SignatureAlgorithm, hash: DigestAlgorithm, xmlUri: string): SignatureRow {
  return {
    name,
    scheme: 'rsa-pss',
    digest: hash,
    oid: `${RSA}.10`,
    parameters: 'pss',
    xmlUri,
    webCrypto: isInBrowsers(hash) ? { name: 'RSA-PSS', hash, saltLength: digestRow(hash).length } : undefined,
    pkcs11: `CKM_${mechanismHash(hash)}_RSA_PKCS_PSS`,
    csc: `${RSA}.10`,
  };
}

function ecdsa(name: SignatureAlgorithm, hash: DigestAlgorithm, oid: string, xmlUri?: string): SignatureRow {
  return {
    name,
    scheme: 'ecdsa',
    digest: hash,
    oid,
    parameters: 'absent',
    xmlUri,
    webCrypto: isInBrowsers(hash) ? { name: 'ECDSA', hash } : undefined,
    pkcs11: `CKM_ECDSA_${mechanismHash(hash)}`,
    csc: oid,
  };
}

/** BSI TR-03111 §5.2.1, for verification only; XML needs no name for it, whose ECDSA values are plain anyway. */
function plainEcdsa(name: SignatureAlgorithm, hash: DigestAlgorithm, number: number): SignatureRow {
  const oid = `0.4.0.127.0.7.1.1.4.1.${number}`;
  return { ...ecdsa(name, hash, oid), scheme: 'plain-ecdsa' };
}

function eddsa(name: 'ed25519' | 'ed448', hash: DigestAlgorithm, oid: string): SignatureRow {
  return {
    name,
    scheme: 'eddsa',
    digest: hash,
    oid,
    parameters: 'absent',
    xmlUri: `${MORE_2021}eddsa-${name}`,
    webCrypto: name === 'ed25519' ? { name: 'Ed25519' } : undefined,
    pkcs11: 'CKM_EDDSA',
    csc: oid,
  };
}

/** For verification only (FIPS 186-5 §1). */
function dsa(name: SignatureAlgorithm, hash: DigestAlgorithm, oid: string, xmlUri?: string): SignatureRow {
  return {
    name,
    scheme: 'dsa',
    digest: hash,
    oid,
    parameters: 'absent',
    xmlUri,
    webCrypto: undefined,
    pkcs11: `CKM_DSA_${mechanismHash(hash)}`,
    csc: oid,
  };
}

/** Every signature algorithm the SDK knows. */
export const SIGNATURE_ALGORITHMS: readonly SignatureRow[] = [
  rsa('rsa-md5', 'MD5', `${RSA}.4`, `${MORE_2001}rsa-md5`),
  rsa('rsa-sha1', 'SHA-1', `${RSA}.5`, `${XMLDSIG}rsa-sha1`),
  rsa('rsa-sha224', 'SHA-224', `${RSA}.14`, `${MORE_2001}rsa-sha224`),
  rsa('rsa-sha256', 'SHA-256', `${RSA}.11`, `${MORE_2001}rsa-sha256`),
  rsa('rsa-sha384', 'SHA-384', `${RSA}.12`, `${MORE_2001}rsa-sha384`),
  rsa('rsa-sha512', 'SHA-512', `${RSA}.13`, `${MORE_2001}rsa-sha512`),
  rsa('rsa-sha3-224', 'SHA3-224', `${NIST_SIG}.13`),
  rsa('rsa-sha3-256', 'SHA3-256', `${NIST_SIG}.14`),
  rsa('rsa-sha3-384', 'SHA3-384', `${NIST_SIG}.15`),
  rsa('rsa-sha3-512', 'SHA3-512', `${NIST_SIG}.16`),
  pss('rsa-pss-sha1', 'SHA-1', `${MORE_2007}sha1-rsa-MGF1`),
  pss('rsa-pss-sha224', 'SHA-224', `${MORE_2007}sha224-rsa-MGF1`),
  pss('rsa-pss-sha256', 'SHA-256', `${MORE_2007}sha256-rsa-MGF1`),
  pss('rsa-pss-sha384', 'SHA-384', `${MORE_2007}sha384-rsa-MGF1`),
  pss('rsa-pss-sha512', 'SHA-512', `${MORE_2007}sha512-rsa-MGF1`),
  pss('rsa-pss-sha3-224', 'SHA3-224', `${MORE_2007}sha3-224-rsa-MGF1`),
  pss('rsa-pss-sha3-256', 'SHA3-256', `${MORE_2007}sha3-256-rsa-MGF1`),
  pss('rsa-pss-sha3-384', 'SHA3-384', `${MORE_2007}sha3-384-rsa-MGF1`),
  pss('rsa-pss-sha3-512', 'SHA3-512', `${MORE_2007}sha3-512-rsa-MGF1`),
  ecdsa('ecdsa-sha1', 'SHA-1', `${ECDSA}.1`, `${MORE_2001}ecdsa-sha1`),
  ecdsa('ecdsa-sha224', 'SHA-224', `${ECDSA}.3.1`, `${MORE_2001}ecdsa-sha224`),
  ecdsa('ecdsa-sha256', 'SHA-256', `${ECDSA}.3.2`, `${MORE_2001}ecdsa-sha256`),
  ecdsa('ecdsa-sha384', 'SHA-384', `${ECDSA}.3.3`, `${MORE_2001}ecdsa-sha384`),
  ecdsa('ecdsa-sha512', 'SHA-512', `${ECDSA}.3.4`, `${MORE_2001}ecdsa-sha512`),
  ecdsa('ecdsa-sha3-224', 'SHA3-224', `${NIST_SIG}.9`, `${MORE_2021}ecdsa-sha3-224`),
  ecdsa('ecdsa-sha3-256', 'SHA3-256', `${NIST_SIG}.10`, `${MORE_2021}ecdsa-sha3-256`),
  ecdsa('ecdsa-sha3-384', 'SHA3-384', `${NIST_SIG}.11`, `${MORE_2021}ecdsa-sha3-384`),
  ecdsa('ecdsa-sha3-512', 'SHA3-512', `${NIST_SIG}.12`, `${MORE_2021}ecdsa-sha3-512`),
  plainEcdsa('plain-ecdsa-sha1', 'SHA-1', 1),
  plainEcdsa('plain-ecdsa-sha224', 'SHA-224', 2),
  plainEcdsa('plain-ecdsa-sha256', 'SHA-256', 3),
  plainEcdsa('plain-ecdsa-sha384', 'SHA-384', 4),
  plainEcdsa('plain-ecdsa-sha512', 'SHA-512', 5),
  plainEcdsa('plain-ecdsa-sha3-224', 'SHA3-224', 8),
  plainEcdsa('plain-ecdsa-sha3-256', 'SHA3-256', 9),
  plainEcdsa('plain-ecdsa-sha3-384', 'SHA3-384', 10),
  plainEcdsa('plain-ecdsa-sha3-512', 'SHA3-512', 11),
  eddsa('ed25519', 'SHA-512', '1.3.101.112'),
  eddsa('ed448', 'SHAKE256', '1.3.101.113'),
  // RFC 3279 §2.2.2, RFC 5758 §3.1, NIST CSOR; XMLDSig §6.4.1.
  dsa('dsa-sha1', 'SHA-1', '1.2.840.10040.4.3', `${XMLDSIG}dsa-sha1`),
  dsa('dsa-sha224', 'SHA-224', `${NIST_SIG}.1`),
  dsa('dsa-sha256', 'SHA-256', `${NIST_SIG}.2`, 'http://www.w3.org/2009/xmldsig11#dsa-sha256'),
  dsa('dsa-sha384', 'SHA-384', `${NIST_SIG}.3`),
  dsa('dsa-sha512', 'SHA-512', `${NIST_SIG}.4`),
];

/** An elliptic curve under all its names. */
export interface CurveRow {
  readonly name: 'P-256' | 'P-384' | 'P-521' | 'brainpoolP256r1' | 'brainpoolP384r1' | 'brainpoolP512r1';
  readonly oid: string;
  /** Length of a coordinate in bytes: half of a raw r‖s signature value. */
  readonly byteLength: number;
  /** Name of OpenSSL and `node:crypto`. */
  readonly openssl: string;
  /** The platform's WebCrypto has it, so that new seals may use it. */
  readonly creates: boolean;
}

/** Named curves (RFC 5480 §2.1.1.1, RFC 5639 §4.1); explicit parameters are refused. */
export const CURVES: readonly CurveRow[] = [
  { name: 'P-256', oid: '1.2.840.10045.3.1.7', byteLength: 32, openssl: 'prime256v1', creates: true },
  { name: 'P-384', oid: '1.3.132.0.34', byteLength: 48, openssl: 'secp384r1', creates: true },
  { name: 'P-521', oid: '1.3.132.0.35', byteLength: 66, openssl: 'secp521r1', creates: true },
  {
    name: 'brainpoolP256r1',
    oid: '1.3.36.3.3.2.8.1.1.7',
    byteLength: 32,
    openssl: 'brainpoolP256r1',
    creates: false,
  },
  {
    name: 'brainpoolP384r1',
    oid: '1.3.36.3.3.2.8.1.1.11',
    byteLength: 48,
    openssl: 'brainpoolP384r1',
    creates: false,
  },
  {
    name: 'brainpoolP512r1',
    oid: '1.3.36.3.3.2.8.1.1.13',
    byteLength: 64,
    openssl: 'brainpoolP512r1',
    creates: false,
  },
];

const SIGNATURES_BY_NAME: ReadonlyMap<string, SignatureRow> = new Map(
  SIGNATURE_ALGORITHMS.map((row) => [row.name, row]),
);

/** The row of a digest algorithm. */
export function digestRow(name: DigestAlgorithm): DigestRow {
  const row = DIGESTS_BY_NAME.get(name);
  if (row === undefined) throw new CoreError('UNSUPPORTED_ALGORITHM', `unknown digest algorithm ${name}`);
  return row;
}

/** The row of a signature algorithm. */
export function signatureRow(name: SignatureAlgorithm): SignatureRow {
  const row = SIGNATURES_BY_NAME.get(name);
  if (row === undefined) throw new CoreError('UNSUPPORTED_ALGORITHM', `unknown signature algorithm ${name}`);
  return row;
}

/** id-shake256, whose output has 64 bytes in CMS (RFC 8702 §3.1); ISO/TS 32002 asked for it with Ed448 too. */
const SHAKE256_OF_FIXED_LENGTH = `${NIST}.12`;

/** The digest algorithm with this object identifier, if the SDK knows it. */
export function digestByOid(oid: string): DigestRow | undefined {
  if (oid === SHAKE256_OF_FIXED_LENGTH) return digestRow('SHAKE256');
  return DIGEST_ALGORITHMS.find((row) => row.oid === oid);
}

/** The curve with this object identifier, if the SDK knows it. */
export function curveByOid(oid: string): CurveRow | undefined {
  return CURVES.find((row) => row.oid === oid);
}

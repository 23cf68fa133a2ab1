/**
 * Judges an algorithm by a dated suite. Each use of an algorithm is a question of its own: the digest, the scheme with
 * its key, the signature of each certificate.
 *
 * @module
 */
import { type KeyType, type SignatureAlgorithm, signatureRow } from '@eseal/core/crypto';
import type { CryptoSuite, SuiteAlgorithm, SuiteRow } from './crypto-suites.ts';

/** What a suite says of an algorithm at a time. */
export type AlgorithmAssessment =
  /** May make new signatures. */
  | { readonly kind: 'usable'; readonly row: SuiteRow }
  /** May still make new signatures; a stronger one should have taken its place. */
  | { readonly kind: 'migrating'; readonly row: SuiteRow }
  /** Makes no new signatures; those made in time are accepted. */
  | { readonly kind: 'verification-only'; readonly row: SuiteRow }
  /** Neither makes signatures nor is accepted at that time. */
  | { readonly kind: 'expired'; readonly row: SuiteRow }
  /** The key is smaller than any the suite has. */
  | { readonly kind: 'too-small'; readonly minKeySize: number }
  /** The suite does not know the algorithm. */
  | { readonly kind: 'unknown' };

/** What is judged. */
export interface AssessedAlgorithm {
  readonly algorithm: SuiteAlgorithm;
  /** Size of the key in bits; not for digests. */
  readonly keySize?: number;
  /** Time of use: now for a new signature, the best proven time for an existing one. */
  readonly at: Date;
  /** Until when the signature is to be relied on; making one is judged at this time when it is later. */
  readonly neededUntil?: Date;
}

/**
 * Judges one algorithm by a suite.
 *
 * @example
 * ```ts
 * import { assessAlgorithm, JP_CRYPTREC_LS0003_2022R1 } from '@eseal/validator';
 *
 * const use = { algorithm: 'rsa-pkcs1', keySize: 2048, at: new Date('2026-04-01') } as const;
 * export const isPhasedOut: boolean = assessAlgorithm(JP_CRYPTREC_LS0003_2022R1, use).kind === 'migrating';
 * ```
 *
 * @see TS 119 312; CRYPTREC LS-0003; EN 319 102-1 §5.2.8.4.2
 */
export function assessAlgorithm(suite: CryptoSuite, use: AssessedAlgorithm): AlgorithmAssessment {
  const rows = suite.rows.filter((row) => row.algorithm === use.algorithm);
  if (rows.length === 0) return { kind: 'unknown' };
  const keySize = use.keySize ?? 0;
  const row = rows.findLast((candidate) => candidate.minKeySize <= keySize);
  if (row === undefined)
    return { kind: 'too-small', minKeySize: Math.min(...rows.map(({ minKeySize }) => minKeySize)) };
  const creation = use.neededUntil !== undefined && use.neededUntil > use.at ? use.neededUntil : use.at;
  if (isAfter(use.at, row.lastAcceptance, suite)) return { kind: 'expired', row };
  // Nobody is to make what is not accepted.
  if (isAfter(creation, row.lastCreation ?? row.lastAcceptance, suite))
    return { kind: 'verification-only', row };
  return { kind: hasBegun(creation, row.migrateFrom, suite) ? 'migrating' : 'usable', row };
}

function isAfter(time: Date, lastDay: string | undefined, suite: CryptoSuite): boolean {
  return lastDay !== undefined && time.getTime() > Date.parse(`${lastDay}T23:59:59.999${suite.utcOffset}`);
}

function hasBegun(time: Date, firstDay: string | undefined, suite: CryptoSuite): boolean {
  return firstDay !== undefined && time.getTime() >= Date.parse(`${firstDay}T00:00:00${suite.utcOffset}`);
}

/** A signature algorithm with its key. */
export interface AssessedSignature extends Omit<AssessedAlgorithm, 'algorithm' | 'keySize'> {
  readonly algorithm: SignatureAlgorithm;
  /** Absent when the key is not known: then only the digest is judged. */
  readonly keySize?: number;
}

/** Sizes that the algorithm itself fixes (RFC 8032 §5). */
const FIXED_KEY_SIZE: Readonly<Partial<Record<SignatureAlgorithm, number>>> = { ed25519: 256, ed448: 448 };

/** Judges a signature algorithm: the worse of its scheme with the key and its digest. */
export function assessSignature(suite: CryptoSuite, use: AssessedSignature): AlgorithmAssessment {
  return partsOfSignature(use)
    .map((part) => assessAlgorithm(suite, part))
    .reduce(worse);
}

/** What a suite has rows for in a signature algorithm: its digest, and its scheme with the key. */
export function partsOfSignature(use: AssessedSignature): readonly AssessedAlgorithm[] {
  const { algorithm, keySize = FIXED_KEY_SIZE[algorithm], ...time } = use;
  const { scheme, digest } = signatureRow(algorithm);
  const parts: AssessedAlgorithm[] = [];
  // The digest of EdDSA is part of the scheme (RFC 8032 §5.1).
  if (scheme !== 'eddsa') parts.push({ ...time, algorithm: digest });
  // Plain ECDSA differs in the form of its value only.
  if (keySize !== undefined)
    parts.push({ ...time, algorithm: scheme === 'plain-ecdsa' ? 'ecdsa' : scheme, keySize });
  return parts;
}

/** A key by itself. */
export interface AssessedKey extends Omit<AssessedAlgorithm, 'algorithm' | 'keySize'> {
  readonly type: KeyType;
  readonly size: number;
}

const SCHEMES: Readonly<Record<KeyType, readonly SuiteAlgorithm[]>> = {
  rsa: ['rsa-pkcs1', 'rsa-pss'],
  'rsa-pss': ['rsa-pss'],
  ec: ['ecdsa'],
  ed25519: ['eddsa'],
  ed448: ['eddsa'],
  dsa: ['dsa'],
};

/** Judges a key: the best of the schemes it can serve. */
export function assessKey(suite: CryptoSuite, use: AssessedKey): AlgorithmAssessment {
  const { type, size, ...time } = use;
  const judged = SCHEMES[type].map((algorithm) =>
    assessAlgorithm(suite, { ...time, algorithm, keySize: size }),
  );
  return judged.reduce(better);
}

const ORDER: readonly AlgorithmAssessment['kind'][] = [
  'usable',
  'migrating',
  'verification-only',
  'expired',
  'too-small',
  'unknown',
];

function better(a: AlgorithmAssessment, b: AlgorithmAssessment): AlgorithmAssessment {
  return worse(a, b) === a ? b : a;
}

function worse(a: AlgorithmAssessment, b: AlgorithmAssessment): AlgorithmAssessment {
  return ORDER.indexOf(b.kind) > ORDER.indexOf(a.kind) ? b : a;
}

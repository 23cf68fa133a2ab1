/**
 * Signature acceptance validation (EN 319 102-1 §5.2.8): constraints on the elements of a signature, and on its
 * algorithms at a time at which it is known to exist.
 *
 * @module
 */
import type { CertificateReference } from '@eseal/core/cms';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import type { VerifiableSignature } from '../facts/signature-facts.ts';
import { findReferenced } from '../facts/signing-certificate.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { isReliable, isReliableDigest } from '../policy/reliability.ts';
import { indeterminate } from '../report/conclusion.ts';
import { type BlockResult, concludeBlock, defineCheck, type Judged, judged } from './check.ts';

const failure = indeterminate('SIG_CONSTRAINTS_FAILURE');

const REFERENCE_UNIQUE = defineCheck({
  id: 'SIGNING_CERTIFICATE_REFERENCE_UNIQUE',
  citation: 'EN 319 102-1 §5.2.8.4.2.1; EN 319 122-1 §6.3',
  level: 'fail',
  failure,
  message: {
    ja: '署名者の証明書への参照(signing-certificate)が {count} 個あります。',
    en: 'The seal has {count} references to its certificate (signing-certificate) where one is allowed.',
  },
});

const REFERENCES_IN_PATH = defineCheck({
  id: 'SIGNING_CERTIFICATE_REFERENCES_IN_PATH',
  citation: 'EN 319 102-1 §5.2.8.4.2.1',
  level: 'fail',
  failure,
  message: {
    ja: 'シールが参照する証明書のうち {count} 個が、認証パスにありません。',
    en: '{count} of the certificates that the seal refers to are not in its path.',
  },
});

const CLAIMED_TIME_PAST = defineCheck({
  id: 'CLAIMED_TIME_NOT_IN_FUTURE',
  citation: 'EN 319 102-1 §5.2.8.4.2.2',
  level: 'warn',
  failure,
  message: {
    ja: 'シールに記された日時({claimedTime})が検証時刻より後です。',
    en: 'The time claimed in the seal ({claimedTime}) is later than the time of validation.',
  },
});

const CLAIMED_TIME_IN_VALIDITY = defineCheck({
  id: 'CLAIMED_TIME_IN_CERTIFICATE_VALIDITY',
  citation: 'EN 319 102-1 §5.2.8.4.2.2',
  level: 'warn',
  failure,
  message: {
    ja: 'シールに記された日時({claimedTime})が証明書の有効期間の外です。',
    en: 'The time claimed in the seal ({claimedTime}) is outside the validity period of its certificate.',
  },
});

/** Id of the check that algorithms were reliable, which a process may repeat for an earlier time. */
export const ALGORITHMS_RELIABLE = 'SIGNATURE_ALGORITHMS_RELIABLE';

const ALGORITHMS = defineCheck({
  id: ALGORITHMS_RELIABLE,
  citation: 'EN 319 102-1 §5.2.8.4',
  level: 'fail',
  failure: indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE'),
  message: {
    ja: 'シールのアルゴリズムまたは鍵長は、{suite} では {time} の時点で安全と認められません: {algorithms}',
    en: 'Algorithms or the key size of the seal are not reliable at {time} by {suite}: {algorithms}',
  },
  repair: {
    ja: 'そのアルゴリズムが安全だった時期にシールが存在したことを示すタイムスタンプが必要です。',
    en: 'A timestamp from when the algorithm was reliable is needed.',
  },
});

/** What is judged. */
export interface AcceptanceSubject {
  readonly signature: VerifiableSignature;
  /** Time the signer claims; tokens have none. */
  readonly claimedTime: Date | undefined;
  readonly certificate: Certificate;
  /** The path that was found, the certificate first. */
  readonly chain: readonly Certificate[];
}

/**
 * Judges whether a signature is acceptable.
 *
 * @param time - at which the signature is known to exist: now, or the best proven time
 */
export async function checkAcceptance(
  subject: AcceptanceSubject,
  time: Date,
  { policy, now }: { readonly policy: ValidationPolicy; readonly now: Date },
): Promise<BlockResult> {
  const { signature, claimedTime, certificate, chain } = subject;
  const { count, references } = signature.signingCertificateReferences;
  const outside = await countOutside(references.slice(1), chain);
  return concludeBlock(policy, [
    judged(REFERENCE_UNIQUE, count <= 1, { count }),
    judged(REFERENCES_IN_PATH, outside === 0, { count: outside }),
    ...checkClaimedTime(claimedTime, certificate, now, policy),
    checkAlgorithms(signature, certificate, policy, time),
  ]);
}

function checkClaimedTime(
  claimedTime: Date | undefined,
  { notBefore, notAfter }: Certificate,
  now: Date,
  { clockTolerance }: ValidationPolicy,
): readonly Judged[] {
  if (claimedTime === undefined) return [];
  const facts = { claimedTime: claimedTime.toISOString() };
  return [
    judged(CLAIMED_TIME_PAST, claimedTime.getTime() <= now.getTime() + clockTolerance, facts),
    judged(CLAIMED_TIME_IN_VALIDITY, notBefore <= claimedTime && claimedTime <= notAfter, facts),
  ];
}

/** Every use of an algorithm is judged: the signature value, the digests it covers, the digests that name certificates. */
function checkAlgorithms(
  { signature, references, signingCertificateReferences }: VerifiableSignature,
  { publicKey }: Certificate,
  { suite }: ValidationPolicy,
  time: Date,
): Judged {
  const { algorithm, algorithmName } = signature;
  const digests = [...references, ...signingCertificateReferences.references].flatMap(
    ({ digestAlgorithm }) => (digestAlgorithm === undefined ? [] : [digestAlgorithm]),
  );
  const weak: string[] = [...new Set<DigestAlgorithm>(digests)].filter(
    (digest) => !isReliableDigest(suite, digest, time),
  );
  if (algorithm === undefined || !isReliable(suite, algorithm, publicKey.size, time))
    weak.push(`${algorithm ?? algorithmName} (${publicKey.size})`);
  const facts = { suite: suite.citation, time: time.toISOString(), algorithms: weak };
  return judged(ALGORITHMS, weak.length === 0, facts);
}

/** Most references that are looked for; further ones count as names of no certificate of the path. */
const MAX_REFERENCES = 50;

/** References after the first that name no certificate of the path. */
async function countOutside(
  references: readonly CertificateReference[],
  chain: readonly Certificate[],
): Promise<number> {
  let inside = 0;
  for (const reference of references.slice(0, MAX_REFERENCES)) {
    if ((await findReferenced(reference, chain)) !== undefined) inside++;
  }
  return references.length - inside;
}

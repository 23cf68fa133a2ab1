/**
 * Signature acceptance validation (EN 319 102-1 §5.2.8): constraints on the elements of a signature, and on its
 * algorithms at a time at which it is known to exist.
 *
 * @module
 */
import type { CertificateReference } from '@eseal/core/cms';
import { type DigestAlgorithm, digestRow } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import type { SignatureElementFacts } from '../facts/signature-elements.ts';
import type { VerifiableSignature } from '../facts/signature-facts.ts';
import { findReferenced } from '../facts/signing-certificate.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import {
  type AlgorithmUse,
  levelOfWeakness,
  usesOfSignature,
  type WeakUse,
  weakUses,
} from '../policy/reliability.ts';
import { indeterminate } from '../report/conclusion.ts';
import type { Facts } from '../report/finding.ts';
import {
  type BlockResult,
  type CheckDefinition,
  concludeBlock,
  defineCheck,
  type Judged,
  judged,
} from './check.ts';
import { checkAcceptedAlgorithms, checkElements, ELEMENT_CHECKS } from './element-constraints.ts';
import { RIGHT_CLOCK } from './repairs.ts';

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
  repair: RIGHT_CLOCK,
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

const ALGORITHMS = defineCheck({
  id: 'SIGNATURE_ALGORITHMS_RELIABLE',
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

const REFERENCE_DIGESTS = defineCheck({
  id: 'SIGNING_CERTIFICATE_DIGESTS_RELIABLE',
  citation: 'EN 319 102-1 §5.2.8.4; RFC 5035 §4',
  level: 'fail',
  failure: indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE'),
  message: {
    ja: 'シールが証明書を特定するダイジェストのアルゴリズムは、{suite} では {time} の時点で安全と認められません: {algorithms}',
    en: 'The digest by which the seal names its certificate is not of a reliable algorithm at {time} by {suite}: {algorithms}',
  },
  repair: {
    ja: 'そのアルゴリズムが安全だった時期にシールが存在したことを示すタイムスタンプが必要です。',
    en: 'A timestamp from when the algorithm was reliable is needed.',
  },
});

/** Checks that algorithms were reliable, which a process may repeat for an earlier time. */
export const RELIABILITY_CHECKS: ReadonlySet<string> = new Set([ALGORITHMS.id, REFERENCE_DIGESTS.id]);

const SALT = defineCheck({
  id: 'SIGNATURE_SALT_LONG_ENOUGH',
  citation: 'RFC 8017 §9.1',
  level: 'inform',
  failure,
  message: {
    ja: 'RSASSA-PSS のソルト({length} バイト)がダイジェストより短くなっています。',
    en: 'The salt of RSASSA-PSS ({length} bytes) is shorter than the digest.',
  },
});

/** Every check of the block. */
export const ACCEPTANCE_CHECKS: readonly CheckDefinition[] = [
  REFERENCE_UNIQUE,
  REFERENCES_IN_PATH,
  CLAIMED_TIME_PAST,
  CLAIMED_TIME_IN_VALIDITY,
  ...ELEMENT_CHECKS,
  SALT,
  ALGORITHMS,
  REFERENCE_DIGESTS,
];

/** What is judged. */
export interface AcceptanceSubject {
  readonly signature: VerifiableSignature;
  /** Time the signer claims; tokens have none. */
  readonly claimedTime: Date | undefined;
  /** Of a seal; the elements of tokens are prescribed by RFC 3161. */
  readonly elements?: SignatureElementFacts;
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
  const { signature, claimedTime, elements, certificate, chain } = subject;
  const { count, references } = signature.signingCertificateReferences;
  const outside = await countOutside(references.slice(1), chain);
  return concludeBlock(policy, [
    judged(REFERENCE_UNIQUE, count <= 1, { count }),
    judged(REFERENCES_IN_PATH, outside === 0, { count: outside }),
    ...checkClaimedTime(claimedTime, certificate, now, policy),
    ...(elements === undefined
      ? []
      : [
          ...checkElements(elements, policy.signature),
          ...checkAcceptedAlgorithms(signature, policy.signature),
        ]),
    ...checkSalt(signature),
    ...checkAlgorithms(signature, certificate, policy, time),
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

/** A short salt weakens nothing that is known, but what the proof of RSASSA-PSS says of it. */
function checkSalt({ signature: { digestAlgorithm, saltLength } }: VerifiableSignature): readonly Judged[] {
  if (saltLength === undefined || digestAlgorithm === undefined) return [];
  return [judged(SALT, saltLength >= digestRow(digestAlgorithm).length, { length: saltLength })];
}

/** Every use of an algorithm is judged: the signature value, the digests it covers, the digests that name certificates. */
function checkAlgorithms(
  { signature, references, signingCertificateReferences }: VerifiableSignature,
  { publicKey }: Certificate,
  policy: ValidationPolicy,
  time: Date,
): readonly Judged[] {
  const { algorithm, algorithmName } = signature;
  const ofValue =
    algorithm === undefined ? [] : usesOfSignature({ algorithm, keySize: publicKey.size, at: time });
  const weak = weakUses(policy.suite, [...ofValue, ...digestsOf([signature, ...references], time)]);
  const named = weakUses(policy.suite, digestsOf(signingCertificateReferences.references, time));
  const facts = (uses: readonly WeakUse[], ...others: readonly string[]): Facts => ({
    suite: policy.suite.citation,
    time: time.toISOString(),
    algorithms: [...new Set([...uses.map(nameOf), ...others])],
  });
  const outcome =
    algorithm === undefined
      ? judged(ALGORITHMS, false, facts(weak, algorithmName))
      : judged(ALGORITHMS, weak.length === 0, facts(weak), levelOfWeakness(policy, weak));
  return [
    outcome,
    judged(REFERENCE_DIGESTS, named.length === 0, facts(named), levelOfWeakness(policy, named)),
  ];
}

function digestsOf(
  uses: readonly { readonly digestAlgorithm?: DigestAlgorithm | undefined }[],
  at: Date,
): readonly AlgorithmUse[] {
  return uses.flatMap(({ digestAlgorithm: algorithm }) =>
    algorithm === undefined ? [] : [{ algorithm, at }],
  );
}

function nameOf({ algorithm, keySize }: WeakUse): string {
  return keySize === undefined ? algorithm : `${algorithm} (${keySize})`;
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

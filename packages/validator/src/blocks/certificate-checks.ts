/**
 * The checks of certificate validation as data (EN 319 102-1 §5.2.6.4), and what they look at. The rules of the path
 * itself are in `path/rules.ts`.
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import { identifySignature } from '@eseal/core/crypto';
import { basicConstraints, type Certificate, extendedKeyUsage, keyUsage } from '@eseal/core/x509';
import { isWithinValidity } from '../path/check-certificate.ts';
import { issuersOf, type PathIssuer } from '../path/path-issuers.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { isReliable } from '../policy/reliability.ts';
import { indeterminate } from '../report/conclusion.ts';
import type { TrustPurpose } from '../trust/source.ts';
import { type CheckDefinition, defineCheck, type Judged, judged } from './check.ts';
import { OLDER_PROOF } from './repairs.ts';
import type { ChainRevocation } from './revocation-checks.ts';
import { shortName } from './short-name.ts';

/** What a certificate is used for here. */
export type CertificateRole = 'seal' | 'timestamp' | 'any';

/** What its path has to be trusted for. */
export function purposeOf(role: CertificateRole): TrustPurpose {
  return role === 'timestamp' ? 'timestamps' : 'certificates';
}

const KEY_USAGE = defineCheck({
  id: 'CERTIFICATE_KEY_USAGE',
  citation: 'EN 319 102-1 §5.2.6.4 (5); RFC 5280 §4.2.1.3',
  level: 'fail',
  failure: indeterminate('CHAIN_CONSTRAINTS_FAILURE'),
  message: {
    ja: '証明書の鍵用途({keyUsage})は署名に使えません。',
    en: 'The key usage of the certificate ({keyUsage}) does not allow signatures.',
  },
});

const SEAL_PURPOSE = defineCheck({
  id: 'CERTIFICATE_PURPOSE_FOR_SEALS',
  citation: 'EN 319 102-1 §5.2.6.4 (5); RFC 5280 §4.2.1.12',
  level: 'fail',
  failure: indeterminate('CHAIN_CONSTRAINTS_FAILURE'),
  message: {
    ja: '証明書の拡張鍵用途({purposes})は文書へのシールを認めていません。',
    en: 'The extended key usage of the certificate ({purposes}) does not allow seals on documents.',
  },
});

const NOT_AN_AUTHORITY = defineCheck({
  id: 'CERTIFICATE_NOT_AN_AUTHORITY',
  citation: 'EN 319 102-1 §5.2.6.4 (5); EN 319 412-3 §4.1',
  level: 'fail',
  failure: indeterminate('CHAIN_CONSTRAINTS_FAILURE'),
  message: {
    ja: 'シールの証明書が、認証局の証明書です。',
    en: 'The certificate of the seal is one of a certification authority.',
  },
});

const TIMESTAMP_PURPOSE = defineCheck({
  id: 'CERTIFICATE_PURPOSE_FOR_TIMESTAMPS',
  citation: 'RFC 3161 §2.3',
  level: 'fail',
  failure: indeterminate('CHAIN_CONSTRAINTS_FAILURE'),
  message: {
    ja: '時刻認証局の証明書は、タイムスタンプだけを用途とする critical な拡張鍵用途を持たなければなりません(実際: {purposes})。',
    en: "An authority's timestamping certificate has to have time-stamping as its only key purpose, critical (found: {purposes}).",
  },
});

/** Id of the check that the signatures of certificates are of reliable algorithms, which the past may repair. */
export const CERTIFICATE_ALGORITHMS_RELIABLE = 'CERTIFICATE_ALGORITHMS_RELIABLE';

const ALGORITHMS = defineCheck({
  id: CERTIFICATE_ALGORITHMS_RELIABLE,
  citation: 'EN 319 102-1 §5.2.6.4 (6)',
  level: 'fail',
  failure: indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE'),
  message: {
    ja: '証明書の署名のアルゴリズムまたは鍵長が、{suite} では安全と認められません: {subjects}',
    en: "The algorithm or key size of certificates' signatures is not reliable by {suite}: {subjects}",
  },
  repair: OLDER_PROOF,
});

const outOfBounds = {
  citation: 'EN 319 102-1 §5.2.6.4 (7)',
  level: 'fail',
  fixed: true,
  message: {
    ja: 'シールの証明書は検証時刻に有効期間外です({notBefore} から {notAfter} まで)。',
    en: 'The certificate of the seal is outside its validity period ({notBefore} to {notAfter}) at the time of validation.',
  },
  repair: {
    ja: '有効期間内にシールが存在したことを示すタイムスタンプが必要です。発行元に確認してください。',
    en: 'A timestamp from within the period is needed as proof that the seal existed then. Ask the issuer.',
  },
} as const;

const VALID_NOT_REVOKED = defineCheck({
  ...outOfBounds,
  id: 'CERTIFICATE_VALID_AT_TIME',
  failure: indeterminate('OUT_OF_BOUNDS_NOT_REVOKED'),
  repair: OLDER_PROOF,
});

const VALID_NO_POE = defineCheck({
  ...outOfBounds,
  id: 'CERTIFICATE_VALID_AT_TIME',
  failure: indeterminate('OUT_OF_BOUNDS_NO_POE'),
  repair: OLDER_PROOF,
});

/** Step 5: the certificate may be used for what it was used for. */
export function checkPurpose(certificate: Certificate, role: CertificateRole): readonly Judged[] {
  if (role === 'any') return [];
  const usages = keyUsage(certificate);
  const signs =
    usages === undefined || usages.includes('digitalSignature') || usages.includes('nonRepudiation');
  const purposes = extendedKeyUsage(certificate);
  const facts = { purposes: purposes ?? [] };
  const critical = certificate.extensions.some((one) => one.oid === OID.extendedKeyUsage && one.critical);
  return [
    judged(KEY_USAGE, signs, { keyUsage: usages ?? [] }),
    judged(NOT_AN_AUTHORITY, role !== 'seal' || basicConstraints(certificate)?.cA !== true),
    role === 'timestamp'
      ? judged(
          TIMESTAMP_PURPOSE,
          critical && purposes?.length === 1 && purposes[0] === OID.timeStamping,
          facts,
        )
      : judged(
          SEAL_PURPOSE,
          purposes === undefined || purposes.some((one) => !OTHER_PURPOSES.has(one)),
          facts,
        ),
  ];
}

/** Purposes of machines and authorities; a certificate with no other is not for documents. */
const OTHER_PURPOSES: ReadonlySet<string> = new Set([OID.serverAuth, OID.timeStamping, OID.ocspSigning]);

/** Step 6: the signatures of the certificates are of reliable algorithms and keys; an anchor has none. */
export function checkAlgorithms(
  chain: readonly Certificate[],
  anchor: PathIssuer,
  policy: ValidationPolicy,
  time: Date,
): Judged {
  const issuers = issuersOf(chain, anchor);
  const weak = chain.filter((certificate, index) => {
    const issuer = issuers[index] ?? anchor;
    const algorithm = identifySignature(certificate.signatureAlgorithm)?.algorithm;
    return algorithm === undefined || !isReliable(policy.suite, algorithm, issuer.publicKey.size, time);
  });
  const subjects = weak.map(shortName);
  return judged(ALGORITHMS, weak.length === 0, { subjects, suite: policy.suite.citation });
}

/** Step 7: the target is within its validity period; if not, it matters whether its revocation status is known. */
export function checkTargetValidity(target: Certificate, revocation: ChainRevocation, time: Date): Judged {
  const { notBefore, notAfter } = target;
  const facts = { notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() };
  const status = revocation[0]?.status.kind ?? 'unknown';
  const isKnown = status !== 'unknown' && status !== 'not-checked';
  const holds = isWithinValidity(target, time);
  return judged(isKnown ? VALID_NOT_REVOKED : VALID_NO_POE, holds, facts);
}

/** Every check of this file. */
export const CERTIFICATE_CHECKS: readonly CheckDefinition[] = [
  KEY_USAGE,
  SEAL_PURPOSE,
  NOT_AN_AUTHORITY,
  TIMESTAMP_PURPOSE,
  ALGORITHMS,
  VALID_NOT_REVOKED,
  VALID_NO_POE,
];

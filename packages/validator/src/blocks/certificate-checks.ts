/**
 * The checks of certificate validation as data (EN 319 102-1 §5.2.6.4), and what they look at. The rules of the path
 * itself are in `path/rules.ts`.
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import { identifySignature } from '@eseal/core/crypto';
import {
  basicConstraints,
  type Certificate,
  extendedKeyUsage,
  formatName,
  keyUsage,
  nameValues,
} from '@eseal/core/x509';
import type { CertificateRevocation, PathIssuer } from '../path/validate.ts';
import type { RevocationMode, ValidationPolicy } from '../policy/policy.ts';
import { isReliable } from '../policy/reliability.ts';
import { indeterminate } from '../report/conclusion.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import { defineCheck, type Judged, judged } from './check.ts';

/** What a certificate is used for here. */
export type CertificateRole = 'seal' | 'timestamp' | 'any';

/** Revocation of the certificates of a path, the target's first. */
export type ChainRevocation = readonly CertificateRevocation<RevocationStatus>[];

const NOT_REVOKED = defineCheck({
  id: 'CERTIFICATE_NOT_REVOKED',
  citation: 'EN 319 102-1 §5.2.6.4 (4)',
  level: 'fail',
  fixed: true,
  failure: indeterminate('REVOKED_NO_POE'),
  message: {
    ja: '証明書「{subject}」は {revocationTime} に失効しています(理由: {reason})。',
    en: 'The certificate "{subject}" was revoked at {revocationTime} (reason: {reason}).',
  },
  repair: {
    ja: '失効より前にシールが存在したことを示すタイムスタンプがあれば有効と判断できる場合があります。発行元に確認してください。',
    en: 'A timestamp from before the revocation could prove the seal to be older. Ask the issuer.',
  },
});

const AUTHORITY_NOT_REVOKED = defineCheck({
  id: 'AUTHORITY_NOT_REVOKED',
  citation: 'EN 319 102-1 §5.2.6.4 (4)',
  level: 'fail',
  fixed: true,
  failure: indeterminate('REVOKED_CA_NO_POE'),
  message: {
    ja: '認証局の証明書「{subject}」は {revocationTime} に失効しています(理由: {reason})。',
    en: 'The certificate of the authority "{subject}" was revoked at {revocationTime} (reason: {reason}).',
  },
});

const NOT_ON_HOLD = defineCheck({
  id: 'CERTIFICATE_NOT_ON_HOLD',
  citation: 'EN 319 102-1 §5.2.6.4 (4)',
  level: 'fail',
  fixed: true,
  failure: indeterminate('TRY_LATER'),
  message: {
    ja: '証明書「{subject}」は {since} から効力を停止されています。',
    en: 'The certificate "{subject}" has been on hold since {since}.',
  },
  repair: { ja: '停止が解けた後にもう一度検証してください。', en: 'Validate again once the hold has ended.' },
});

const REVOCATION_CHECKED = defineCheck({
  id: 'REVOCATION_CHECKED',
  citation: 'EN 319 102-1 §5.2.6.4 (4); RFC 5280 §6.3',
  level: 'fail',
  failure: indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE'),
  message: {
    ja: '証明書が失効していないことを確認できませんでした。使える失効情報がありません: {subjects}',
    en: 'It could not be checked that the certificates were not revoked, for lack of usable revocation data: {subjects}',
  },
  repair: {
    ja: '失効情報(CRLまたはOCSP)を取得できる環境で検証してください。',
    en: 'Validate where revocation data (CRL or OCSP) can be had.',
  },
});

const REVOCATION_NOT_ASKED = defineCheck({
  id: 'REVOCATION_NOT_CHECKED',
  citation: 'RFC 5280 §6.1.3 (a)(3)',
  level: 'warn',
  fixed: true,
  failure: indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE'),
  message: {
    ja: '証明書の失効は確認していません(検証の指定によります)。失効した証明書によるシールでも合格と表示されることがあります。',
    en: 'Revocation was not checked, as the validation was told. A seal under a revoked certificate may pass.',
  },
  repair: {
    ja: '確実に判断するには、失効の確認を行う設定で検証してください。',
    en: 'To be sure, validate with revocation checking.',
  },
});

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

const ALGORITHMS = defineCheck({
  id: 'CERTIFICATE_ALGORITHMS_RELIABLE',
  citation: 'EN 319 102-1 §5.2.6.4 (6)',
  level: 'fail',
  failure: indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE'),
  message: {
    ja: '証明書の署名のアルゴリズムまたは鍵長が、{suite} では安全と認められません: {subjects}',
    en: "The algorithm or key size of certificates' signatures is not reliable by {suite}: {subjects}",
  },
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
});

const VALID_NO_POE = defineCheck({
  ...outOfBounds,
  id: 'CERTIFICATE_VALID_AT_TIME',
  failure: indeterminate('OUT_OF_BOUNDS_NO_POE'),
});

/** Steps 4a to 4c: nobody in the path is revoked or on hold. */
export function checkRevocations(revocation: ChainRevocation): readonly Judged[] {
  const [target] = revocation;
  const revoked = revocation.find(({ status }) => status.kind === 'revoked');
  const held = revocation.find(({ status }) => status.kind === 'on-hold');
  const facts = revoked === undefined ? {} : revokedFacts(revoked);
  const ofTarget = revoked !== undefined && revoked === target;
  return [
    judged(NOT_REVOKED, !ofTarget, facts),
    judged(AUTHORITY_NOT_REVOKED, revoked === undefined || ofTarget, facts),
    judged(NOT_ON_HOLD, held === undefined, held === undefined ? {} : heldFacts(held)),
  ];
}

function revokedFacts({ certificate, status }: ChainRevocation[number]): Judged['facts'] {
  if (status.kind !== 'revoked') return {};
  const { revocationTime, reason } = status;
  return { subject: formatName(certificate.subject), revocationTime: revocationTime.toISOString(), reason };
}

function heldFacts({ certificate, status }: ChainRevocation[number]): Judged['facts'] {
  if (status.kind !== 'on-hold') return {};
  return { subject: formatName(certificate.subject), since: status.since.toISOString() };
}

/** Step 4, the rest: the status of everybody in the path is known, or the caller does not ask for it. */
export function checkRevocationKnown(revocation: ChainRevocation, mode: RevocationMode): Judged {
  if (mode === 'none') return judged(REVOCATION_NOT_ASKED, revocation.length === 0);
  const unknown = revocation.filter(
    ({ status }) => status.kind === 'unknown' || status.kind === 'not-checked',
  );
  const subjects = unknown.map(({ certificate }) => shortName(certificate));
  // Data that is there and cannot be used is no reason to go without it.
  const unused = unknown.some(({ status }) => status.kind === 'unknown' && status.unused);
  const level = mode === 'if-available' && !unused ? 'warn' : 'fail';
  return judged(REVOCATION_CHECKED, unknown.length === 0, { subjects }, level);
}

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
  const weak = chain.filter((certificate, index) => {
    const issuer = chain[index + 1] ?? anchor;
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
  const holds = notBefore <= time && time <= notAfter;
  return judged(isKnown ? VALID_NOT_REVOKED : VALID_NO_POE, holds, facts);
}

/** The common name where there is one: lists of whole names are hard to read. */
function shortName({ subject }: Certificate): string {
  return nameValues(subject, OID.commonName)[0] ?? formatName(subject);
}

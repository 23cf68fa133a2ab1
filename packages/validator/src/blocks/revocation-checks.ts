/**
 * The checks about revocation of certificate validation (EN 319 102-1 §5.2.6.4 (4), §5.2.5).
 *
 * @module
 */
import { formatName } from '@eseal/core/x509';
import type { CertificateRevocation } from '../path/validate.ts';
import type { RevocationMode, ValidationPolicy } from '../policy/policy.ts';
import { type BlockFailure, indeterminate } from '../report/conclusion.ts';
import type { EvidenceProblem } from '../revocation/evidence-problem.ts';
import { isFresh } from '../revocation/freshness.ts';
import { revokedSince } from '../revocation/revoked-since.ts';
import type { RevocationSource, RevocationStatus } from '../revocation/status.ts';
import { type CheckDefinition, defineCheck, type Judged, judged } from './check.ts';
import { OLDER_PROOF } from './repairs.ts';
import { countsAgainst, neededAt } from './revocation-relevance.ts';
import { shortName } from './short-name.ts';

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
  repair: OLDER_PROOF,
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

/** Id of the check that the status of everybody is known, which the past may repair. */
export const REVOCATION_CHECKED = 'REVOCATION_CHECKED';

const STATUS_KNOWN = defineCheck({
  id: REVOCATION_CHECKED,
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

const GENERAL_FAILURE = indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE');

const REVOCATION_FRESH = defineCheck({
  id: 'REVOCATION_DATA_FRESH',
  citation: 'EN 319 102-1 §5.2.5',
  level: 'fail',
  failure: indeterminate('TRY_LATER'),
  message: {
    ja: '失効情報が古くなっています({dates} まで有効): {subjects}',
    en: 'The revocation data is no longer fresh (good until {dates}): {subjects}',
  },
  repair: {
    ja: '新しい失効情報(CRLまたはOCSP)を取得できる環境で検証してください。',
    en: 'Validate where newer revocation data (CRL or OCSP) can be had.',
  },
});

/** Steps 4a to 4c: nobody in the path is revoked or on hold. */
export function checkRevocations(
  revocation: ChainRevocation,
  time: Date,
  policy: ValidationPolicy,
): readonly Judged[] {
  const [target] = revocation;
  const chain = revocation.map(({ certificate }) => certificate);
  const revoked = revocation.find(
    ({ status }, index) =>
      status.kind === 'revoked' &&
      countsAgainst(status, { chain, index }, time, policy) &&
      !isOfLater(status.source, revokedSince(status, policy), time),
  );
  const held = revocation.find(
    ({ status }, index) =>
      status.kind === 'on-hold' &&
      neededAt({ chain, index }, time, policy.validityModel) >= time &&
      !isOfLater(status.source, status.since, time),
  );
  const facts = revoked === undefined ? {} : revokedFacts(revoked);
  const ofTarget = revoked !== undefined && revoked === target;
  return [
    judged(NOT_REVOKED, !ofTarget, facts),
    judged(AUTHORITY_NOT_REVOKED, revoked === undefined || ofTarget, facts),
    judged(NOT_ON_HOLD, held === undefined, held === undefined ? {} : heldFacts(held)),
  ];
}

/** Evidence from after the control time may know of what had not happened then. */
function isOfLater({ thisUpdate }: RevocationSource, since: Date, time: Date): boolean {
  return since > time && thisUpdate > time;
}

function revokedFacts({ certificate, status }: ChainRevocation[number]): Judged['facts'] {
  if (status.kind !== 'revoked') return {};
  const { revocationTime, reason, invalidityDate } = status;
  return {
    subject: formatName(certificate.subject),
    revocationTime: revocationTime.toISOString(),
    reason,
    ...(invalidityDate && { invalidityDate: invalidityDate.toISOString() }),
  };
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
  const unused = unknown.some(({ status }) => status.kind === 'unknown' && status.unused.length > 0);
  const level = mode === 'if-available' && !unused ? 'warn' : 'fail';
  const check = { ...STATUS_KNOWN, failure: failureOfUnused(unknown) };
  return judged(check, unknown.length === 0, { subjects }, level);
}

/** What keeps data from being used may be repaired by a proof that the data is older (steps 4d, 6). */
const REPAIRABLE: Readonly<Partial<Record<EvidenceProblem, BlockFailure>>> = {
  'signer-not-valid': indeterminate('REVOCATION_OUT_OF_BOUNDS_NO_POE'),
  'algorithm-not-reliable': indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE'),
};

function failureOfUnused(unknown: ChainRevocation): BlockFailure {
  const problems = unknown.map(({ status }) =>
    status.kind === 'unknown'
      ? status.unused.flatMap(({ problem }) => REPAIRABLE[problem] ?? [])[0]
      : undefined,
  );
  // One certificate without any data, or with none that a proof could help, is beyond repair.
  return problems.includes(undefined) ? GENERAL_FAILURE : (problems[0] ?? GENERAL_FAILURE);
}

/**
 * Step 4c, §5.2.5: what says that nobody is revoked is new enough. Data that is stale now and was not at the time it
 * matters for, that of a timestamp, is remarked upon only.
 */
export function checkFreshness(
  revocation: ChainRevocation,
  { time, freshAt }: { readonly time: Date; readonly freshAt: Date },
  policy: ValidationPolicy,
): Judged {
  const chain = revocation.map(({ certificate }) => certificate);
  const staleAt = (at: Date): ChainRevocation =>
    revocation.filter(({ status }, index) => {
      const needed = neededAt({ chain, index }, at, policy.validityModel);
      return status.kind === 'good' && !isFresh(status.source, needed < at ? needed : at, policy);
    });
  const stale = staleAt(time);
  const dates = stale.flatMap(({ status }) =>
    status.kind === 'good' ? [(status.source.nextUpdate ?? status.source.thisUpdate).toISOString()] : [],
  );
  const facts = { subjects: stale.map(({ certificate }) => shortName(certificate)), dates };
  return judged(REVOCATION_FRESH, stale.length === 0, facts, staleAt(freshAt).length > 0 ? 'fail' : 'warn');
}

/** Every check of this file. */
export const REVOCATION_CHECKS: readonly CheckDefinition[] = [
  NOT_REVOKED,
  AUTHORITY_NOT_REVOKED,
  NOT_ON_HOLD,
  STATUS_KNOWN,
  REVOCATION_NOT_ASKED,
  REVOCATION_FRESH,
];

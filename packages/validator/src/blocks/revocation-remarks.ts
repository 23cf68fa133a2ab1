/**
 * The checks about who vouches for the revocation status of certificates, and remarks on what is known of it (EN 319 102-1
 * §5.2.6.4 (4)). They decide nothing unless a policy says so.
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import { type Certificate, findExtension } from '@eseal/core/x509';
import type { ValidationPolicy } from '../policy/policy.ts';
import { indeterminate } from '../report/conclusion.ts';
import { EVIDENCE_PROBLEMS } from '../revocation/evidence-problem.ts';
import { type CheckDefinition, defineCheck, type Judged, judged } from './check.ts';
import { NEWER_REVOCATION_DATA } from './repairs.ts';
import type { ChainRevocation } from './revocation-checks.ts';
import { shortName } from './short-name.ts';

const GENERAL_FAILURE = indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE');

const REVOCATION_NEEDED = defineCheck({
  id: 'REVOCATION_NOT_NEEDED',
  citation: 'RFC 9608 §3; EN 319 412-1 §5.2',
  level: 'inform',
  failure: GENERAL_FAILURE,
  message: {
    ja: '証明書「{subject}」には失効情報がなく、必要ともされません({exemption})。',
    en: 'There is no revocation data for the certificate "{subject}", and none is needed ({exemption}).',
  },
});

/** Id of the check that who vouches for a status is still valid; a policy may make it a remark. */
export const REVOCATION_SIGNER_VALID = 'REVOCATION_SIGNER_VALID';

const SIGNER_VALID = defineCheck({
  id: REVOCATION_SIGNER_VALID,
  citation: 'EN 319 102-1 §5.2.6.4 (4)',
  level: 'fail',
  failure: indeterminate('REVOCATION_OUT_OF_BOUNDS_NO_POE'),
  message: {
    ja: '失効情報に署名した者の証明書は、検証時刻には有効期間を過ぎています: {subjects}',
    en: 'The certificates of who signed revocation data have expired since: {subjects}',
  },
  repair: NEWER_REVOCATION_DATA,
});

const NOCHECK_LIFETIME = defineCheck({
  id: 'RESPONDER_UNCHECKED_TOO_LONG',
  citation: 'RFC 6960 §4.2.2.2.1',
  level: 'warn',
  failure: GENERAL_FAILURE,
  message: {
    ja: '失効を確認しないOCSPレスポンダの証明書の有効期間が、ポリシーの定める長さを超えています: {subjects}',
    en: 'Responders whose own revocation is not checked live longer than the policy allows: {subjects}',
  },
  repair: NEWER_REVOCATION_DATA,
});

const INVALID_BEFORE = defineCheck({
  id: 'KEY_COMPROMISED_BEFORE_REVOCATION',
  citation: 'RFC 5280 §5.3.2',
  level: 'inform',
  failure: indeterminate('REVOKED_NO_POE'),
  message: {
    ja: '「{subject}」の鍵は、失効の前の {invalidityDate} から信頼できないと認証局が述べています。',
    en: 'The authority says that the key of "{subject}" was not to be trusted since {invalidityDate}, before its revocation.',
  },
});

/**
 * Step 4d: who vouches for the status of certificates is still valid. Laxer than the standard unless the policy makes it
 * fail, because short-lived certificates of responders would end every seal without an archive timestamp.
 */
export function checkRevocationSigners(
  revocation: ChainRevocation,
  time: Date,
  policy: ValidationPolicy,
): readonly Judged[] {
  const signers = revocation.flatMap(({ status }) =>
    'source' in status ? status.source.decidedBy.flatMap(({ signerChain }) => signerChain.slice(0, 1)) : [],
  );
  if (signers.length === 0) return [];
  const expired = signers.filter(({ notAfter }) => notAfter < time);
  const maxLife = policy.revocation?.noCheckLifetime;
  const unchecked = signers.filter((signer) => maxLife !== undefined && isUncheckedFor(signer, maxLife));
  return [
    judged(SIGNER_VALID, expired.length === 0, { subjects: expired.map(shortName) }),
    ...(maxLife === undefined
      ? []
      : [judged(NOCHECK_LIFETIME, unchecked.length === 0, { subjects: unchecked.map(shortName) })]),
  ];
}

function isUncheckedFor(signer: Certificate, lifetime: number): boolean {
  const life = signer.notAfter.getTime() - signer.notBefore.getTime();
  return findExtension(signer, OID.ocspNoCheck) !== undefined && life > lifetime;
}

/** Revocations whose key was in other hands before anybody noticed (RFC 5280 §5.3.2). */
export function remarkInvalidityDates(revocation: ChainRevocation): readonly Judged[] {
  return revocation.flatMap(({ certificate, status }) => {
    if (status.kind !== 'revoked' || status.invalidityDate === undefined) return [];
    const { revocationTime, invalidityDate } = status;
    if (invalidityDate >= revocationTime) return [];
    const facts = { subject: shortName(certificate), invalidityDate: invalidityDate.toISOString() };
    return [judged(INVALID_BEFORE, false, facts)];
  });
}

/** Certificates about which nothing has to be known, by the word of their authority. */
export function remarkExemptions(revocation: ChainRevocation): readonly Judged[] {
  return revocation.flatMap(({ certificate, status }) =>
    status.kind === 'not-needed'
      ? [judged(REVOCATION_NEEDED, false, { subject: shortName(certificate), exemption: status.exemption })]
      : [],
  );
}

/** Evidence about certificates of the path that was not used, and why; it decides nothing by itself. */
export function remarkUnusedEvidence(revocation: ChainRevocation): readonly Judged[] {
  return revocation.flatMap(({ status }) =>
    status.kind !== 'unknown'
      ? []
      : status.unused
          .slice(0, MAX_REMARKS)
          .map(({ problem, facts }) =>
            judged({ ...EVIDENCE_PROBLEMS[problem], level: 'warn', failure: GENERAL_FAILURE }, false, facts),
          ),
  );
}

/** Most remarks on the evidence about one certificate. */
const MAX_REMARKS = 10;

/** Every check of this file. */
export const REVOCATION_REMARKS: readonly CheckDefinition[] = [
  REVOCATION_NEEDED,
  SIGNER_VALID,
  NOCHECK_LIFETIME,
  INVALID_BEFORE,
];

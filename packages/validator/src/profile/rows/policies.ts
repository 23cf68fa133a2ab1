/** F-15, F-17, F-18 and F-24: certificate policies, and where revocation and the issuer are found. */
import { OID } from '@eseal/core/asn1';
import {
  authorityInfoAccess,
  certificatePolicies,
  crlDistributionPoints,
  findExtension,
  type GeneralName,
} from '@eseal/core/x509';
import {
  ALWAYS_ERROR,
  absent,
  ERROR,
  FIGURE_14,
  INFORMATION,
  judged,
  type ProfileContext,
  type ProfileProblem,
  type ProfileRow,
  problemIf,
  type RowOutcome,
  type SeverityByLevel,
  WARNING,
} from '../profile-row.ts';

/** Rows about policies. */
export const POLICY_ROWS: readonly ProfileRow[] = [
  {
    id: 'F-15',
    field: 'certificatePolicies',
    oid: OID.certificatePolicies,
    severity: ERROR,
    citation: `${FIGURE_14}; RFC 5280 §4.2.1.4`,
    check: checkPolicies,
  },
  {
    id: 'F-17',
    field: 'cRLDistributionPoints',
    oid: OID.cRLDistributionPoints,
    severity: WARNING,
    citation: `${FIGURE_14}; RFC 5280 §4.2.1.13`,
    check: checkDistributionPoints,
  },
  {
    id: 'F-18',
    field: 'authorityInfoAccess',
    oid: OID.authorityInfoAccess,
    severity: WARNING,
    citation: `${FIGURE_14}; RFC 5280 §4.2.2.1`,
    check: checkInformationAccess,
  },
  {
    id: 'F-24',
    field: 'certificatePolicies.critical',
    oid: OID.certificatePolicies,
    severity: ALWAYS_ERROR,
    citation: 'RFC 5280 §4.2.1.4',
    check: checkCriticalPolicies,
  },
];

/** The common policy marks seals of accredited authorities, so that at level 1 its absence is no fault. */
const COMMON_POLICY_MISSING: SeverityByLevel = { 1: 'information', 2: 'error' };

function checkPolicies(context: ProfileContext): RowOutcome {
  const policies = (certificatePolicies(context.certificate) ?? []).map((policy) => policy.policyIdentifier);
  const own = policies.filter((oid) => oid !== context.commonPolicyOid && oid !== OID.anyPolicy);
  return judged(
    { ja: '証明書ポリシーは揃っています。', en: 'The certificate policies are complete.' },
    [editionProblem(context), ...policyProblems(context.commonPolicyOid, policies, own)],
    { policies, commonPolicyKnown: context.commonPolicyOid !== undefined },
  );
}

function editionProblem({ edition }: ProfileContext): ProfileProblem | undefined {
  return problemIf(
    !edition.accreditation,
    '認定制度の運用開始前に発行された証明書です。レベル2にはなりません。',
    'The certificate was issued before the accreditation scheme began and cannot be of level 2.',
    COMMON_POLICY_MISSING,
  );
}

function policyProblems(
  common: string | undefined,
  policies: readonly string[],
  own: readonly string[],
): readonly (ProfileProblem | undefined)[] {
  if (common === undefined) {
    return [
      problemIf(
        policies.length === 0,
        '証明書ポリシーがありません。',
        'There is no certificate policy.',
        WARNING,
      ),
      problemIf(
        true,
        `eシール共通のポリシーOIDが設定されていないため確認できません(証明書のポリシーは${policies.length}個)。`,
        `The common policy of e-seals is not configured and was not looked for (the certificate has ${policies.length} policies).`,
        INFORMATION,
      ),
    ];
  }
  return [
    problemIf(
      own.length === 0,
      '認証局固有の証明書ポリシーがありません。',
      "There is no certificate policy of the authority's own.",
    ),
    problemIf(
      !policies.includes(common),
      `eシール共通の証明書ポリシー(${common})がありません。`,
      `The common policy of e-seals (${common}) is missing.`,
      COMMON_POLICY_MISSING,
    ),
  ];
}

function checkDistributionPoints({ certificate }: ProfileContext): RowOutcome {
  const points = crlDistributionPoints(certificate);
  const names = (points ?? []).flatMap((point) => point.fullName);
  const urls = names.flatMap(uri);
  return judged(
    { ja: '失効リストの入手先があります。', en: 'The certificate says where its revocation list is.' },
    [
      problemIf(
        points === undefined,
        '失効リストの入手先(cRLDistributionPoints)がありません。',
        'The certificate does not say where its revocation list is (cRLDistributionPoints).',
      ),
      problemIf(
        points !== undefined && !urls.some(isHttp),
        '失効リストをHTTPで入手できません(LDAPなどの専用の取得手段が必要です)。',
        'The revocation list is not available over HTTP; fetching it takes a directory client.',
      ),
    ],
    { urls, kinds: [...new Set(names.map(({ kind }) => kind))] },
  );
}

function checkInformationAccess({ certificate }: ProfileContext): RowOutcome {
  const descriptions = authorityInfoAccess(certificate) ?? [];
  const at = (method: string): readonly string[] =>
    descriptions
      .filter(({ accessMethod }) => accessMethod === method)
      .flatMap(({ accessLocation }) => uri(accessLocation));
  const ocsp = at(OID.ocsp);
  const caIssuers = at(OID.caIssuers);
  return judged(
    {
      ja: '認証局証明書とOCSPの所在があります。',
      en: "The places of the authority's certificate and of OCSP are given.",
    },
    [
      problemIf(
        caIssuers.length === 0,
        '認証局証明書の入手先(caIssuers)がありません。',
        "The certificate does not say where the authority's certificate is (caIssuers).",
      ),
      problemIf(
        ocsp.length === 0,
        'OCSPの問い合わせ先がありません。',
        'The certificate names no OCSP service.',
      ),
    ],
    { ocsp, caIssuers },
  );
}

function uri(name: GeneralName): readonly string[] {
  return name.kind === 'uniformResourceIdentifier' ? [name.value] : [];
}

function isHttp(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

/** A critical extension is legal here, and in use by government authorities, as long as its qualifiers are understood. */
function checkCriticalPolicies({ certificate }: ProfileContext): RowOutcome {
  const extension = findExtension(certificate, OID.certificatePolicies);
  if (extension === undefined)
    return absent('証明書ポリシーはありません。', 'There are no certificate policies.');
  const qualifiers = (certificatePolicies(certificate) ?? []).flatMap((policy) => policy.qualifiers);
  const unknown = qualifiers.flatMap(({ oid }) => (oid === OID.cps || oid === OID.userNotice ? [] : [oid]));
  const { critical } = extension;
  return judged(
    {
      ja: critical
        ? '証明書ポリシーはcriticalですが、処理できます。'
        : '証明書ポリシーはcriticalではありません。',
      en: critical
        ? 'The certificate policies are critical and can be processed.'
        : 'The certificate policies are not critical.',
    },
    [
      problemIf(
        critical && unknown.length > 0,
        `criticalな証明書ポリシーに処理できない修飾子(${unknown.join('、')})があります。`,
        `The critical certificate policies have qualifiers that cannot be processed (${unknown.join(', ')}).`,
      ),
    ],
    { present: true, critical },
  );
}

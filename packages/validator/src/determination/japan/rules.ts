/**
 * What the determination of Japan has to say, in words for a clerk.
 *
 * @module
 */
import type { Rule } from '../../report/finding.ts';

const GUIDELINES = 'Guidelines on e-Seal (MIC, 2nd edition)';
const LEVELS = `${GUIDELINES} §1.3`;
const KINDS = `${GUIDELINES} §2.3`;
const IDENTITY = `${GUIDELINES} §2.1`;
const STATES = 'TS 119 612 §5.5.4, §5.6';

type RuleName =
  | 'claimUnconfirmed'
  | 'policyNotConfigured'
  | 'policyAbsent'
  | 'policyByAnyPolicy'
  | 'pilot'
  | 'outOfDate'
  | 'superiorOnly'
  | 'notAccredited'
  | 'notActiveAtIssuance'
  | 'notActiveAtBestTime'
  | 'servicesConflict'
  | 'criticalExtension'
  | 'profileRow'
  | 'kindContradictory'
  | 'personNamed'
  | 'kindUnknown'
  | 'identifiersConflict'
  | 'identifiersInvalid'
  | 'identifierAbsent'
  | 'schemeUnlisted'
  | 'declared'
  | 'recognised';

/** Every finding of the determination. */
export const RULES: Readonly<Record<RuleName, Rule>> = {
  claimUnconfirmed: {
    id: 'JP_ACCREDITATION_CLAIM_UNCONFIRMED',
    citation: `${LEVELS}; RFC 5280 §4.2.1.4`,
    message: {
      ja: '証明書は認定eシール(レベル2)のポリシーを名乗っていますが、どのトラストリストでも認定を確認できません。なりすましのおそれがあります。',
      en: 'The certificate claims the policy of accredited e-seals (level 2), but no trusted list confirms an accreditation. It may be an impostor.',
    },
    repair: {
      ja: 'このeシールをレベル2として扱わず、発行した認証局の認定を総務省の公表資料で確認してください。',
      en: 'Do not take the seal for level 2; look the authority up in what the Ministry publishes about accreditations.',
    },
  },
  policyNotConfigured: {
    id: 'JP_COMMON_POLICY_NOT_CONFIGURED',
    citation: `${GUIDELINES} Fig. 14`,
    message: {
      ja: '認定eシール共通のポリシーOIDが設定されていないため、レベル2かどうかは判断できません。',
      en: 'The common policy of accredited e-seals is not configured, so level 2 cannot be told.',
    },
  },
  policyAbsent: {
    id: 'JP_COMMON_POLICY_ABSENT',
    citation: `${GUIDELINES} Fig. 14; RFC 5280 §6.1.6`,
    message: {
      ja: '認定eシール共通のポリシーが、この証明書の認証パスでは有効ではありません。',
      en: 'The path of the certificate is not valid for the common policy of accredited e-seals.',
    },
  },
  policyByAnyPolicy: {
    id: 'JP_COMMON_POLICY_BY_ANY_POLICY_ONLY',
    citation: 'RFC 5280 §6.1.3 (d)(2)',
    message: {
      ja: '証明書のポリシーはanyPolicyであり、認定eシールのポリシーを示したことにはなりません。',
      en: 'The certificate asserts anyPolicy, which does not state the policy of accredited e-seals.',
    },
  },
  pilot: {
    id: 'JP_PILOT_LIST',
    citation: 'TS 119 612 §5.3.3',
    message: {
      ja: '認証局は試行用のトラストリストに載っているだけです。試行用のリストを根拠にレベル2とすることはできません。',
      en: 'The authority stands on a list for trials only, from which level 2 is never concluded.',
    },
  },
  outOfDate: {
    id: 'JP_LIST_OUT_OF_DATE',
    citation: 'TS 119 612 §5.3.15',
    message: {
      ja: '認証局が載っているトラストリストは次回更新日時({nextUpdate})を過ぎているため、根拠にできません。',
      en: 'The list that the authority stands on should have been renewed at {nextUpdate} and decides nothing.',
    },
    repair: { ja: '最新のトラストリストを取得してください。', en: 'Fetch the present list.' },
  },
  superiorOnly: {
    id: 'JP_SUPERIOR_AUTHORITY_LISTED_ONLY',
    citation: LEVELS,
    message: {
      ja: 'トラストリストに載っているのは上位の認証局だけです。証明書を発行した認証局の認定は確認できません。',
      en: 'Only an authority above the issuing one is listed; that does not show the issuing one to be accredited.',
    },
  },
  notAccredited: {
    id: 'JP_SERVICE_NOT_ACCREDITED_FOR_SEALS',
    citation: `${LEVELS}; TS 119 612 §5.5.1`,
    message: {
      ja: '認証局はトラストリストに載っていますが、eシールの認定認証業務としてではありません。',
      en: 'The authority is listed, but not as one that is accredited for e-seals.',
    },
  },
  notActiveAtIssuance: {
    id: 'JP_ACCREDITATION_NOT_ACTIVE_AT_ISSUANCE',
    citation: `${LEVELS}; ${STATES}`,
    message: {
      ja: '証明書の発行時点({time})で、認証局の認定は有効ではありません({status})。',
      en: 'When the certificate was issued ({time}), the accreditation of its authority was not in force ({status}).',
    },
  },
  notActiveAtBestTime: {
    id: 'JP_ACCREDITATION_NOT_ACTIVE_AT_SEALING',
    citation: `${LEVELS}; ${STATES}`,
    message: {
      ja: 'eシールの存在が証明された時点({time})で、認証局の認定は有効ではありません({status})。',
      en: 'At the time that is proven for the seal ({time}), the accreditation of the authority was not in force ({status}).',
    },
  },
  servicesConflict: {
    id: 'JP_SERVICES_CONFLICT',
    citation: STATES,
    message: {
      ja: '認証局についてトラストリストの複数の記載が食い違うため({time}時点)、認定を判断できません。',
      en: 'Entries of trusted lists contradict each other about the authority (at {time}): the accreditation cannot be told.',
    },
  },
  criticalExtension: {
    id: 'JP_SERVICE_EXTENSION_NOT_UNDERSTOOD',
    citation: 'TS 119 612 §5.5.9',
    message: {
      ja: 'サービスの記載に処理できないcritical拡張({extensions})があるため、その期間の記載は根拠にできません。',
      en: 'The entry of the service has critical extensions that are not understood ({extensions}) and counts for nothing.',
    },
  },
  profileRow: {
    id: 'JP_LEVEL_2_PROFILE_NOT_MET',
    citation: `${GUIDELINES} Fig. 14`,
    message: {
      ja: '証明書がレベル2のプロファイル({row} {field})に適合しません。{problem}',
      en: 'The certificate does not meet the profile of level 2 ({row} {field}). {problem}',
    },
  },
  kindContradictory: {
    id: 'JP_KIND_CONTRADICTORY',
    citation: KINDS,
    message: {
      ja: 'eシール用か電子署名用かについて、証明書やトラストリストの記載({evidence})が矛盾しています。',
      en: 'What says whether the certificate is for seals or for signatures contradicts itself ({evidence}).',
    },
  },
  personNamed: {
    id: 'JP_SUBJECT_IS_A_PERSON',
    citation: `${GUIDELINES} §1.2`,
    message: {
      ja: '証明書の主体者に個人を表す項目({attributes})があります。eシールは組織のものです。',
      en: 'The subject has attributes of a natural person ({attributes}); a seal belongs to an organisation.',
    },
  },
  kindUnknown: {
    id: 'JP_KIND_NOT_STATED',
    citation: KINDS,
    message: {
      ja: 'eシール用の証明書であることを示す情報(ポリシー、トラストリスト、QcType)がありません。',
      en: 'Nothing states that the certificate is for e-seals: no policy, no trusted list, no QcType.',
    },
  },
  identifiersConflict: {
    id: 'JP_IDENTIFIERS_CONFLICT',
    citation: IDENTITY,
    message: {
      ja: '証明書の組織識別子が互いに食い違い({identifiers})、どの組織か確認できません。',
      en: 'The identifiers in the certificate contradict each other ({identifiers}): no organisation is confirmed.',
    },
  },
  identifiersInvalid: {
    id: 'JP_IDENTITY_INVALID',
    citation: `${IDENTITY}; EN 319 412-1 §5.1.4`,
    message: {
      ja: '組織識別子の形式または検査用数字が正しくありません({identifiers})。',
      en: 'The form or the check digits of identifiers are wrong ({identifiers}).',
    },
  },
  identifierAbsent: {
    id: 'JP_IDENTITY_ABSENT',
    citation: `${IDENTITY}, Figs. 8 and 9`,
    message: {
      ja: '証明書に組織名と組織識別子(法人番号など)が揃っていません。',
      en: "The certificate lacks the organisation's name or an identifier such as the Corporate Number.",
    },
  },
  schemeUnlisted: {
    id: 'JP_IDENTIFIER_SCHEME_UNLISTED',
    citation: `${IDENTITY}, Fig. 9`,
    message: {
      ja: '指針に挙げられていない番号体系の組織識別子があります({identifiers})。',
      en: 'There are identifiers of schemes that the guidelines do not list ({identifiers}).',
    },
  },
  declared: {
    id: 'JP_DECLARED_BY_THE_ORGANISATION',
    citation: `${GUIDELINES} §2.1, §2.3`,
    message: {
      ja: '部署・支店・機器などの情報({declared})は組織の申告によるもので、認証局は確認していません。',
      en: 'Branches, departments or devices ({declared}) are declared by the organisation and not verified by the authority.',
    },
  },
  recognised: {
    id: 'JP_SERVICE_RECOGNIZED',
    citation: 'TS 119 612 §5.3.13',
    message: {
      ja: '{territory}の認証局を、相互承認({legalIdentifier})に基づいて扱いました。',
      en: 'An authority of {territory} counted by mutual recognition ({legalIdentifier}).',
    },
  },
};

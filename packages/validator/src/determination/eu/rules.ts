/**
 * What a determination has to say about its reasons, in words.
 *
 * @module
 */
import type { Rule } from '../../report/finding.ts';

/** No list knows any authority of the certificate's path. */
export const NO_SERVICE: Rule = {
  id: 'EU_SERVICE_NOT_FOUND',
  citation: 'TS 119 615 §4.3',
  message: {
    ja: '証明書の認証パスに、EUのトラストリストに掲載されたサービスがありません。適格性は判断できません。',
    en: 'No service of a trusted list of the EU is on the path of the certificate: qualification cannot be determined.',
  },
};

/** A certificate that no list confirms says that it is qualified. */
export const CLAIM_NOT_CONFIRMED: Rule = {
  id: 'EU_CLAIM_NOT_CONFIRMED',
  citation: 'EN 319 412-5 §4.2.1; TS 119 615 §4.4',
  message: {
    ja: '証明書は自らを適格証明書と称していますが、これを裏付けるトラストリストの記載はありません。記載だけでは適格と認められません。',
    en: 'The certificate calls itself qualified, but no trusted list confirms it. What a certificate says of itself proves nothing.',
  },
};

/** Lists for trials count for nothing. */
export const PILOT_LIST: Rule = {
  id: 'EU_PILOT_LIST',
  citation: 'Regulation (EU) No 910/2014 Article 22',
  message: {
    ja: '試行用のトラストリスト({territory})の記載は、適格性の根拠になりません。',
    en: 'What the trusted list for trials of {territory} says is no ground for qualification.',
  },
};

/** A list that is out of date counts for nothing. */
export const LIST_OUT_OF_DATE: Rule = {
  id: 'EU_LIST_OUT_OF_DATE',
  citation: 'TS 119 612 §5.3.15; TS 119 615 §4.2',
  message: {
    ja: 'トラストリスト({territory}、第{sequenceNumber}号)は{nextUpdate}に更新期限を過ぎており、適格性の根拠になりません。',
    en: 'The trusted list of {territory}, number {sequenceNumber}, was to be updated by {nextUpdate}: it is no ground for qualification.',
  },
  repair: {
    ja: '最新のトラストリストを取得してください。',
    en: 'Fetch the present list.',
  },
};

/** The service has an extension that has to be understood, and is not. */
export const EXTENSION_NOT_UNDERSTOOD: Rule = {
  id: 'EU_SERVICE_EXTENSION_NOT_UNDERSTOOD',
  citation: 'TS 119 612 §5.5.9',
  message: {
    ja: 'サービス「{service}」には理解できない重要(critical)な拡張があるため、{time}の判断に用いませんでした。',
    en: 'The service {service} has a critical extension that is not understood, and did not count at {time}.',
  },
};

/** Lists know the authority, but not at this time. */
export const NO_SERVICE_AT_TIME: Rule = {
  id: 'EU_SERVICE_NOT_LISTED_AT_TIME',
  citation: 'TS 119 615 §4.4',
  message: {
    ja: '{time}の時点で、証明書の認証パスにあるサービスはトラストリストに掲載されていません。',
    en: 'No service on the path of the certificate was listed at {time}.',
  },
};

/** The service is of another country, and no agreement covers it. */
export const NOT_RECOGNIZED: Rule = {
  id: 'EU_SERVICE_NOT_RECOGNIZED',
  citation: 'Regulation (EU) No 910/2014 Article 14',
  message: {
    ja: '{territory}のサービスを{time}の時点で承認する相互承認の取決めがありません。',
    en: 'No agreement recognised the service of {territory} at {time}.',
  },
};

/** The service counted by an agreement. */
export const RECOGNIZED: Rule = {
  id: 'EU_SERVICE_RECOGNIZED',
  citation: 'Regulation (EU) No 910/2014 Article 14',
  message: {
    ja: '{territory}のサービスは、相互承認の取決め「{agreement}」により{time}の時点で承認されています。',
    en: 'The service of {territory} was recognised at {time} by the agreement {agreement}.',
  },
};

/** The service does not issue qualified certificates. */
export const NOT_CA_QC: Rule = {
  id: 'EU_SERVICE_NOT_FOR_QUALIFIED_CERTIFICATES',
  citation: 'TS 119 615 §4.4',
  message: {
    ja: '{time}の時点で、認証パスのサービスは適格証明書の発行サービス(CA/QC)ではありません。',
    en: 'At {time}, no service on the path issued qualified certificates (CA/QC).',
  },
};

/** The service issues qualified certificates of other types only. */
export const TYPE_NOT_COVERED: Rule = {
  id: 'EU_CERTIFICATE_TYPE_NOT_COVERED',
  citation: 'TS 119 615 §4.4.4',
  message: {
    ja: '{time}の時点で、この種別({type})の適格証明書を発行するサービスはありません。',
    en: 'At {time}, no service was listed for qualified certificates of this type ({type}).',
  },
};

/** Services on lists say different things of the certificate. */
export const SERVICES_CONFLICT: Rule = {
  id: 'EU_SERVICES_CONFLICT',
  citation: 'TS 119 615 §4.4.4',
  message: {
    ja: '{time}の時点で、複数のサービスの記載が矛盾しており、適格性を判断できません。',
    en: 'At {time}, services on the lists contradict each other: qualification cannot be determined.',
  },
};

/** The service was not qualified then. */
export const NOT_GRANTED: Rule = {
  id: 'EU_SERVICE_NOT_GRANTED',
  citation: 'TS 119 615 §4.4.4; Regulation (EU) No 910/2014 Article 51 (3)',
  message: {
    ja: '{time}の時点で、サービス「{service}」は適格の地位にありません({status})。',
    en: 'At {time}, the service {service} did not have the status of a qualified one ({status}).',
  },
};

/** The list says that the certificate is not qualified. */
export const NOT_QUALIFIED_BY_LIST: Rule = {
  id: 'EU_NOT_QUALIFIED_BY_LIST',
  citation: 'TS 119 612 §5.5.9.2.3; TS 119 615 §4.4.4',
  message: {
    ja: 'トラストリストは、{time}の時点でこの証明書が適格証明書でないとしています。',
    en: 'The trusted list says that this certificate was not a qualified one at {time}.',
  },
};

/** Neither list nor certificate say that it is qualified. */
export const NOT_QUALIFIED_BY_CERTIFICATE: Rule = {
  id: 'EU_NOT_QUALIFIED_BY_CERTIFICATE',
  citation: 'EN 319 412-5 §4.2.1; TS 119 615 §4.4.4',
  message: {
    ja: '証明書は、{time}の時点でEU法に基づく適格証明書と認められる記載を持ちません。',
    en: 'The certificate does not say, as it has to be read at {time}, that it is qualified under the law of the EU.',
  },
};

/** Qualifiers that exclude each other, or whose criteria cannot be decided. */
export const QUALIFIERS_UNUSABLE: Rule = {
  id: 'EU_QUALIFIERS_UNUSABLE',
  citation: 'TS 119 612 §5.5.9.2; TS 119 615 §4.4.4',
  message: {
    ja: 'サービス「{service}」の修飾子(qualifier)は互いに矛盾するか、この証明書に当てはまるか判断できません。',
    en: 'Qualifiers of the service {service} contradict each other, or it cannot be decided whether they are for this certificate.',
  },
};

/** Of two types at two times. */
export const TYPE_NOT_KNOWN: Rule = {
  id: 'EU_CERTIFICATE_TYPE_NOT_KNOWN',
  citation: 'TS 119 615 §4.4.4',
  message: {
    ja: '証明書の種別は、発行時({atIssuance})と署名時({atBestSignatureTime})から一つに定まりません。',
    en: 'What the certificate is for does not follow from its issuance ({atIssuance}) and the time of the seal ({atBestSignatureTime}).',
  },
};

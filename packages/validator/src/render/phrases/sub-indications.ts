/**
 * What each sub-indication of EN 319 102-1 §5.1.3 means to somebody who does not know the standard, and what may help.
 *
 * @module
 */
import type { LocalizedText } from '@eseal/core/identity';
import type { FailedSubIndication, IndeterminateSubIndication } from '../../report/conclusion.ts';

/** A reason in plain words. */
export interface Explanation {
  readonly meaning: LocalizedText;
  /** What the reader may do about it. */
  readonly repair: LocalizedText;
}

const RESEALED: LocalizedText = {
  ja: 'この結果は変わりません。発行元に、あらためてeシールを付けた文書を求めてください。',
  en: 'Nothing will change this. Ask the sender for the document with a new seal.',
};

const PROVEN: LocalizedText = {
  ja: 'シールがそれより前に存在したことを示すタイムスタンプ付きの文書がないか、発行元に確認してください。',
  en: 'Ask the sender for a copy with a timestamp that proves that the seal is older.',
};

const OTHER_POLICY: LocalizedText = {
  ja: '下記の理由を確認し、受け入れてよい場合に限り、別の検証ポリシーで検証してください。',
  en: 'See the reasons below; validate by another policy only if they are acceptable to you.',
};

/** Every sub-indication. */
export const SUB_INDICATIONS: Readonly<
  Record<FailedSubIndication | IndeterminateSubIndication, Explanation>
> = {
  FORMAT_FAILURE: {
    meaning: {
      ja: 'ファイルまたはシールの形式が壊れています',
      en: 'the file or the seal is broken',
    },
    repair: {
      ja: 'ファイルを受け取り直してください。同じ結果になる場合は、発行元に確認してください。',
      en: 'Get the file once more; if that does not help, ask the sender.',
    },
  },
  HASH_FAILURE: {
    meaning: {
      ja: 'シールを付けた後に文書が変更されています',
      en: 'the document was changed after it was sealed',
    },
    repair: {
      ja: '変更されていない文書を発行元から受け取り直してください。',
      en: 'Get the unchanged document from the sender.',
    },
  },
  SIG_CRYPTO_FAILURE: {
    meaning: {
      ja: 'シールが証明書の鍵で作られたものではありません',
      en: "the seal was not made with its certificate's key",
    },
    repair: RESEALED,
  },
  REVOKED: {
    meaning: {
      ja: '証明書が失効した後に付けられたシールです',
      en: 'the seal was made after its certificate had been revoked',
    },
    repair: RESEALED,
  },
  EXPIRED: {
    meaning: {
      ja: '証明書の有効期限が切れた後に付けられたシールです',
      en: 'the seal was made after its certificate had expired',
    },
    repair: RESEALED,
  },
  NOT_YET_VALID: {
    meaning: {
      ja: '証明書の有効期間が始まる前に付けられたシールです',
      en: 'the seal was made before its certificate became valid',
    },
    repair: RESEALED,
  },
  SIG_CONSTRAINTS_FAILURE: {
    meaning: {
      ja: 'シールが検証ポリシーの条件を満たしていません',
      en: 'the seal does not meet the conditions of the policy',
    },
    repair: OTHER_POLICY,
  },
  CHAIN_CONSTRAINTS_FAILURE: {
    meaning: {
      ja: '証明書がこの用途の条件を満たしていません',
      en: 'a certificate does not meet the conditions for this use',
    },
    repair: OTHER_POLICY,
  },
  CERTIFICATE_CHAIN_GENERAL_FAILURE: {
    meaning: {
      ja: '証明書の正当性(認証パスまたは失効状況)を確認できません',
      en: 'the certificates (their path or their revocation status) could not be verified',
    },
    repair: {
      ja: 'ネットワークに接続して検証するか、認証局の証明書や失効情報(CRL、OCSP)を追加してください。',
      en: 'Validate with a network, or add certificates of the authorities and revocation data (CRL, OCSP).',
    },
  },
  CRYPTO_CONSTRAINTS_FAILURE: {
    meaning: {
      ja: '安全でなくなった後の暗号アルゴリズムで作られています',
      en: 'it was made with an algorithm that was no longer reliable',
    },
    repair: RESEALED,
  },
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: {
    meaning: {
      ja: '現在では安全と認められない暗号アルゴリズムが使われています',
      en: 'it uses an algorithm that is not reliable today',
    },
    repair: PROVEN,
  },
  POLICY_PROCESSING_ERROR: {
    meaning: {
      ja: '署名ポリシーを処理できません',
      en: 'its signature policy cannot be processed',
    },
    repair: {
      ja: 'シールが指定する署名ポリシーの正しい文書を指定してください。',
      en: 'Supply the right document of the signature policy that the seal names.',
    },
  },
  SIGNATURE_POLICY_NOT_AVAILABLE: {
    meaning: {
      ja: '署名ポリシーを入手できません',
      en: 'its signature policy is not available',
    },
    repair: {
      ja: 'シールが指定する署名ポリシーの文書を入手し、指定して検証してください。',
      en: 'Obtain the document of the signature policy that the seal names, and supply it.',
    },
  },
  TIMESTAMP_ORDER_FAILURE: {
    meaning: {
      ja: 'タイムスタンプの時刻の順序が矛盾しています',
      en: 'the times of its timestamps contradict each other',
    },
    repair: RESEALED,
  },
  NO_SIGNING_CERTIFICATE_FOUND: {
    meaning: {
      ja: 'シールの証明書を特定できません',
      en: 'the certificate of the seal could not be identified',
    },
    repair: {
      ja: 'シールの証明書を発行元から入手し、追加して検証してください。',
      en: 'Get the certificate of the seal from the sender, and add it.',
    },
  },
  NO_CERTIFICATE_CHAIN_FOUND: {
    meaning: {
      ja: '信頼する認証局までたどれません',
      en: 'no trusted authority stands behind its certificate',
    },
    repair: {
      ja: '中間認証局の証明書を追加してください。発行した認証局を信頼してよいと確かめられた場合に限り、その証明書を信頼するものとして指定してください。',
      en: 'Add certificates of intermediate authorities. Name the authority as trusted only after you have made sure that it may be.',
    },
  },
  NO_CERTIFICATE_CHAIN_FOUND_NO_POE: {
    meaning: {
      ja: '認証局が現在は信頼されていません',
      en: 'the authority behind its certificate is no longer trusted',
    },
    repair: PROVEN,
  },
  REVOKED_NO_POE: {
    meaning: {
      ja: '証明書が失効しており、失効前に付けられたシールか分かりません',
      en: 'its certificate was revoked, and nothing proves that the seal is older',
    },
    repair: PROVEN,
  },
  REVOKED_CA_NO_POE: {
    meaning: {
      ja: '認証局の証明書が失効しており、失効前に付けられたシールか分かりません',
      en: "an authority's certificate was revoked, and nothing proves that the seal is older",
    },
    repair: PROVEN,
  },
  OUT_OF_BOUNDS_NOT_REVOKED: {
    meaning: {
      ja: '証明書が有効期間外で、期間内に付けられたシールか分かりません',
      en: 'its certificate is outside its validity period, and nothing proves that the seal was made within it',
    },
    repair: PROVEN,
  },
  OUT_OF_BOUNDS_NO_POE: {
    meaning: {
      ja: '証明書が有効期間外で、期間内に付けられたシールか、失効していなかったか分かりません',
      en: 'its certificate is outside its validity period; nothing proves when the seal was made, nor that the certificate was not revoked',
    },
    repair: {
      ja: 'タイムスタンプと当時の失効情報を含む文書がないか、発行元に確認してください。',
      en: 'Ask the sender for a copy with a timestamp and the revocation data of that time.',
    },
  },
  REVOCATION_OUT_OF_BOUNDS_NO_POE: {
    meaning: {
      ja: '失効情報の発行者の証明書が有効期間外です',
      en: 'the issuer of the revocation data was outside its validity period',
    },
    repair: {
      ja: 'ネットワークに接続して、新しい失効情報で検証してください。',
      en: 'Validate with a network, so that newer revocation data is used.',
    },
  },
  NO_POE: {
    meaning: {
      ja: '必要な時刻に存在したことを証明できません',
      en: 'nothing proves that it existed in time',
    },
    repair: PROVEN,
  },
  TRY_LATER: {
    meaning: {
      ja: '新しい失効情報が出た後で、もう一度検証してください',
      en: 'validate again when newer revocation data is available',
    },
    repair: {
      ja: '失効情報の次回更新の後で、もう一度検証してください。',
      en: 'Validate again after the next update of the revocation data.',
    },
  },
  SIGNED_DATA_NOT_FOUND: {
    meaning: {
      ja: 'シールの対象となる文書が見つかりません',
      en: 'the document that it covers was not found',
    },
    repair: {
      ja: 'シールの対象となった元の文書を指定して検証してください。',
      en: 'Supply the document that was sealed, and validate again.',
    },
  },
};

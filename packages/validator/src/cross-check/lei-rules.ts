/**
 * What the cross-check of LEIs has to say, in words for a clerk.
 *
 * @module
 */
import type { Rule } from '../report/finding.ts';

const LEI = 'ISO 17442-1';
const LEI_EXTENSION = 'ISO 17442-2';
/** The CA/B Forum asks this of records before an LEI goes into a certificate. */
const LEI_RECORD = 'CA/B Forum S/MIME BR §3.2.3';

type LeiRuleName =
  | 'absent'
  | 'unreadable'
  | 'invalid'
  | 'conflict'
  | 'agree'
  | 'single'
  | 'notLookedUp'
  | 'lookUpFailed'
  | 'recordUnusable'
  | 'recordAbsent'
  | 'recordVoid'
  | 'recordNotCurrent'
  | 'recordConfirms'
  | 'nameDiffers'
  | 'role';

/** Reasons of {@link crossCheckLei}. */
export const LEI_RULES: Readonly<Record<LeiRuleName, Rule>> = {
  absent: {
    id: 'LEI_ABSENT',
    citation: LEI_EXTENSION,
    message: { ja: '証明書にLEIがありません。', en: 'The certificate names no LEI.' },
  },
  unreadable: {
    id: 'LEI_UNREADABLE',
    citation: LEI_EXTENSION,
    message: {
      ja: '証明書のLEIを読めません({places})。',
      en: 'An LEI in the certificate cannot be read ({places}).',
    },
  },
  invalid: {
    id: 'LEI_CHECK_DIGITS_WRONG',
    citation: LEI,
    message: {
      ja: 'LEIの形式または検査用数字が正しくありません({leis})。',
      en: 'The form or the check digits of an LEI are wrong ({leis}).',
    },
  },
  conflict: {
    id: 'LEI_CONFLICT',
    citation: LEI_EXTENSION,
    message: {
      ja: '証明書の中のLEIが互いに食い違います({leis})。',
      en: 'The LEIs in the certificate contradict each other ({leis}).',
    },
  },
  agree: {
    id: 'LEI_PLACES_AGREE',
    citation: LEI_EXTENSION,
    message: {
      ja: 'LEI {lei} は証明書の複数の箇所({places})で一致しています。',
      en: 'The LEI {lei} is the same in several places of the certificate ({places}).',
    },
  },
  single: {
    id: 'LEI_IN_ONE_PLACE',
    citation: LEI_EXTENSION,
    message: {
      ja: 'LEI {lei} は証明書の1箇所({places})だけにあり、照合する相手がありません。',
      en: 'The LEI {lei} stands in one place of the certificate only ({places}), with nothing to compare it to.',
    },
  },
  notLookedUp: {
    id: 'LEI_NOT_LOOKED_UP',
    citation: LEI_RECORD,
    message: {
      ja: 'LEIの登録記録は照会していません。',
      en: 'The record of the LEI was not looked up.',
    },
  },
  lookUpFailed: {
    id: 'LEI_LOOK_UP_FAILED',
    citation: LEI_RECORD,
    message: {
      ja: 'LEIの登録記録を照会できませんでした。',
      en: 'Looking up the record of the LEI failed.',
    },
    repair: { ja: '時間をおいて再度照会してください。', en: 'Try again later.' },
  },
  recordUnusable: {
    id: 'LEI_RECORD_UNUSABLE',
    citation: LEI_RECORD,
    message: {
      ja: '照会の結果は、このLEIの記録として使えません。',
      en: 'What the look-up gave is no record of this LEI.',
    },
  },
  recordAbsent: {
    id: 'LEI_RECORD_ABSENT',
    citation: LEI_RECORD,
    message: {
      ja: 'LEI {lei} は登録されていません。',
      en: 'There is no record of the LEI {lei}.',
    },
  },
  recordVoid: {
    id: 'LEI_RECORD_VOID',
    citation: LEI_RECORD,
    message: {
      ja: 'LEI {lei} の登録は取り消されたか重複しています({registrationStatus})。',
      en: 'The registration of the LEI {lei} is void ({registrationStatus}).',
    },
  },
  recordNotCurrent: {
    id: 'LEI_RECORD_NOT_CURRENT',
    citation: LEI_RECORD,
    message: {
      ja: 'LEIの登録は有効とはいえません(登録: {registrationStatus}、組織: {entityStatus}、裏付け: {corroboration})。',
      en: 'The record of the LEI is not in good standing (registration {registrationStatus}, entity {entityStatus}, corroboration {corroboration}).',
    },
  },
  recordConfirms: {
    id: 'LEI_RECORD_CONFIRMS',
    citation: LEI_RECORD,
    message: {
      ja: 'LEIの登録は有効で、裏付けられています。',
      en: 'The record of the LEI is issued, active and fully corroborated.',
    },
  },
  nameDiffers: {
    id: 'LEI_NAME_DIFFERS',
    citation: LEI_RECORD,
    message: {
      ja: '証明書の組織名「{name}」は登録記録の名称「{legalName}」と文字の上では異なります(言語や表記の違いのこともあります)。',
      en: 'The name in the certificate, "{name}", is written otherwise in the record, "{legalName}"; it may be another language or spelling.',
    },
  },
  role: {
    id: 'LEI_ROLE_STATED',
    citation: LEI_EXTENSION,
    message: {
      ja: '証明書は組織における役割「{role}」を記載しています。',
      en: 'The certificate states a role in the organisation: "{role}".',
    },
  },
};

/**
 * What the cross-check of invoices has to say, in words for a clerk.
 *
 * @module
 */
import type { Rule } from '../report/finding.ts';

const INVOICE_NUMBER = 'Consumption Tax Act, article 57-4';
const UBL = 'UBL 2.1';

type InvoiceRuleName =
  | 'sealNotPassed'
  | 'sealCoversPart'
  | 'sealerUnknown'
  | 'sealerAmbiguous'
  | 'invoiceUnreadable'
  | 'notAnInvoice'
  | 'invoiceAmbiguous'
  | 'selfBilled'
  | 'noNumber'
  | 'notCorporate'
  | 'numberMalformed'
  | 'same'
  | 'different'
  | 'numbersConflict';

/** Reasons of {@link crossCheckInvoice}. */
export const INVOICE_RULES: Readonly<Record<InvoiceRuleName, Rule>> = {
  sealNotPassed: {
    id: 'SEAL_NOT_PASSED',
    citation: 'EN 319 102-1 §5.1.3',
    message: {
      ja: 'シールが有効と確認されていないため、請求書の発行者との一致は判断できません。',
      en: 'The seal has not passed, so nothing is known of who issued the invoice.',
    },
  },
  sealCoversPart: {
    id: 'SEAL_COVERS_PART',
    citation: 'EN 319 102-1 §5.1.4.2',
    message: {
      ja: 'シールは文書の一部しか対象にしていないため、請求書の番号が保護されているとは限りません。',
      en: 'The seal covers a part of the document only; the numbers of the invoice may lie outside.',
    },
  },
  sealerUnknown: {
    id: 'SEALER_WITHOUT_CORPORATE_NUMBER',
    citation: 'Guidelines on e-Seal (MIC, 2nd edition) §2.1',
    message: {
      ja: 'シールの証明書に正しい法人番号(NTRJPまたはGOVJP)がありません。',
      en: 'The certificate of the seal has no sound Corporate Number (NTRJP or GOVJP).',
    },
  },
  sealerAmbiguous: {
    id: 'SEALER_AMBIGUOUS',
    citation: 'Guidelines on e-Seal (MIC, 2nd edition) §2.1',
    message: {
      ja: 'シールの証明書に異なる法人番号が並んでいます({numbers})。',
      en: 'The certificate of the seal has different Corporate Numbers ({numbers}).',
    },
  },
  invoiceUnreadable: {
    id: 'INVOICE_UNREADABLE',
    citation: UBL,
    message: {
      ja: '請求書のXMLを読めません({code})。',
      en: 'The XML of the invoice cannot be read ({code}).',
    },
  },
  notAnInvoice: {
    id: 'NOT_AN_INVOICE',
    citation: UBL,
    message: {
      ja: 'UBL 2.1の請求書(InvoiceまたはCreditNote)ではありません。',
      en: 'This is neither an Invoice nor a CreditNote of UBL 2.1.',
    },
  },
  invoiceAmbiguous: {
    id: 'INVOICE_AMBIGUOUS',
    citation: UBL,
    message: {
      ja: '請求書の項目({element})が一つに定まりません。',
      en: 'The invoice does not have exactly one readable {element}.',
    },
  },
  selfBilled: {
    id: 'INVOICE_SELF_BILLED',
    citation: 'UNTDID 1001',
    message: {
      ja: '買手が作成する請求書(仕入明細書など)のため、買手の番号と照合しました。',
      en: 'The invoice is made by the buyer (self-billed), so the numbers of the buyer were compared.',
    },
  },
  noNumber: {
    id: 'INVOICE_WITHOUT_NUMBER',
    citation: INVOICE_NUMBER,
    message: {
      ja: '請求書の発行者に、照合できる法人番号も登録番号もありません。',
      en: 'The issuer of the invoice has neither a Corporate Number nor a registration number to compare.',
    },
  },
  notCorporate: {
    id: 'REGISTRATION_NUMBER_NOT_CORPORATE',
    citation: INVOICE_NUMBER,
    message: {
      ja: '登録番号 {value} は法人番号に基づくものではなく(個人事業者など)、照合できません。',
      en: 'The registration number {value} is not built on a Corporate Number (a sole proprietor, for one) and cannot be compared.',
    },
  },
  numberMalformed: {
    id: 'INVOICE_NUMBER_MALFORMED',
    citation: INVOICE_NUMBER,
    message: {
      ja: '請求書の番号「{value}」({place})は正しい形式ではありません。',
      en: 'The number "{value}" of the invoice ({place}) is malformed.',
    },
  },
  same: {
    id: 'ISSUER_IS_SEALER',
    citation: INVOICE_NUMBER,
    message: {
      ja: '請求書の発行者の番号は、シールの法人番号({number})と一致します。',
      en: 'The numbers of the issuer of the invoice are those of the seal ({number}).',
    },
  },
  different: {
    id: 'ISSUER_IS_NOT_SEALER',
    citation: INVOICE_NUMBER,
    message: {
      ja: '請求書の発行者の番号({numbers})は、シールの法人番号({number})と異なります。',
      en: 'The numbers of the issuer of the invoice ({numbers}) are not that of the seal ({number}).',
    },
  },
  numbersConflict: {
    id: 'INVOICE_NUMBERS_CONFLICT',
    citation: INVOICE_NUMBER,
    message: {
      ja: '請求書の発行者の番号が互いに食い違います({numbers})。',
      en: 'The numbers of the issuer of the invoice contradict each other ({numbers}).',
    },
  },
};

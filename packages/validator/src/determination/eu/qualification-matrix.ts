/**
 * From what a certificate is, and the verdict of EN 319 102-1, to what the seal is (ETSI TS 119 172-4 §4.4, Annex B).
 *
 * @module
 */
import type { Conclusion } from '../../report/conclusion.ts';
import type { CertificateQualification, EuQualification } from '../../report/determination.ts';
import type { CertificateType } from './uris.ts';

/** Whether the certificate is qualified, and its key in a qualified device. */
type Grade = 'qc-qscd' | 'qc' | 'none';

type Column = Readonly<Record<Conclusion['indication'], EuQualification>>;

/** A certificate for web sites supports neither signatures nor seals. */
const WEB_SITE: Column = {
  'TOTAL-PASSED': 'Not-AdES',
  INDETERMINATE: 'Not-AdES',
  'TOTAL-FAILED': 'Not-AdES',
};

const MATRIX: Readonly<Record<Grade, Readonly<Record<CertificateType, Column>>>> = {
  'qc-qscd': {
    eSig: {
      'TOTAL-PASSED': 'QESig',
      INDETERMINATE: 'Indeterminate-QESig',
      'TOTAL-FAILED': 'Not-AdES-QC-QSCD',
    },
    eSeal: {
      'TOTAL-PASSED': 'QESeal',
      INDETERMINATE: 'Indeterminate-QESeal',
      'TOTAL-FAILED': 'Not-AdES-QC-QSCD',
    },
    unknown: {
      'TOTAL-PASSED': 'Unknown-QC-QSCD',
      INDETERMINATE: 'Indeterminate-Unknown-QC-QSCD',
      'TOTAL-FAILED': 'Not-AdES-QC-QSCD',
    },
    WSA: WEB_SITE,
  },
  qc: {
    eSig: {
      'TOTAL-PASSED': 'AdESig-QC',
      INDETERMINATE: 'Indeterminate-AdESig-QC',
      'TOTAL-FAILED': 'Not-AdES-QC',
    },
    eSeal: {
      'TOTAL-PASSED': 'AdESeal-QC',
      INDETERMINATE: 'Indeterminate-AdESeal-QC',
      'TOTAL-FAILED': 'Not-AdES-QC',
    },
    unknown: {
      'TOTAL-PASSED': 'Unknown-QC',
      INDETERMINATE: 'Indeterminate-Unknown-QC',
      'TOTAL-FAILED': 'Not-AdES-QC',
    },
    WSA: WEB_SITE,
  },
  none: {
    eSig: { 'TOTAL-PASSED': 'AdESig', INDETERMINATE: 'Indeterminate-AdESig', 'TOTAL-FAILED': 'Not-AdES' },
    eSeal: {
      'TOTAL-PASSED': 'AdESeal',
      INDETERMINATE: 'Indeterminate-AdESeal',
      'TOTAL-FAILED': 'Not-AdES',
    },
    unknown: {
      'TOTAL-PASSED': 'Unknown',
      INDETERMINATE: 'Indeterminate-Unknown',
      'TOTAL-FAILED': 'Not-AdES',
    },
    WSA: WEB_SITE,
  },
};

/** What the seal is. */
export function qualificationOf(
  { qualified, type, qscd }: Omit<CertificateQualification, 'time'>,
  { indication }: Pick<Conclusion, 'indication'>,
): EuQualification {
  const grade: Grade = qualified ? (qscd ? 'qc-qscd' : 'qc') : 'none';
  return MATRIX[grade][type][indication];
}

/**
 * What a certificate is that was one thing at its issuance and another at the time of the seal: qualified only if at both
 * times, of a type that is known only if the same at both; the device is that of the time of the seal.
 */
export function combine(
  atIssuance: CertificateQualification,
  atBestSignatureTime: CertificateQualification,
): Omit<CertificateQualification, 'time'> {
  return {
    qualified: atIssuance.qualified && atBestSignatureTime.qualified,
    type: atIssuance.type === atBestSignatureTime.type ? atIssuance.type : 'unknown',
    qscd: atBestSignatureTime.qscd,
  };
}

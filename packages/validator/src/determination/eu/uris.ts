/**
 * What the URIs in the trusted lists of the EU say to the determination (ETSI TS 119 612 §5.5.1, §5.5.4, §5.5.9).
 *
 * @module
 */
import type { CertificateQualification } from '../../report/determination.ts';

/** What a certificate is for. */
export type CertificateType = CertificateQualification['type'];

const TRUST_SERVICE = 'http://uri.etsi.org/TrstSvc';
const STATUS = `${TRUST_SERVICE}/TrustedList/Svcstatus`;
const INFORMATION = `${TRUST_SERVICE}/TrustedList/SvcInfoExt`;

/** Services that issue qualified certificates. */
export const CA_QC: string = `${TRUST_SERVICE}/Svctype/CA/QC`;

/** Services that make qualified timestamps. */
export const QTST: string = `${TRUST_SERVICE}/Svctype/TSA/QTST`;

/** The status of a qualified service since 1 July 2016. */
export const GRANTED: string = `${STATUS}/granted`;

/** Statuses of services that issued qualified certificates under Directive 1999/93/EC. */
export const GRANTED_BEFORE_EIDAS: readonly string[] = [
  `${STATUS}/undersupervision`,
  `${STATUS}/supervisionincessation`,
  `${STATUS}/accredited`,
];

/** What the certificates of a service may be for, by its additionalServiceInformation. */
export const TYPES_BY_INFORMATION: ReadonlyMap<string, CertificateType> = new Map([
  [`${INFORMATION}/ForeSignatures`, 'eSig'],
  [`${INFORMATION}/ForeSeals`, 'eSeal'],
  [`${INFORMATION}/ForWebSiteAuthentication`, 'WSA'],
]);

/** What certificates are for, by qualifiers. */
export const TYPES_BY_QUALIFIER: ReadonlyMap<string, CertificateType> = new Map([
  [`${INFORMATION}/QCForESig`, 'eSig'],
  [`${INFORMATION}/QCForESeal`, 'eSeal'],
  [`${INFORMATION}/QCForWSA`, 'WSA'],
]);

/** That certificates are not for signatures of persons. */
export const QC_FOR_LEGAL_PERSON: string = `${INFORMATION}/QCForLegalPerson`;

/** That certificates are qualified, whether or not they say so. */
export const QC_STATEMENT: string = `${INFORMATION}/QCStatement`;

/** That certificates are not qualified, whatever they say. */
export const NOT_QUALIFIED: string = `${INFORMATION}/NotQualified`;

/** That keys are in no qualified device. */
export const QC_NO_QSCD: string = `${INFORMATION}/QCNoQSCD`;

/** What qualifiers say of the device that holds the key: that it is qualified, is not, or is what the certificate says. */
export type DeviceQualifier = 'qualified' | 'not-qualified' | 'as-in-certificate';

/** Qualifiers about the device, of periods that began on or after 1 July 2016. */
export const DEVICES_BY_QUALIFIER: ReadonlyMap<string, DeviceQualifier> = new Map([
  [`${INFORMATION}/QCWithQSCD`, 'qualified'],
  [`${INFORMATION}/QCQSCDManagedOnBehalf`, 'qualified'],
  [QC_NO_QSCD, 'not-qualified'],
  [`${INFORMATION}/QCQSCDStatusAsInCert`, 'as-in-certificate'],
]);

/** Their predecessors, of periods that began before. */
export const DEVICES_BY_QUALIFIER_BEFORE_EIDAS: ReadonlyMap<string, DeviceQualifier> = new Map([
  [`${INFORMATION}/QCWithSSCD`, 'qualified'],
  [`${INFORMATION}/QCNoSSCD`, 'not-qualified'],
  [`${INFORMATION}/QCSSCDStatusAsInCert`, 'as-in-certificate'],
]);

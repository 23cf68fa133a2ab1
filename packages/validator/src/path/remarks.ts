/**
 * Departures of a certificate from the profile of RFC 5280 §4, which path validation does not look at.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import {
  authorityKeyIdentifier,
  basicConstraints,
  type Certificate,
  equalNames,
  extendedKeyUsage,
  findExtension,
  keyUsage,
  subjectAltName,
  subjectKeyIdentifier,
} from '@eseal/core/x509';
import type { Facts } from '../report/finding.ts';
import { keyIdentifiersMatch } from './key-identifiers.ts';
import { comparableName } from './name-subtrees.ts';
import { problem } from './problem.ts';
import { PATH_REMARKS, type ProfileRule } from './remark-rules.ts';

/** A rule of the profile that a certificate breaks. */
export interface PathRemark {
  readonly rule: ProfileRule;
  readonly certificate: Certificate;
  readonly facts: Facts;
}

type Test = (certificate: Certificate, issuer: Certificate | undefined) => boolean;

const isAuthority = (certificate: Certificate): boolean => basicConstraints(certificate)?.cA === true;

const isCritical = (certificate: Certificate, oid: string): boolean =>
  findExtension(certificate, oid)?.critical === true;

const isNotCritical = (certificate: Certificate, oid: string): boolean =>
  findExtension(certificate, oid)?.critical === false;

/** What tells that a rule is broken. */
const TESTS: Readonly<Record<keyof typeof PATH_REMARKS, Test>> = {
  serialNumberSign: ({ serialNumber }) =>
    (serialNumber[0] ?? 0) >= 0x80 || serialNumber.every((byte) => byte === 0),
  serialNumberLength: ({ serialNumber }) => serialNumber.length > 20,
  issuerEmpty: ({ issuer }) => issuer.rdns.length === 0,
  authoritySubjectEmpty: (certificate) => certificate.subject.rdns.length === 0 && isAuthority(certificate),
  basicConstraintsNotCritical: (certificate) =>
    isNotCritical(certificate, OID.basicConstraints) && isAuthority(certificate),
  authorityKey: (certificate, issuer) =>
    issuer !== undefined && keyIdentifiersMatch(certificate, issuer) === false,
  authorityKeyMissing: (certificate) =>
    certificate.version === 3 &&
    !equalNames(certificate.issuer, certificate.subject) &&
    authorityKeyIdentifier(certificate)?.keyIdentifier === undefined,
  authorityKeyCritical: (certificate) => isCritical(certificate, OID.authorityKeyIdentifier),
  subjectKeyMissing: (certificate) =>
    subjectKeyIdentifier(certificate) === undefined && isAuthority(certificate),
  subjectKeyCritical: (certificate) => isCritical(certificate, OID.subjectKeyIdentifier),
  keyUsageEmpty: (certificate) => keyUsage(certificate)?.length === 0,
  signsWithoutAuthority: (certificate) =>
    keyUsage(certificate)?.includes('keyCertSign') === true && !isAuthority(certificate),
  purposesEmpty: (certificate) => extendedKeyUsage(certificate)?.length === 0,
  alternativeNamesMalformed: (certificate) => {
    const names = subjectAltName(certificate);
    return names !== undefined && (names.length === 0 || names.some(isMalformed));
  },
  alternativeNamesNotCritical: (certificate) =>
    certificate.subject.rdns.length === 0 && !isCritical(certificate, OID.subjectAltName),
  nameConstraintsNotCritical: (certificate) => isNotCritical(certificate, OID.nameConstraints),
  nameConstraintsMisplaced: (certificate) =>
    findExtension(certificate, OID.nameConstraints) !== undefined && !isAuthority(certificate),
  policyConstraintsNotCritical: (certificate) =>
    isNotCritical(certificate, OID.policyConstraints) || isNotCritical(certificate, OID.inhibitAnyPolicy),
  accessCritical: (certificate) =>
    isCritical(certificate, OID.authorityInfoAccess) || isCritical(certificate, OID.subjectInfoAccess),
};

/** Forms that are plainly wrong or right (RFC 5280 §4.2.1.6); mailboxes take more forms than are read here. */
const PRESCRIBED: ReadonlySet<string> = new Set(['dNSName', 'iPAddress']);

function isMalformed(name: Parameters<typeof comparableName>[0]): boolean {
  const { form, value } = comparableName(name);
  return PRESCRIBED.has(form) && value === undefined;
}

const REMARKS = Object.entries(TESTS).map(([name, test]) => ({
  rule: PATH_REMARKS[name as keyof typeof PATH_REMARKS],
  test,
}));

/**
 * What there is to say of a certificate. Extensions that cannot be read are path validation's to refuse.
 *
 * @param issuer - when its certificate is known
 */
export function remarksOn(certificate: Certificate, issuer?: Certificate): readonly PathRemark[] {
  const broken = REMARKS.filter(({ test }) => readable(() => test(certificate, issuer)) === true);
  return broken.map(({ rule }) => ({ ...problem(rule, certificate), rule }));
}

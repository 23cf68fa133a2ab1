/**
 * Constraints of a policy on end certificates (EN 319 102-1 §5.2.6.4 (5)): of seals, and of timestamping authorities.
 *
 * @module
 */
import { readable } from '@eseal/core';
import {
  type Certificate,
  certificatePolicies,
  extendedKeyUsage,
  keyUsage,
  nameValues,
} from '@eseal/core/x509';
import type { CertificateConstraints } from '../policy/constraints.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { indeterminate } from '../report/conclusion.ts';
import type { CertificateRole } from './certificate-checks.ts';
import { type CheckDefinition, defineCheck, type Judged, judged } from './check.ts';

const constrained = {
  citation: 'EN 319 102-1 §5.2.6.4 (5)',
  level: 'fail',
  failure: indeterminate('CHAIN_CONSTRAINTS_FAILURE'),
} as const;

const KEY_USAGE = defineCheck({
  ...constrained,
  id: 'CERTIFICATE_KEY_USAGE_ACCEPTED',
  message: {
    ja: '証明書の鍵用途({found})は、検証の方針が求めるもの({accepted})ではありません。',
    en: 'The key usage of the certificate ({found}) is none of those that the policy asks for ({accepted}).',
  },
});

const EXTENDED_KEY_USAGE = defineCheck({
  ...constrained,
  id: 'CERTIFICATE_EXTENDED_KEY_USAGE_ACCEPTED',
  message: {
    ja: '証明書の拡張鍵用途({found})は、検証の方針が求めるもの({accepted})ではありません。',
    en: 'The extended key usage of the certificate ({found}) is none of those that the policy asks for ({accepted}).',
  },
});

const POLICIES = defineCheck({
  ...constrained,
  id: 'CERTIFICATE_POLICIES_ACCEPTED',
  message: {
    ja: '証明書のポリシー({found})は、検証の方針が求めるもの({accepted})ではありません。',
    en: 'The policies of the certificate ({found}) are none of those that the policy asks for ({accepted}).',
  },
});

const SUBJECT = defineCheck({
  ...constrained,
  id: 'CERTIFICATE_SUBJECT_ACCEPTED',
  message: {
    ja: '証明書の名義の項目が、検証の方針が求めるものではありません: {attributes}',
    en: 'Attributes of the subject are not as the policy asks for: {attributes}',
  },
});

/** Every check of this file. */
export const CERTIFICATE_CONSTRAINT_CHECKS: readonly CheckDefinition[] = [
  KEY_USAGE,
  EXTENDED_KEY_USAGE,
  POLICIES,
  SUBJECT,
];

/** Judges an end certificate; what the policy says nothing about is not judged. */
export function checkCertificateConstraints(
  certificate: Certificate,
  role: CertificateRole,
  { certificate: ofSeals, timestamp }: Pick<ValidationPolicy, 'certificate' | 'timestamp'>,
): readonly Judged[] {
  const constraints = constraintsFor(role, ofSeals, timestamp?.certificate);
  if (constraints === undefined) return [];
  const { certificatePolicies: policies, extendedKeyUsages, keyUsages, subject } = constraints;
  const stated = readable(() => certificatePolicies(certificate)) ?? [];
  return [
    ...judgeOneOf(KEY_USAGE, keyUsages, readable(() => keyUsage(certificate)) ?? []),
    ...judgeOneOf(EXTENDED_KEY_USAGE, extendedKeyUsages, readable(() => extendedKeyUsage(certificate)) ?? []),
    ...judgeOneOf(
      POLICIES,
      policies,
      stated.map(({ policyIdentifier }) => policyIdentifier),
    ),
    ...(subject === undefined ? [] : [judgeSubject(certificate, subject)]),
  ];
}

/** A certificate by itself is nobody's: constraints are on what seals and timestamps are made with. */
function constraintsFor(
  role: CertificateRole,
  ofSeals: CertificateConstraints | undefined,
  ofTimestamps: CertificateConstraints | undefined,
): CertificateConstraints | undefined {
  switch (role) {
    case 'seal':
      return ofSeals;
    case 'timestamp':
      return ofTimestamps;
    case 'any':
      return undefined;
  }
}

function judgeOneOf(
  check: CheckDefinition,
  accepted: readonly string[] | undefined,
  found: readonly string[],
): readonly Judged[] {
  if (accepted === undefined) return [];
  return [
    judged(
      check,
      found.some((one) => accepted.includes(one)),
      { found, accepted },
    ),
  ];
}

function judgeSubject(
  { subject: name }: Certificate,
  wanted: Readonly<Record<string, readonly string[]>>,
): Judged {
  const wrong = Object.entries(wanted).filter(([type, values]) => {
    const found = nameValues(name, type);
    return !found.some((value) => values.length === 0 || values.includes(value));
  });
  return judged(SUBJECT, wrong.length === 0, { attributes: wrong.map(([type]) => type) });
}

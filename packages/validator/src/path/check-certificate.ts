/**
 * The steps of path validation that look at one certificate at a time, each named after its step in RFC 5280 §6.1.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import type { PublicKey } from '@eseal/core/crypto';
import {
  basicConstraints,
  type Certificate,
  certificatePolicies,
  extendedKeyUsage,
  inhibitAnyPolicy,
  keyUsage,
  nameConstraints,
  policyConstraints,
  policyMappings,
  subjectAltName,
} from '@eseal/core/x509';
import { type PathProblem, problem } from './problem.ts';
import { PATH_RULES } from './rules.ts';
import type { VerifyCertificate } from './signature-cache.ts';

/** RFC 5280 §4.1.1.2 and §4.1.2.9: the certificate's own fields contradict each other. */
export function checkConsistency(certificate: Certificate): PathProblem | undefined {
  const { version, extensions, signatureAlgorithm, tbsSignatureAlgorithm } = certificate;
  if (!equalBytes(signatureAlgorithm.raw, tbsSignatureAlgorithm.raw))
    return problem(PATH_RULES.algorithmsAgree, certificate);
  if (version !== 3 && extensions.length > 0) return problem(PATH_RULES.version, certificate, { version });
  return undefined;
}

/** RFC 5280 §6.1.3 (a)(1). */
export async function checkSignature(
  certificate: Certificate,
  issuerKey: PublicKey,
  verify: VerifyCertificate,
): Promise<PathProblem | undefined> {
  switch (await verify(certificate, issuerKey)) {
    case 'valid':
      return undefined;
    case 'invalid':
      return problem(PATH_RULES.signature, certificate);
    case 'algorithm-unknown':
      return problem(PATH_RULES.algorithm, certificate, { algorithm: certificate.signatureAlgorithm.oid });
  }
}

/** Whether a time is within the validity period, in the whole seconds in which certificates state theirs. */
export function isWithinValidity({ notBefore, notAfter }: Certificate, time: Date): boolean {
  const second = Math.floor(time.getTime() / 1000) * 1000;
  return notBefore.getTime() <= second && second <= notAfter.getTime();
}

/** RFC 5280 §6.1.3 (a)(2). */
export function checkValidity(certificate: Certificate, time: Date): PathProblem | undefined {
  if (isWithinValidity(certificate, time)) return undefined;
  const { notBefore, notAfter } = certificate;
  const facts = { notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() };
  return problem(PATH_RULES.validity, certificate, facts);
}

/** RFC 5280 §6.1.4 (k): an issuer is a certification authority, which only version 3 can say. */
export function checkAuthority(certificate: Certificate): PathProblem | undefined {
  const constraints = basicConstraints(certificate);
  return constraints?.cA === true ? undefined : problem(PATH_RULES.certificateAuthority, certificate);
}

/** RFC 5280 §6.1.4 (n). */
export function checkKeyUsage(certificate: Certificate): PathProblem | undefined {
  const usages = keyUsage(certificate);
  if (usages === undefined || usages.includes('keyCertSign')) return undefined;
  return problem(PATH_RULES.keyUsage, certificate, { keyUsage: usages });
}

/** RFC 5280 §6.1.4 (a): neither side of a mapping may be anyPolicy. */
export function checkMappings(certificate: Certificate): PathProblem | undefined {
  const mappings = policyMappings(certificate) ?? [];
  const wrong = mappings.some(
    ({ issuerDomainPolicy, subjectDomainPolicy }) =>
      issuerDomainPolicy === OID.anyPolicy || subjectDomainPolicy === OID.anyPolicy,
  );
  return wrong ? problem(PATH_RULES.policyMapping, certificate) : undefined;
}

/** Extensions whose rules are applied here, beside this file, or by whoever validates the target. */
const PROCESSED: ReadonlySet<string> = new Set([
  OID.basicConstraints,
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.subjectKeyIdentifier,
  OID.authorityKeyIdentifier,
  OID.subjectAltName,
  OID.issuerAltName,
  OID.nameConstraints,
  OID.certificatePolicies,
  OID.policyMappings,
  OID.policyConstraints,
  OID.inhibitAnyPolicy,
  // Where revocation data is; whether there is any is judged apart from the path.
  OID.cRLDistributionPoints,
  OID.freshestCRL,
  OID.authorityInfoAccess,
  OID.subjectInfoAccess,
  OID.qcStatements,
  OID.ocspNoCheck,
]);

const READERS: readonly ((certificate: Certificate) => unknown)[] = [
  basicConstraints,
  keyUsage,
  extendedKeyUsage,
  subjectAltName,
  nameConstraints,
  certificatePolicies,
  policyMappings,
  policyConstraints,
  inhibitAnyPolicy,
];

/** RFC 5280 §6.1.4 (o) and §6.1.5 (f): whatever is critical has to be understood. */
export function checkExtensions(certificate: Certificate): PathProblem | undefined {
  // Whoever acts on these later may rely on their being readable.
  for (const read of READERS) read(certificate);
  const unknown = certificate.extensions.find(({ oid, critical }) => critical && !PROCESSED.has(oid));
  if (unknown === undefined) return undefined;
  return problem(PATH_RULES.criticalExtension, certificate, { extension: unknown.oid });
}

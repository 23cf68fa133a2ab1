/** Verdicts of the validator as members of answers; indications as EN 319 102-1 §5.1.3 spells them. */
import { toBase64 } from '@eseal/core';
import type {
  CertificateReport,
  Conclusion,
  ReportedPath,
  SealReport,
  TimestampReport,
} from '@eseal/validator';

type Members = Readonly<Record<string, unknown>>;

const KINDS = { eseal: 'eseal', esign: 'esignature', unknown: 'unknown' } as const;

/** One seal. */
export function describeSeal(seal: SealReport): Members {
  const { adesLevel, claimedTime, bestSignatureTime, kind, signingCertificate, scope, timestamps } = seal;
  return {
    indication: seal.conclusion.indication,
    ...describeReason(seal.conclusion),
    kind: KINDS[kind],
    ...(adesLevel !== null && { level: `AdES-${adesLevel}` }),
    ...(claimedTime !== null && { signingTime: claimedTime.toISOString() }),
    bestSignatureTime: bestSignatureTime.toISOString(),
    ...(signingCertificate !== null && { signerCertificate: toBase64(signingCertificate.encoding) }),
    coverage: scope.coversWholeDocument ? 'whole' : 'partial',
    timestamps: timestamps.map(describeTimestamp),
  };
}

function describeTimestamp({ time, conclusion }: TimestampReport): Members {
  return { ...(time !== null && { time: time.toISOString() }), indication: conclusion.indication };
}

function describeReason(conclusion: Conclusion): Members {
  const reason = 'subIndication' in conclusion ? conclusion.subIndication : null;
  return reason === null ? {} : { subIndication: reason };
}

const BLOCK_INDICATIONS = {
  'TOTAL-PASSED': 'PASSED',
  'TOTAL-FAILED': 'FAILED',
  INDETERMINATE: 'INDETERMINATE',
} as const;

/** One certificate. */
export function describeCertificate({
  conclusion,
  path,
  certificate,
  validationTime,
}: CertificateReport): Members {
  const own = path.revocation.find((each) => each.certificate === certificate?.sha256);
  const anchor = path.certificates.find(({ sha256 }) => sha256 === path.trust.anchor);
  const isExpired = certificate !== null && validationTime > certificate.notAfter;
  return {
    status: isExpired ? 'expired' : statusOf(conclusion, own?.status),
    indication: BLOCK_INDICATIONS[conclusion.indication],
    ...describeReason(conclusion),
    ...(own?.revocationTime && { revocationTime: own.revocationTime.toISOString() }),
    ...(own?.reason && { revocationReason: own.reason }),
    ...(anchor !== undefined && { trustAnchor: toBase64(anchor.encoding) }),
  };
}

function statusOf(conclusion: Conclusion, revocation: string | undefined): string {
  if (revocation === 'revoked') return 'revoked';
  if (revocation === 'on-hold') return 'suspended';
  return conclusion.indication === 'TOTAL-PASSED' ? 'valid' : 'unknown';
}

/** Certificates, CRLs and OCSP responses that verdicts rest on. */
export function materialOf(paths: readonly ReportedPath[]): Members {
  const evidence = paths.flatMap(({ revocation }) => revocation.flatMap((each) => each.evidence));
  const of = (kind: 'ocsp' | 'crl') =>
    unique(evidence.filter((each) => each.kind === kind).map(({ encoding }) => encoding));
  return {
    ocsp: of('ocsp'),
    crl: of('crl'),
    certificates: unique(paths.flatMap(({ certificates }) => certificates.map(({ encoding }) => encoding))),
  };
}

function unique(encodings: readonly Uint8Array[]): readonly string[] {
  return [...new Set(encodings.map(toBase64))];
}

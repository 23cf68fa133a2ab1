/**
 * Seals as reports show them.
 *
 * @module
 */
import { type AdesLevel, concatBytes } from '@eseal/core';
import type { ParsedSignature, SignatureForm, SignatureValue } from '@eseal/core/container';
import { digestBytes, ecdsaDerToRaw } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import type { SealFacts } from '../facts/container-facts.ts';
import type { ReferenceFact, SignatureFacts } from '../facts/signature-facts.ts';
import { isValueIntact } from '../facts/signature-value.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import type { JudgedSeal } from '../processes/document.ts';
import { certificateKind } from '../profile/kind.ts';
import { findingsOfChecks } from '../report/check-result.ts';
import { totalConclusion } from '../report/conclusion.ts';
import type { SealDeterminations } from '../report/determination.ts';
import type {
  ReportedCryptography,
  ReportedDigest,
  ReportedPolicyDocument,
  ReportedReference,
  SealReport,
  TimestampReport,
} from '../report/report.ts';
import type { ReportContext } from './context.ts';
import { determineSeal } from './determinations.ts';
import { kindNotes, sealNotes } from './notes.ts';
import { parserFinding } from './parser-findings.ts';
import { reportCertificate, reportOrganization, reportPath } from './path-report.ts';
import { reportTimestamp } from './timestamp-report.ts';

/**
 * The report on a seal, from what was parsed, found and judged.
 *
 * @param ofDocument - timestamps of the document itself, which may prove the time of the seal
 */
export async function reportSeal(
  parsed: ParsedSignature,
  { facts: { signature: facts, policy: signaturePolicy }, validation, timestamps }: JudgedSeal,
  context: ReportContext,
  ofDocument: readonly TimestampReport[] = [],
): Promise<SealReport> {
  const { fingerprint, policy } = context;
  const { basic, outcome } = validation;
  const reported: TimestampReport[] = [];
  for (const timestamp of timestamps) reported.push(await reportTimestamp(timestamp, context));
  const certificate = basic.identification.certificate;
  const path = outcome.certificate ?? basic.certificate;
  const proving = [...reported, ...ofDocument];
  const determined = await determineSeal({ certificate, path, outcome, timestamps: proving }, context);
  const { determinations } = determined;
  const kind = kindOf(certificate, determinations);
  return {
    ...identityOf(parsed),
    conclusion: totalConclusion(outcome.conclusion),
    policyDocument: reportPolicyDocument(signaturePolicy),
    cryptography: await reportCryptography(parsed, facts, policy),
    bestSignatureTime: outcome.bestSignatureTime,
    proofOfExistence: outcome.proof,
    signingCertificate: certificate === undefined ? null : await reportCertificate(certificate, fingerprint),
    signingCertificateReference: facts.signingCertificate.reference,
    path: await reportPath(path, fingerprint),
    organization: certificate === undefined ? null : reportOrganization(certificate),
    kind,
    assuranceLevel: determinations.japan?.assuranceLevel ?? null,
    euQualification: determinations.eu?.qualification ?? null,
    determinations,
    timestamps: reported,
    checks: outcome.checks,
    findings: [
      ...findingsOfChecks(outcome.checks),
      ...parsed.findings.filter(({ severity }) => severity !== 'error').map(parserFinding),
      ...determined.findings,
      ...kindNotes(kind, determinations),
      ...sealNotes(parsed, policy.id, determinations),
    ],
  };
}

/** What the certificate is for: as lists and policies say, where they were consulted, else as it says itself. */
function kindOf(certificate: Certificate | undefined, { japan }: SealDeterminations): SealReport['kind'] {
  if (certificate === undefined) return 'unknown';
  return japan?.kind ?? certificateKind(certificate);
}

function reportPolicyDocument(facts: SealFacts['policy']): ReportedPolicyDocument | null {
  if (facts === undefined) return null;
  const { document, zeroHash, digestMatch } = facts;
  return { source: document ?? null, zeroHash, digestMatch: digestMatch ?? null };
}

/** What a report takes over from the parsed seal. */
export function identityOf(
  parsed: ParsedSignature,
): Pick<
  SealReport,
  | 'id'
  | 'file'
  | 'format'
  | 'adesLevel'
  | 'form'
  | 'counterSignatureOf'
  | 'structure'
  | 'claimedTime'
  | 'signaturePolicy'
  | 'statements'
  | 'scope'
> {
  const { id, file = null, format, form, counterSignatureOf, structure, claimedTime, scope } = parsed;
  return {
    id,
    file,
    format,
    adesLevel: adesLevelOf(form),
    form,
    counterSignatureOf,
    structure,
    claimedTime: claimedTime ?? null,
    signaturePolicy: parsed.signaturePolicy ?? null,
    statements: parsed.statements ?? null,
    scope,
  };
}

/** The baseline level a form is of, if any. */
function adesLevelOf(form: SignatureForm): AdesLevel | null {
  switch (form) {
    case 'B-B':
    case 'B-T':
    case 'B-LT':
    case 'B-LTA':
      return form;
    default:
      return null;
  }
}

async function reportCryptography(
  { signature }: ParsedSignature,
  facts: SignatureFacts,
  { acceptsUnsortedAttributes }: ValidationPolicy,
): Promise<ReportedCryptography> {
  const references =
    facts.references.length === 0
      ? [contentReference(signature, facts)]
      : facts.references.map(reportReference);
  // XMLDSig §5.1: what a manifest lists is no condition of the signature's validity.
  const deciding = references.filter(({ kind }) => kind !== 'manifest-entry');
  return {
    referencesFound: deciding.every(({ found }) => found),
    referencesIntact: deciding.every(({ intact }) => intact),
    signatureIntact: isValueIntact(facts.value, acceptsUnsortedAttributes),
    digestAlgorithm: signature.digestAlgorithm ?? null,
    signatureAlgorithm: signature.algorithm ?? signature.algorithmName,
    signatureValue: valueAsWritten(signature),
    signedDataDigest: await signedDataDigest(signature),
    references,
  };
}

/** XML writes r and s of ECDSA beside each other (XMLDSig §6.4.3). */
function valueAsWritten({ halfLength, value }: SignatureValue): Uint8Array {
  return (halfLength === undefined ? undefined : ecdsaDerToRaw(value, halfLength)) ?? value;
}

/** Signed attributes and SignedInfo are small; a signature over the content itself has no digest of its own. */
async function signedDataDigest({
  digestAlgorithm: algorithm = 'SHA-256',
  signedBytes,
}: SignatureValue): Promise<ReportedDigest | null> {
  if (signedBytes?.kind !== 'bytes') return null;
  return { algorithm, value: await digestBytes(algorithm, concatBytes(signedBytes.pieces)) };
}

function reportReference({ reference, found, intact }: ReferenceFact): ReportedReference {
  const { kind, uri = null, digest = null, digestAlgorithm = null } = reference;
  return { kind, uri, digestAlgorithm, digest, found, intact };
}

/** A value without signed attributes covers the content itself (RFC 5652 §5.4). */
function contentReference({ digestAlgorithm }: SignatureValue, { value }: SignatureFacts): ReportedReference {
  const found = value.kind !== 'data-missing';
  return {
    kind: 'content-digest',
    uri: null,
    digestAlgorithm: digestAlgorithm ?? null,
    digest: null,
    found,
    intact: value.kind === 'intact',
  };
}

/**
 * What `eseal inspect` says of files, as plain data ready for JSON.
 *
 * @module
 */
import { isEsealError, toHex } from '@eseal/core';
import type {
  ParsedContainer,
  ParsedSignature,
  ParsedTimestamp,
  SignedReference,
} from '@eseal/core/container';
import {
  parseTimestampToken,
  type ReceivedTimestampRequest,
  type TimestampResponse,
} from '@eseal/core/timestamp';
import { type Certificate, formatName, keyUsage, parseCertificate } from '@eseal/core/x509';

/** Facts by name. */
export type Facts = {
  readonly [name: string]: string | number | boolean | null | Facts | readonly Facts[];
};

/** Seals and timestamps of a container. */
export function containerFacts(container: ParsedContainer): Facts {
  const { format, signatures, timestamps, material, findings } = container;
  return {
    kind: format,
    ...(material && {
      material: {
        certificates: material.certificates.length,
        crls: material.crls.length,
        ocspResponses: material.ocspResponses.length,
      },
    }),
    seals: signatures.map(sealFacts),
    timestamps: timestamps.map(timestampFacts),
    ...revisionFacts(signatures),
    findings: findings.map((finding) => ({ ...finding })),
  };
}

function sealFacts(seal: ParsedSignature): Facts {
  const { id, file, format, form, counterSignatureOf, signature, claimedTime, scope, structure } = seal;
  return {
    id,
    ...(file !== undefined && { file }),
    format,
    form,
    counterSignatureOf,
    algorithm: signature.algorithm ?? signature.algorithmName,
    claimedTime: claimedTime?.toISOString() ?? null,
    scope: scope.description,
    ...pdfFacts(scope.pdf),
    references: seal.references.map(referenceFacts),
    structure: structure.valid ? 'valid' : structure.messages.join('; '),
    certificates: seal.certificates.map(encodedCertificateFacts),
    crls: seal.crls.length,
    ocspResponses: seal.ocspResponses.length,
    timestamps: seal.timestamps.map(timestampFacts),
    findings: seal.findings.map((finding) => ({ ...finding })),
  };
}

function timestampFacts({ id, type, file, archive, references, token }: ParsedTimestamp): Facts {
  return {
    id,
    type,
    ...(file !== undefined && { file }),
    ...(archive && { version: archive.version, hashIndex: archive.hashIndex?.name ?? null }),
    ...(references && { references: references.map(referenceFacts) }),
    ...tokenFacts(token),
  };
}

/** What is covered and by which digest; whether the digest fits is for a verdict to say. */
function referenceFacts({ kind, uri, digestAlgorithm, digest, input }: SignedReference): Facts {
  return {
    kind,
    uri: uri ?? null,
    digestAlgorithm: digestAlgorithm ?? 'unknown',
    digest: digest === undefined ? null : toHex(digest),
    found: input !== undefined,
  };
}

function pdfFacts(pdf: ParsedSignature['scope']['pdf']): Facts {
  if (pdf === undefined) return {};
  const { fieldName, revision, bytesAfter, permission, reason, location } = pdf;
  return {
    field: fieldName ?? null,
    revision,
    bytesAfter,
    permission,
    reason: reason ?? null,
    location: location ?? null,
  };
}

/** What the revisions after the first seal of a PDF changed, whether allowed or not. */
function revisionFacts(signatures: readonly ParsedSignature[]): Facts {
  const changes = signatures.flatMap(({ scope }) => scope.pdf?.modifications ?? []);
  const revisions = [...new Set(changes.map(({ revision }) => revision))].sort((a, b) => a - b);
  const changesOf = (revision: number): readonly Facts[] => {
    const own = changes.filter((change) => change.revision === revision);
    const distinct = new Map(own.map((change) => [`${change.kind} ${change.object}`, change]));
    return [...distinct.values()].map(({ kind, object, page = null }) => ({ kind, object, page }));
  };
  if (revisions.length === 0) return {};
  return { revisions: revisions.map((revision) => ({ revision, changes: changesOf(revision) })) };
}

/** The request to a time-stamping authority. */
export function requestFacts(request: ReceivedTimestampRequest): Facts {
  const { version, digestAlgorithm, digestAlgorithmOid, digest, policy, nonce, wantsCertificate } = request;
  return {
    kind: 'timestamp request',
    version,
    digestAlgorithm: digestAlgorithm ?? digestAlgorithmOid,
    digest: toHex(digest),
    policy: policy ?? null,
    nonce: nonce === undefined ? null : toHex(nonce),
    wantsCertificate,
  };
}

/** The answer of a time-stamping authority. */
export function responseFacts({ status, failures, statusText, token }: TimestampResponse): Facts {
  return {
    kind: 'timestamp response',
    status,
    failures: failures.join(' ') || null,
    statusText: statusText || null,
    ...(token && tokenFacts(token)),
  };
}

function tokenFacts(token: Uint8Array): Facts {
  try {
    const { tstInfo, signedData } = parseTimestampToken(token);
    return {
      time: tstInfo.genTime.toISOString(),
      policy: tstInfo.policy,
      digestAlgorithm: tstInfo.imprintAlgorithm ?? 'unknown',
      digest: toHex(tstInfo.imprint),
      certificates: signedData.certificates.map(encodedCertificateFacts),
    };
  } catch (error) {
    if (isEsealError(error)) return { unreadable: error.message };
    throw error;
  }
}

/** A certificate that may be unreadable. */
export function encodedCertificateFacts(der: Uint8Array): Facts {
  try {
    return certificateFacts(parseCertificate(der));
  } catch (error) {
    if (isEsealError(error)) return { unreadable: error.message };
    throw error;
  }
}

/** A certificate. */
export function certificateFacts(certificate: Certificate): Facts {
  const { type, algorithm, size } = certificate.publicKey;
  return {
    subject: formatName(certificate.subject),
    issuer: formatName(certificate.issuer),
    serialNumber: toHex(certificate.serialNumber),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    key: `${type ?? algorithm.oid} ${size}`,
    keyUsage: usageOf(certificate),
  };
}

function usageOf(certificate: Certificate): string | null {
  try {
    return keyUsage(certificate)?.join(', ') ?? null;
  } catch (error) {
    if (isEsealError(error)) return `unreadable: ${error.message}`;
    throw error;
  }
}

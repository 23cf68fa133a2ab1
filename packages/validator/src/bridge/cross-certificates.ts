/**
 * Cross-certificates as files and directories have them, and where else they come from.
 *
 * @module
 */
import { isEsealError, toHex } from '@eseal/core';
import type { MaybePromise } from '@eseal/core/crypto';
import { type Certificate, formatName, type Name } from '@eseal/core/x509';
import { nameKey } from '../trust/name-index.ts';
import { type CertificateBundle, readCertificateBundle } from '../util/certificate-bundle.ts';

/**
 * Gives what a directory or any other place holds of an authority. Asked by {@link collectCrossCertificates}, one name after
 * the other. It rejects when it cannot answer, and gives nothing for an authority that it does not know.
 */
export interface CrossCertificateSource {
  /**
   * The certificates that an authority was issued or has issued to others, each in any form that
   * {@link parseCrossCertificates} reads.
   */
  crossCertificatesOf(
    authority: Name,
    options?: { readonly signal?: AbortSignal },
  ): MaybePromise<readonly Uint8Array[]>;
}

/** Where a collection begins and ends. */
export interface CollectCrossCertificatesOptions {
  /** Most authorities that are asked about. Default 100. */
  readonly maxAuthorities?: number;
  /** Most certificates that are kept. Default 1000. */
  readonly maxCertificates?: number;
  readonly signal?: AbortSignal;
}

/** What was collected. Nothing of it is trusted, and nothing was verified. */
export interface CollectedCrossCertificates {
  readonly certificates: readonly Certificate[];
  /** How many values could not be read, or were too many. */
  readonly leftOut: number;
  /** What was asked in vain, and why. */
  readonly problems: readonly CollectionProblem[];
  /** Whether there were more authorities than might be asked about. */
  readonly truncated: boolean;
}

/** An authority that a source could not answer about. */
export interface CollectionProblem {
  readonly authority: string;
  readonly reason: string;
}

const MAX_CERTIFICATES = 1000;

/**
 * Reads cross-certificates of a file or of an attribute of a directory: a certificate, a value of `crossCertificatePair`
 * (RFC 4523 §2.6) or a `certs-only` SignedData (RFC 8551 §3.8), in DER or PEM. Lists beside them are given as they are.
 *
 * @returns without certificates for what is none of these; `leftOut` then is not 0
 */
export function parseCrossCertificates(bytes: Uint8Array): CertificateBundle {
  return readCertificateBundle(bytes, MAX_CERTIFICATES);
}

/**
 * Collects the cross-certificates of a whole bridge: those of the first authorities, those of the authorities they were
 * issued to, and so on. Begin with one's own anchors, whose entries say whom they certified. What is collected is no safer
 * than its source; paths are built from it and validated as from anything else.
 *
 * @throws CoreError `ABORTED`
 *
 * @example
 * ```ts
 * import { parseCertificate } from '@eseal/core/x509';
 * import { collectCrossCertificates, createBridgeTrust, type CrossCertificateSource } from '@eseal/validator';
 *
 * export async function openBridge(directory: CrossCertificateSource, ownRoot: Uint8Array) {
 *   const { subject } = parseCertificate(ownRoot);
 *   const { certificates, problems } = await collectCrossCertificates(directory, [subject]);
 *   if (problems.length > 0) console.warn('the bridge may be incomplete', problems);
 *   return createBridgeTrust({ anchors: [ownRoot], crossCertificates: certificates });
 * }
 * ```
 */
export async function collectCrossCertificates(
  source: CrossCertificateSource,
  authorities: readonly Name[],
  options: CollectCrossCertificatesOptions = {},
): Promise<CollectedCrossCertificates> {
  const { maxAuthorities = 100, maxCertificates = MAX_CERTIFICATES, signal } = options;
  const known = new Map<string, Certificate>();
  const asked = new Set<string>();
  const problems: CollectionProblem[] = [];
  const waiting = [...authorities];
  let leftOut = 0;
  let truncated = false;
  for (let authority = waiting.shift(); authority !== undefined; authority = waiting.shift()) {
    const key = nameKey(authority);
    if (asked.has(key)) continue;
    truncated = asked.size >= maxAuthorities;
    if (truncated) break;
    asked.add(key);
    const answer = await ask(source, authority, signal);
    if ('reason' in answer) {
      problems.push(answer);
      continue;
    }
    for (const value of answer.values) {
      const bundle = readCertificateBundle(value, maxCertificates - known.size);
      for (const certificate of bundle.certificates) {
        known.set(toHex(certificate.raw), certificate);
        waiting.push(certificate.subject);
      }
      leftOut += bundle.leftOut;
    }
  }
  return { certificates: [...known.values()], leftOut, problems, truncated };
}

async function ask(
  source: CrossCertificateSource,
  authority: Name,
  signal: AbortSignal | undefined,
): Promise<{ readonly values: readonly Uint8Array[] } | CollectionProblem> {
  try {
    return { values: await source.crossCertificatesOf(authority, { ...(signal && { signal }) }) };
  } catch (error) {
    if (isEsealError(error) && error.code === 'ABORTED') throw error;
    const reason = error instanceof Error ? error.message : 'unexpected error';
    return { authority: formatName(authority), reason };
  }
}

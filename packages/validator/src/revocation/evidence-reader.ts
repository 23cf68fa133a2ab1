/**
 * Responses and CRLs, each read once and each signature verified once in a validation, however many certificates ask for
 * them; no more signatures than a budget allows.
 *
 * @module
 */
import { CoreError, equalBytes, isEsealError, readable } from '@eseal/core';
import { type AlgorithmIdentifier, identifySignature, type PublicKey } from '@eseal/core/crypto';
import {
  type BasicOcspResponse,
  type CertificateList,
  type OcspResponse,
  parseCrl,
  parseOcspResponse,
} from '@eseal/core/revocation';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import type { RevocationEvidence } from './provider.ts';

/** Evidence that was read. */
export type ReadEvidence =
  | { readonly kind: 'ocsp'; readonly evidence: RevocationEvidence; readonly response: OcspResponse }
  | { readonly kind: 'crl'; readonly evidence: RevocationEvidence; readonly crl: CertificateList }
  | { readonly kind: 'unreadable'; readonly evidence: RevocationEvidence; readonly reason: string };

/** Something signed: a CertificateList or a BasicOCSPResponse. */
export interface SignedEvidence {
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
}

/** Reads evidence and remembers. */
export interface EvidenceReader {
  read(evidence: RevocationEvidence): ReadEvidence;
  /** Whether the signature verifies under a key. */
  verify(signed: SignedEvidence, key: PublicKey): Promise<boolean>;
  /** Certificates that came with a response; those that cannot be read are left out. */
  certificatesOf(response: BasicOcspResponse): readonly Certificate[];
}

/**
 * A reader for one validation.
 *
 * @param budget - most signatures it verifies; then it throws CoreError `BUDGET_EXCEEDED`
 */
export function createEvidenceReader(budget: number): EvidenceReader {
  const received = new WeakMap<Uint8Array, ReadEvidence>();
  const byHash = new Map<number, ReadEvidence[]>();
  const hash = createHash();
  const verified = new Map<SignedEvidence, Map<PublicKey, Promise<boolean>>>();
  const certificates = new Map<BasicOcspResponse, readonly Certificate[]>();
  let left = budget;
  return {
    read: (evidence) => {
      const { encoded, kind } = evidence;
      const same = received.get(encoded);
      if (same?.evidence.kind === kind) return same;
      const key = hash(encoded);
      const known = byHash.get(key) ?? [];
      const before = known.find(
        (one) => one.evidence.kind === kind && equalBytes(one.evidence.encoded, encoded),
      );
      const now = before ?? readEvidence(evidence);
      if (before === undefined) known.push(now);
      byHash.set(key, known);
      received.set(encoded, now);
      return now;
    },
    verify: (signed, key) => {
      const byKey = verified.get(signed) ?? new Map<PublicKey, Promise<boolean>>();
      verified.set(signed, byKey);
      const before = byKey.get(key);
      if (before !== undefined) return before;
      if (--left < 0) throw new CoreError('BUDGET_EXCEEDED', `more than ${budget} revocation data to verify`);
      const result = verifySigned(signed, key);
      byKey.set(key, result);
      return result;
    },
    certificatesOf: (response) => {
      const known =
        certificates.get(response) ??
        response.certificates
          .slice(0, MAX_CERTIFICATES)
          .flatMap((raw) => readable(() => parseCertificate(raw)) ?? []);
      certificates.set(response, known);
      return known;
    },
  };
}

/**
 * A hash of bytes that nobody can foresee, so that no document is made of data which all has the same one. Equal hashes
 * prove nothing.
 */
function createHash(): (bytes: Uint8Array) => number {
  const factor = Math.floor(Math.random() * 2 ** 31) * 2 + 1;
  return (bytes) => {
    let state = factor;
    for (const byte of bytes) state = Math.imul(state ^ byte, factor);
    return state;
  };
}

/** Most certificates of one response that are looked at. */
const MAX_CERTIFICATES = 20;

function readEvidence(evidence: RevocationEvidence): ReadEvidence {
  const { kind, encoded } = evidence;
  try {
    return kind === 'ocsp'
      ? { kind, evidence, response: parseOcspResponse(encoded) }
      : { kind, evidence, crl: parseCrl(encoded) };
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return { kind: 'unreadable', evidence, reason: error.message };
  }
}

async function verifySigned(signed: SignedEvidence, key: PublicKey): Promise<boolean> {
  const identified = identifySignature(signed.signatureAlgorithm);
  if (identified === undefined || key.type === undefined) return false;
  try {
    const { algorithm, saltLength } = identified;
    return await key.verify(algorithm, signed.tbs, signed.signatureValue, saltLength);
  } catch (error) {
    // A key or parameters that the platform or the codec cannot use.
    if (isEsealError(error)) return false;
    throw error;
  }
}

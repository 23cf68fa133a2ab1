/**
 * The facts of everything in a container: first every digest in one go, then each signature and timestamp by itself, so
 * that a fault in one leaves the others as they are.
 *
 * @module
 */
import { type DocumentSource, toHex } from '@eseal/core';
import type { DigestInput, ParsedContainer, ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import type { CertificatePool } from '../path/certificate-pool.ts';
import { computeDigests, type DigestTable } from './digests.ts';
import { collectElements, type SignatureElementFacts } from './signature-elements.ts';
import { collectSignatureFacts, referenceRequests, type SignatureFacts } from './signature-facts.ts';
import {
  collectPolicyFacts,
  type SignaturePolicyDocument,
  type SignaturePolicyFacts,
} from './signature-policy.ts';
import {
  collectTimestampFacts,
  imprintRequests,
  type ReadTimestamp,
  readTimestamp,
  type TimestampFacts,
} from './timestamp-facts.ts';

/** What collecting works with. */
export interface CollectContext {
  readonly pool: CertificatePool;
  /** Certificates of the caller. */
  readonly supplied: readonly Certificate[];
  /** Documents of signature policies that the caller has. Default none. */
  readonly signaturePolicies?: readonly SignaturePolicyDocument[];
  readonly checkpoint: () => void;
  /** Algorithms beside SHA-256 of which the digest of the whole document is wanted. Default none. */
  readonly documentDigests?: readonly DigestAlgorithm[];
}

/** Facts of one seal. */
export interface SealFacts {
  readonly signature: SignatureFacts;
  readonly elements: SignatureElementFacts;
  /** `undefined` for a seal that names no policy. */
  readonly policy: SignaturePolicyFacts | undefined;
  readonly timestamps: readonly TimestampFacts[];
}

/** Facts of a container, to be collected one after another. */
export interface ContainerFacts {
  /** SHA-256 of the document in hexadecimal digits. */
  readonly sha256: string;
  /** Every token of the container. */
  readonly tokens: ReadonlyMap<ParsedTimestamp, ReadTimestamp>;
  /** Digest of the whole document, `undefined` by an algorithm that nobody asked for. */
  documentDigest(algorithm: DigestAlgorithm): Uint8Array | undefined;
  collectSeal(parsed: ParsedSignature): Promise<SealFacts>;
  collectTimestamp(parsed: ParsedTimestamp): Promise<TimestampFacts>;
}

/** Reads all tokens and computes all digests. */
export async function openContainerFacts(
  container: ParsedContainer,
  source: DocumentSource,
  context: CollectContext,
): Promise<ContainerFacts> {
  const { checkpoint, documentDigests = [] } = context;
  const { signatures, timestamps } = container;
  const tokens = new Map<ParsedTimestamp, ReadTimestamp>();
  for (const parsed of [...signatures.flatMap((one) => one.timestamps), ...timestamps]) {
    checkpoint();
    tokens.set(parsed, readTimestamp(parsed));
  }
  const whole: DigestInput = { kind: 'document', source };
  const digests = await computeDigests(
    [
      { algorithm: 'SHA-256', input: whole },
      ...documentDigests.map((algorithm) => ({ algorithm, input: whole })),
      ...signatures.flatMap(referenceRequests),
      ...[...tokens.values()].flatMap(imprintRequests),
    ],
    checkpoint,
  );
  const countersigned = new Set(signatures.map(({ counterSignatureOf }) => counterSignatureOf));
  const timestampFacts = (parsed: ParsedTimestamp, others: readonly Certificate[]): Promise<TimestampFacts> =>
    collectTimestampFacts(tokens.get(parsed) ?? readTimestamp(parsed), others, digests, context);
  return {
    tokens,
    documentDigest: (algorithm) => digests.get(algorithm, whole),
    sha256: toHex(digests.get('SHA-256', whole) ?? new Uint8Array()),
    collectSeal: async (parsed) => ({
      ...(await collectSeal(parsed, digests, context, timestampFacts)),
      elements: collectElements(parsed, countersigned.has(parsed.id)),
    }),
    collectTimestamp: (parsed) => timestampFacts(parsed, context.supplied),
  };
}

async function collectSeal(
  parsed: ParsedSignature,
  digests: DigestTable,
  { pool, supplied, signaturePolicies = [], checkpoint }: CollectContext,
  timestampFacts: (parsed: ParsedTimestamp, others: readonly Certificate[]) => Promise<TimestampFacts>,
): Promise<Omit<SealFacts, 'elements'>> {
  checkpoint();
  const candidates = [...pool.add(parsed.certificates), ...supplied];
  const signature = await collectSignatureFacts(parsed, candidates, digests);
  const timestamps: TimestampFacts[] = [];
  for (const timestamp of parsed.timestamps) {
    checkpoint();
    timestamps.push(await timestampFacts(timestamp, candidates));
  }
  const policy = await collectPolicyFacts(parsed.signaturePolicy, signaturePolicies);
  return { signature, policy, timestamps };
}

/**
 * What holds for one timestamp token as it was received: facts, nothing judged.
 *
 * @module
 */
import { equalBytes, isEsealError } from '@eseal/core';
import { encode, OID, objectIdentifier } from '@eseal/core/asn1';
import {
  findAttributes,
  messageDigest,
  type SignerInfo,
  signedAttributesEncoding,
  signingCertificateAttributes,
  singleValue,
} from '@eseal/core/cms';
import type { DigestInput, ParsedTimestamp } from '@eseal/core/container';
import { type DigestAlgorithm, digestByOid, identifySignature } from '@eseal/core/crypto';
import { parseTimestampToken, type TimestampToken } from '@eseal/core/timestamp';
import type { Certificate } from '@eseal/core/x509';
import type { CertificatePool } from '../path/certificate-pool.ts';
import { computeDigests, type DigestRequest, type DigestTable, digestMatches } from './digests.ts';
import {
  collectSignatureFacts,
  type ReferenceFact,
  referenceFact,
  referenceRequests,
  type SignatureFacts,
  type VerifiableSignature,
} from './signature-facts.ts';

/** A token that could be read, or the reason why not. */
export type ReadTimestamp =
  | { readonly kind: 'read'; readonly parsed: ParsedTimestamp; readonly token: TimestampToken }
  | { readonly kind: 'unreadable'; readonly parsed: ParsedTimestamp; readonly reason: string };

/** Facts of one timestamp. */
export type TimestampFacts =
  | {
      readonly kind: 'read';
      readonly parsed: ParsedTimestamp;
      readonly token: TimestampToken;
      /** What the token should cover is there. */
      readonly imprintFound: boolean;
      readonly imprintIntact: boolean;
      /** What the manifest that the token covers names in turn. */
      readonly files: readonly ReferenceFact[];
      /** Departures from RFC 5652 and RFC 3161 that make the token unusable. */
      readonly problems: readonly string[];
      readonly signature: SignatureFacts;
      readonly signed: VerifiableSignature;
    }
  | { readonly kind: 'unreadable'; readonly parsed: ParsedTimestamp; readonly reason: string };

/** Reads a token. */
export function readTimestamp(parsed: ParsedTimestamp): ReadTimestamp {
  try {
    return { kind: 'read', parsed, token: parseTimestampToken(parsed.token) };
  } catch (error) {
    if (isEsealError(error)) return { kind: 'unreadable', parsed, reason: error.message };
    throw error;
  }
}

/** The digests that a token's imprint, and the manifest under it, are to be compared with. */
export function imprintRequests(timestamp: ReadTimestamp): readonly DigestRequest[] {
  if (timestamp.kind === 'unreadable') return [];
  const { imprintAlgorithm } = timestamp.token.tstInfo;
  const { input, references = [] } = timestamp.parsed;
  const files = referenceRequests({ references });
  return imprintAlgorithm === undefined || input === undefined
    ? files
    : [{ algorithm: imprintAlgorithm, input }, ...files];
}

/**
 * Collects the facts of a timestamp.
 *
 * @param others - certificates from outside of the token, for tokens that carry none
 */
export async function collectTimestampFacts(
  timestamp: ReadTimestamp,
  others: readonly Certificate[],
  digests: DigestTable,
  { pool, checkpoint }: { readonly pool: CertificatePool; readonly checkpoint: () => void },
): Promise<TimestampFacts> {
  if (timestamp.kind === 'unreadable') return timestamp;
  const { parsed, token } = timestamp;
  const { imprintAlgorithm, imprint } = token.tstInfo;
  const actual =
    parsed.input === undefined || imprintAlgorithm === undefined
      ? undefined
      : digests.get(imprintAlgorithm, parsed.input);
  const signed = tokenSignature(token);
  if (typeof signed === 'string') return { kind: 'unreadable', parsed, reason: signed };
  const candidates = [...pool.add(token.signedData.certificates), ...others];
  const own = await computeDigests(referenceRequests(signed), checkpoint);
  return {
    kind: 'read',
    parsed,
    token,
    imprintFound: parsed.input !== undefined && isComparable(parsed.input, imprintAlgorithm),
    imprintIntact: digestMatches(imprint, actual),
    files: (parsed.references ?? []).map((one) => referenceFact(one, digests)),
    problems: tokenProblems(token),
    signature: await collectSignatureFacts(signed, candidates, own),
    signed,
  };
}

/** Of what is known by a digest alone, nothing can be said by another algorithm. */
function isComparable(input: DigestInput, algorithm: DigestAlgorithm | undefined): boolean {
  return input.kind !== 'digest' || input.algorithm === algorithm;
}

/** The signature of a token in the shape of any other, or why there is none. */
function tokenSignature({ signedData }: TimestampToken): VerifiableSignature | string {
  const [signer] = signedData.signerInfos;
  if (signer === undefined) return 'the token has no signer';
  try {
    return signerSignature(signer, signedData.content ?? []);
  } catch (error) {
    if (isEsealError(error)) return error.message;
    throw error;
  }
}

function signerSignature(signer: SignerInfo, content: readonly Uint8Array[]): VerifiableSignature {
  const digestAlgorithm = digestByOid(signer.digestAlgorithm.oid)?.name;
  const identified = identifySignature(signer.signatureAlgorithm, digestAlgorithm);
  const encoding = signer.signedAttributesRaw && signedAttributesEncoding(signer.signedAttributesRaw);
  const attributes = signingCertificateAttributes(signer.signedAttributes);
  // RFC 5816 §2.2.1: ESSCertIDv2 where there is one; the older attribute may stand beside it.
  const references = attributes[0]?.references ?? [];
  return {
    references: [
      {
        kind: 'message-digest',
        digestAlgorithm,
        digest: messageDigest(signer.signedAttributes),
        input: { kind: 'bytes', pieces: content },
      },
    ],
    signature: {
      algorithm: identified?.algorithm,
      algorithmName: signer.signatureAlgorithm.oid,
      ...(identified?.saltLength !== undefined && { saltLength: identified.saltLength }),
      digestAlgorithm,
      signedBytes: encoding && { kind: 'bytes', pieces: [encoding.bytes] },
      ...(encoding?.receivedAsDer === false && {
        receivedBytes: { kind: 'bytes', pieces: [encoding.received] },
      }),
      value: signer.signature,
    },
    signingCertificateReferences: { count: attributes.length, references },
    certificateHint: { kind: 'signer-identifier', identifier: signer.sid },
  };
}

function tokenProblems({ signedData }: TimestampToken): readonly string[] {
  const { signerInfos } = signedData;
  const [signer] = signerInfos;
  const problems: string[] = [];
  // RFC 3161 §2.4.2: the token holds no signature but the authority's.
  if (signerInfos.length !== 1) problems.push(`${signerInfos.length} signers`);
  if (signer === undefined) return problems;
  // RFC 5652 §5.3: signed attributes, among them these two, are required for content that is not id-data.
  if (signer.signedAttributesRaw === undefined) problems.push('no signed attributes');
  for (const [name, oid] of SINGLE_ATTRIBUTES) {
    const found = findAttributes(signer.signedAttributes, oid);
    if (found.length !== 1 || found[0]?.values.length !== 1)
      problems.push(`${name} is not there exactly once`);
  }
  // RFC 5652 §11.1: the attribute names the type of the content.
  const contentType = singleValue(signer.signedAttributes, OID.contentType);
  if (contentType !== undefined && !equalBytes(contentType, TST_INFO)) problems.push('content-type differs');
  return problems;
}

const TST_INFO = encode(objectIdentifier(OID.tstInfo));

const SINGLE_ATTRIBUTES = [
  ['content-type', OID.contentType],
  ['message-digest', OID.messageDigest],
] as const;

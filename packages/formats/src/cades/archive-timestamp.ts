/**
 * What the imprint of an archive timestamp in a CMS covers (EN 319 122-1 §5.5.3; version 2: RFC 5126 §6.4.1). Where
 * producers encode it differently, the form is taken that the imprint is of.
 *
 * @module
 */
import { equalBytes, readable } from '@eseal/core';
import { element, encode, OID, toDer } from '@eseal/core/asn1';
import type { Attribute, SignedData, SignerInfo } from '@eseal/core/cms';
import { type CmsArchive, type DigestInput, digestInput } from '@eseal/core/container';
import type { StreamingDigest } from '@eseal/core/crypto';
import { parseTimestampToken, type TimestampToken } from '@eseal/core/timestamp';
import {
  checkHashIndex,
  findHashIndex,
  type NamedByIndex,
  type ReceivedHashIndex,
} from './ats-hash-index.ts';
import { ARCHIVE_TIMESTAMP_V1 } from './attribute-table.ts';
import type { CmsDigests } from './cms-digests.ts';

/** A signature with archive timestamps. */
export interface ArchivedSignature {
  readonly signedData: SignedData;
  readonly signer: SignerInfo;
  readonly content: DigestInput | undefined;
  readonly digests: CmsDigests;
}

/** What is known of an archive timestamp beside its token. */
export interface ReadArchive {
  readonly input: DigestInput | undefined;
  readonly archive: CmsArchive;
  /** What the index of version 3 names. */
  readonly named?: NamedByIndex;
}

const VERSIONS: ReadonlyMap<string, CmsArchive['version']> = new Map([
  [ARCHIVE_TIMESTAMP_V1, 'v1'],
  [OID.archiveTimestampV2, 'v2'],
  [OID.archiveTimestampV3, 'v3'],
]);

/**
 * Reads what an archive timestamp covers; `undefined` for an attribute that is none. What version 1 covers is not
 * computed: it was replaced in 2005 (TS 101 733 V1.5.1).
 */
export async function readArchive(
  attributeType: string,
  token: TimestampToken,
  signature: ArchivedSignature,
): Promise<ReadArchive | undefined> {
  const version = VERSIONS.get(attributeType);
  switch (version) {
    case 'v3': {
      const index = findHashIndex(token);
      const checked = index && (await checkHashIndex(index, signature));
      return {
        archive: { version, hashIndex: checked?.hashIndex },
        input: index && (await coveredByV3(token, index, signature)),
        ...(checked?.named !== undefined && { named: checked.named }),
      };
    }
    case 'v2':
      return { archive: { version, hashIndex: undefined }, input: await coveredByV2(token, signature) };
    case 'v1':
      return { archive: { version, hashIndex: undefined }, input: undefined };
    case undefined:
      return undefined;
  }
}

/** Type and digest of the content, the SignerInfo before its unsigned attributes, the index (EN 319 122-1 §5.5.3). */
async function coveredByV3(
  { tstInfo: { imprintAlgorithm, imprint } }: TimestampToken,
  index: ReceivedHashIndex,
  { signer, content, digests }: ArchivedSignature,
): Promise<DigestInput | undefined> {
  if (imprintAlgorithm === undefined || content === undefined) return undefined;
  const digest = await digests.ofContent(content, imprintAlgorithm);
  if (digest === undefined) return undefined;
  const parts = [...signer.signedFields, index.value];
  const received = input([digests.contentType, digest, ...parts]);
  const der = readable(() => input([digests.contentType, digest, ...parts.map(toDer)]));
  for (const form of [received, der]) {
    const actual = form && (await digestInput(imprintAlgorithm, form));
    if (actual !== undefined && equalBytes(actual, imprint)) return form;
  }
  return received;
}

function input(pieces: readonly Uint8Array[]): DigestInput {
  return { kind: 'bytes', pieces };
}

/**
 * The content with its frame, certificates and revocation data of the SignedData, and the SignerInfo with every unsigned
 * attribute that stood there before (RFC 5126 §6.4.1).
 */
async function coveredByV2(
  { tstInfo: { imprintAlgorithm, imprint, genTime } }: TimestampToken,
  { signer, content, digests }: ArchivedSignature,
): Promise<DigestInput | undefined> {
  if (imprintAlgorithm === undefined || content === undefined) return undefined;
  const envelope = await digests.ofEnvelope(content, imprintAlgorithm);
  if (envelope === undefined) return undefined;
  const earlier = signer.unsignedAttributes
    .filter((attribute) => isEarlier(attribute, genTime))
    .map(({ raw }) => raw);
  // The standard leaves open whether the tag and length around the unsigned attributes are among the "data elements".
  const endings = [earlier, [encode(element(UNSIGNED_ATTRIBUTES, earlier))]];
  let first: DigestInput | undefined;
  for (const ending of endings) {
    const digest = await finish(envelope, [...signer.signedFields, ...ending]);
    const found: DigestInput = { kind: 'digest', algorithm: imprintAlgorithm, digest };
    if (equalBytes(digest, imprint)) return found;
    first ??= found;
  }
  return first;
}

/** Identifier octet of `unsignedAttrs` in a SignerInfo (RFC 5652 §5.3). */
const UNSIGNED_ATTRIBUTES = 0xa1;

async function finish(begun: StreamingDigest, pieces: readonly Uint8Array[]): Promise<Uint8Array> {
  const hash = begun.copy();
  for (const piece of pieces) await hash.update(piece);
  return hash.digest();
}

/** Whether an unsigned attribute stood there before a time: an archive timestamp only when it is older. */
export function isEarlier({ type, values }: Attribute, time: Date): boolean {
  if (!VERSIONS.has(type)) return true;
  return values.every((value) => {
    const other = readable(() => parseTimestampToken(value));
    return other !== undefined && other.tstInfo.genTime < time;
  });
}

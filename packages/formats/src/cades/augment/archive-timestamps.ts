/**
 * B-LTA: archive-time-stamp-v3 over the content, the SignerInfo and everything that its index names (EN 319 122-1 §5.5.2,
 * §5.5.3).
 *
 * @module
 */
import { type AugmentContext, concatBytes } from '@eseal/core';
import { type DerNode, encode, OID, octetString, sequence } from '@eseal/core/asn1';
import {
  attribute,
  CERTIFICATES_TAG,
  CRLS_TAG,
  changeSignedData,
  readSetElements,
  type SignedData,
  type SignerInfo,
  spliceSignedData,
  withUnsignedAttributes,
} from '@eseal/core/cms';
import type { ParsedSignature } from '@eseal/core/container';
import { type DigestAlgorithm, digestBytes, digestIdentifier } from '@eseal/core/crypto';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { FormatsError } from '../../errors.ts';
import { ATS_HASH_INDEX_V3, attributeValuePieces } from '../ats-hash-index.ts';
import { type CmsDigests, createCmsDigests } from '../cms-digests.ts';
import type { SealNode } from './seal-tree.ts';

/**
 * Gives each chosen seal one archive timestamp of each source, one after another.
 *
 * @throws FormatsError `SEAL_CONTENT_MISSING`; what the sources throw
 */
export async function addArchiveTimestamps(
  signedData: SignedData,
  seals: readonly SealNode[],
  chosen: ReadonlySet<number>,
  { timestamps = [], signal }: AugmentContext,
): Promise<SignedData> {
  const digests = createCmsDigests(signedData);
  const signers = signedData.signerInfos.map(({ raw }) => raw);
  let archived = signedData;
  for (const position of chosen) {
    for (const source of timestamps) {
      const signer = archived.signerInfos[position];
      const seal = seals[position];
      if (signer === undefined || seal === undefined) continue;
      const covered = await coverSeal(archived, signer, source.digestAlgorithm, seal, digests);
      const token = await source.stamp(covered.imprint, signal && { signal });
      const value = withHashIndex(token, covered.index);
      signers[position] = encode(
        withUnsignedAttributes(signer, [attribute(OID.archiveTimestampV3, [value])]),
      );
      archived = changeSignedData(archived, { signerInfos: signers });
    }
  }
  return archived;
}

/** What an archive timestamp is over: the index, and the digest of everything together. */
interface Covered {
  /** An ATSHashIndexV3 value. */
  readonly index: Uint8Array;
  readonly imprint: Uint8Array;
}

async function coverSeal(
  signedData: SignedData,
  signer: SignerInfo,
  algorithm: DigestAlgorithm,
  { content, signature }: SealNode,
  digests: CmsDigests,
): Promise<Covered> {
  const contentDigest =
    verifiedDigest(signature, algorithm) ?? (content && (await digests.ofContent(content, algorithm)));
  if (contentDigest === undefined) throw missingContent(signature, algorithm);
  const index = await buildHashIndex(signedData, signer, algorithm);
  const pieces = [digests.contentType, contentDigest, ...signer.signedFields, index];
  const imprint = await digestBytes(algorithm, concatBytes(pieces));
  return { index, imprint };
}

/** The refusal to put an archive timestamp over a content that is not there. */
export function missingContent({ id }: ParsedSignature, algorithm?: DigestAlgorithm): FormatsError {
  const digest = algorithm === undefined ? 'its digest' : `its ${algorithm} digest`;
  return new FormatsError(
    'SEAL_CONTENT_MISSING',
    `an archive timestamp on ${id} covers the sealed content: it is needed, or ${digest}`,
  );
}

/** The digest under the seal, when it was compared with the content before: so the content is not read once more. */
function verifiedDigest({ references }: ParsedSignature, algorithm: DigestAlgorithm): Uint8Array | undefined {
  const compared = references.find(
    ({ digestAlgorithm, input }) =>
      digestAlgorithm === algorithm &&
      input !== undefined &&
      (input.kind !== 'digest' || input.algorithm === algorithm),
  );
  return compared?.digest;
}

/** ATSHashIndexV3: a digest of each certificate, revocation datum and unsigned attribute value as it stands there. */
async function buildHashIndex(
  { fields }: SignedData,
  { unsignedAttributes }: SignerInfo,
  algorithm: DigestAlgorithm,
): Promise<Uint8Array> {
  const list = async (objects: readonly (readonly Uint8Array[])[]): Promise<DerNode> => {
    const digests: DerNode[] = [];
    for (const pieces of objects)
      digests.push(octetString(await digestBytes(algorithm, concatBytes(pieces))));
    return sequence(digests);
  };
  const elements = (set: Uint8Array | undefined, tag: number) =>
    readSetElements(set, tag).map((one) => [one]);
  return encode(
    sequence([
      digestIdentifier(algorithm),
      await list(elements(fields.certificates, CERTIFICATES_TAG)),
      await list(elements(fields.crls, CRLS_TAG)),
      await list(unsignedAttributes.flatMap(attributeValuePieces)),
    ]),
  );
}

/** The token with the index beside its signature; what the authority signed stays as it is. */
function withHashIndex(token: Uint8Array, index: Uint8Array): Uint8Array {
  const { signedData } = parseTimestampToken(token);
  const signerInfos = signedData.signerInfos.map((signer) =>
    withUnsignedAttributes(signer, [attribute(ATS_HASH_INDEX_V3, [index])]),
  );
  return encode(spliceSignedData(signedData, { signerInfos }));
}

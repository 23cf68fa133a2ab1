/**
 * A further seal in an existing CMS, side by side with those in it (RFC 5652 §5.1). What was received stays as it is.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { type DerNode, encode, OID, TAG } from '@eseal/core/asn1';
import {
  CERTIFICATES_TAG,
  findAttributes,
  insertIntoSet,
  messageDigest,
  type SignedData,
  spliceSignedData,
  withSetElements,
} from '@eseal/core/cms';
import { type DigestAlgorithm, digestIdentifier, digestRow, signatureRow } from '@eseal/core/crypto';
import { FormatsError } from '../errors.ts';
import { readSignedData } from './read-signed-data.ts';
import { buildSignerInfo, type SealFrame, type SealValues } from './signed-data.ts';

/**
 * Reads a seal that a further one is to stand beside.
 *
 * @throws FormatsError `CMS_UNREADABLE`; `CMS_CONTENT_MISMATCH` when it is packaged in another way;
 * `CMS_CHANGE_FORBIDDEN` when an addition would break it
 */
export function openExistingSeal(bytes: Uint8Array, packaging: 'detached' | 'attached'): SignedData {
  const existing = readSignedData(bytes);
  const found = existing.content === undefined ? 'detached' : 'attached';
  if (found !== packaging) {
    throw new FormatsError('CMS_CONTENT_MISMATCH', `the existing seal is ${found}, not ${packaging}`);
  }
  if (existing.contentType === OID.tstInfo) {
    throw new FormatsError('CMS_CHANGE_FORBIDDEN', 'a timestamp token has one signer (RFC 3161 §2.4.2)');
  }
  // TS 101 733 §6.4.1: the imprint of archive-time-stamp-v2 is over all certificates, so that none can be added.
  if (existing.signerInfos.some((one) => hasAttribute(one.unsignedAttributes, OID.archiveTimestampV2))) {
    throw new FormatsError(
      'CMS_CHANGE_FORBIDDEN',
      'a further seal would break the archive-time-stamp-v2 of the existing one',
    );
  }
  return existing;
}

function hasAttribute(attributes: Parameters<typeof findAttributes>[0], type: string): boolean {
  return findAttributes(attributes, type).length > 0;
}

/**
 * Refuses a document that the existing seals, where they use the same digest algorithm, are not seals of.
 *
 * @throws FormatsError `CMS_CONTENT_MISMATCH`
 */
export function assertSameContent(
  existing: SignedData,
  algorithm: DigestAlgorithm,
  digest: Uint8Array,
): void {
  const { oid } = digestRow(algorithm);
  for (const signer of existing.signerInfos) {
    if (signer.digestAlgorithm.oid !== oid) continue;
    const expected = messageDigest(signer.signedAttributes);
    if (expected !== undefined && !equalBytes(expected, digest)) {
      throw new FormatsError('CMS_CONTENT_MISMATCH', 'the existing seal is of another document');
    }
  }
}

/** The existing CMS with one more SignerInfo, and the certificates and digest algorithm that this one needs. */
export function addSignerInfo(existing: SignedData, frame: SealFrame, values: SealValues): DerNode {
  const { fields } = existing;
  const { digest } = signatureRow(frame.algorithm);
  const known = existing.digestAlgorithms.some(({ oid }) => oid === digestRow(digest).oid);
  return spliceSignedData(existing, {
    ...(!known && {
      digestAlgorithms: withSetElements(fields.digestAlgorithms, TAG.set, [encode(digestIdentifier(digest))]),
    }),
    certificates: withSetElements(
      fields.certificates,
      CERTIFICATES_TAG,
      frame.certificates.map(({ raw }) => raw),
    ),
    signerInfos: insertIntoSet(
      existing.signerInfos.map(({ raw }) => raw),
      [encode(buildSignerInfo(frame, values))],
    ),
  });
}

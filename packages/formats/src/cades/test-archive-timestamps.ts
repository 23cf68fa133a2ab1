/**
 * Archive timestamps for tests, written from the text of the standards and not with what they test.
 *
 * @module
 */
import { concatBytes } from '@eseal/core';
import {
  type DerPart,
  element,
  encode,
  OID,
  objectIdentifier,
  octetString,
  sequence,
} from '@eseal/core/asn1';
import {
  attribute,
  parseSignedData,
  type SignedData,
  type SignerInfo,
  spliceSignedData,
  withUnsignedAttributes,
} from '@eseal/core/cms';
import { type DigestAlgorithm, digestBytes, digestIdentifier } from '@eseal/core/crypto';
import type { TimestampSource } from '@eseal/core/timestamp';

/** Identifier of ATSHashIndexV3. */
export const HASH_INDEX_V3 = '0.4.0.19122.1.5';

const digest = async (data: Uint8Array): Promise<Uint8Array> => digestBytes('SHA-256', data);

/** The only signer of a CMS. */
export function onlySigner({ signerInfos }: SignedData): SignerInfo {
  const [signer] = signerInfos;
  if (signer === undefined) throw new Error('there is no signer');
  return signer;
}

/** Type and value of each unsigned attribute. */
const attributesOf = ({ unsignedAttributes }: SignerInfo): readonly Uint8Array[] =>
  unsignedAttributes.flatMap(({ type, values }) =>
    values.map((value) => concatBytes([encode(objectIdentifier(type)), value])),
  );

/** What an index has otherwise than everything that is there. */
export interface IndexChanges {
  readonly algorithm?: DigestAlgorithm | 'default';
  readonly certificates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  readonly unsignedAttributes?: readonly Uint8Array[];
}

/** ATSHashIndexV3 (EN 319 122-1 §5.5.2). */
async function hashIndex(cms: SignedData, changes: IndexChanges): Promise<Uint8Array> {
  const list = async (objects: readonly Uint8Array[]): Promise<DerPart> =>
    sequence((await Promise.all(objects.map(digest))).map((one) => octetString(one)));
  const { algorithm = 'SHA-256' } = changes;
  return encode(
    sequence([
      ...(algorithm === 'default' ? [] : [digestIdentifier(algorithm)]),
      await list(changes.certificates ?? cms.certificates),
      await list(changes.crls ?? []),
      await list(changes.unsignedAttributes ?? attributesOf(onlySigner(cms))),
    ]),
  );
}

/** A CMS of one signer with one more unsigned attribute. */
export function withAttribute(cms: Uint8Array, type: string, value: Uint8Array): Uint8Array {
  const received = parseSignedData(cms);
  const signer = withUnsignedAttributes(onlySigner(received), [attribute(type, [value])]);
  return encode(spliceSignedData(received, { signerInfos: [signer] }));
}

/** Archives detached seals of one document. */
export interface Archiver {
  /** A token over these bytes, with an unsigned attribute beside its signature. */
  tokenOver(covered: readonly Uint8Array[], index?: readonly [string, Uint8Array]): Promise<Uint8Array>;
  /** archive-time-stamp-v3 (EN 319 122-1 §5.5.3). */
  withV3(before: Uint8Array, changes?: IndexChanges, type?: string): Promise<Uint8Array>;
  /** archive-time-stamp of version 2 (RFC 5126 §6.4.1), with or without the frame around the unsigned attributes. */
  withV2(before: Uint8Array, framed?: boolean): Promise<Uint8Array>;
}

/** Archives with tokens of this source. */
export function createArchiver(timestamps: TimestampSource, document: Uint8Array): Archiver {
  const tokenOver: Archiver['tokenOver'] = async (covered, index) => {
    const token = await timestamps.stamp(await digest(concatBytes(covered)));
    if (index === undefined) return token;
    const cms = parseSignedData(token);
    const [type, value] = index;
    const signer = withUnsignedAttributes(onlySigner(cms), [attribute(type, [value])]);
    return encode(spliceSignedData(cms, { signerInfos: [signer] }));
  };
  return {
    tokenOver,
    withV3: async (before, changes = {}, type = HASH_INDEX_V3) => {
      const cms = parseSignedData(before);
      const index = await hashIndex(cms, changes);
      const { signedFields } = onlySigner(cms);
      const covered = [encode(objectIdentifier(OID.data)), await digest(document), ...signedFields, index];
      return withAttribute(before, OID.archiveTimestampV3, await tokenOver(covered, [type, index]));
    },
    withV2: async (before, framed = false) => {
      const cms = parseSignedData(before);
      const signer = onlySigner(cms);
      const attributes = signer.unsignedAttributes.map(({ raw }) => raw);
      const covered = [
        cms.fields.encapContentInfo,
        document,
        cms.fields.certificates ?? new Uint8Array(),
        ...signer.signedFields,
        ...(framed ? [encode(element(0xa1, attributes))] : attributes),
      ];
      return withAttribute(before, OID.archiveTimestampV2, await tokenOver(covered));
    },
  };
}

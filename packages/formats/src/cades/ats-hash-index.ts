/**
 * What an archive timestamp of version 3 names by digests: certificates, revocation data and unsigned attributes
 * (EN 319 122-1 §5.5.2, TS 101 733 §6.4.2).
 *
 * @module
 */
import { concatBytes, equalBytes, readable, toHex } from '@eseal/core';
import { DerReader, encode, objectIdentifier, toDer } from '@eseal/core/asn1';
import {
  type Attribute,
  CERTIFICATES_TAG,
  CRLS_TAG,
  findAttributes,
  readSetElements,
  type SignedData,
  type SignerInfo,
} from '@eseal/core/cms';
import type { HashIndex } from '@eseal/core/container';
import { type DigestAlgorithm, digestByOid, digestBytes, readAlgorithmIdentifier } from '@eseal/core/crypto';
import type { TimestampToken } from '@eseal/core/timestamp';
import type { CmsDigests } from './cms-digests.ts';

/** One kind of index. */
interface HashIndexRow {
  readonly oid: string;
  readonly name: HashIndex['name'];
  /** What of the unsigned attributes is digested: each of them whole, or its type with one of its values. */
  readonly unit: 'attribute' | 'value';
}

/** Identifier of the index that is written today. */
export const ATS_HASH_INDEX_V3 = '0.4.0.19122.1.5';

const HASH_INDEXES: readonly HashIndexRow[] = [
  { oid: ATS_HASH_INDEX_V3, name: 'ats-hash-index-v3', unit: 'value' },
  { oid: '0.4.0.19122.1.4', name: 'ats-hash-index-v2', unit: 'attribute' },
  { oid: '0.4.0.1733.2.5', name: 'ats-hash-index', unit: 'attribute' },
];

/** An index as it stands in a token. */
export interface ReceivedHashIndex {
  readonly row: HashIndexRow;
  /** The ATSHashIndex value. */
  readonly value: Uint8Array;
}

/** The index of a token: an unsigned attribute, which some producers sign. */
export function findHashIndex({ signedData }: TimestampToken): ReceivedHashIndex | undefined {
  const [signer] = signedData.signerInfos;
  const attributes = signer === undefined ? [] : [...signer.unsignedAttributes, ...signer.signedAttributes];
  for (const row of HASH_INDEXES) {
    const value = findAttributes(attributes, row.oid)[0]?.values[0];
    if (value !== undefined) return { row, value };
  }
  return undefined;
}

/** The three lists of an index. */
interface IndexedDigests {
  readonly algorithm: DigestAlgorithm | undefined;
  readonly certificates: readonly string[];
  readonly crls: readonly string[];
  readonly unsignedAttributes: readonly string[];
}

/** What the entries of an index may name. */
export interface IndexedObjects {
  readonly signedData: Pick<SignedData, 'fields'>;
  readonly signer: Pick<SignerInfo, 'unsignedAttributes'>;
  readonly digests: CmsDigests;
}

/** Checks that everything an index names is there. */
export async function checkHashIndex(
  { row: { name, unit }, value }: ReceivedHashIndex,
  { signedData: { fields }, signer: { unsignedAttributes }, digests }: IndexedObjects,
): Promise<HashIndex> {
  const index = readable(() => readIndex(value));
  const algorithm = index?.algorithm;
  if (index === undefined) return { name, valid: false, problems: ['it cannot be read'] };
  if (algorithm === undefined) return { name, valid: false, problems: ['its digest algorithm is not known'] };
  const problems: string[] = [];
  const compare = async (
    kind: string,
    listed: readonly string[],
    owner: object | undefined,
    read: () => readonly (readonly Uint8Array[])[],
  ): Promise<void> => {
    const found = owner === undefined ? NOTHING : await digests.ofEach(owner, unit, algorithm, read);
    const missing = listed.filter((digest) => !found.has(digest)).length;
    if (missing > 0) problems.push(`${missing} of the ${kind} that it names are not there`);
  };
  const { certificates, crls } = fields;
  await compare('certificates', index.certificates, certificates, () =>
    readSetElements(certificates, CERTIFICATES_TAG).map((one) => [one]),
  );
  await compare('revocation data', index.crls, crls, () =>
    readSetElements(crls, CRLS_TAG).map((one) => [one]),
  );
  await compare('unsigned attributes', index.unsignedAttributes, unsignedAttributes, () =>
    unsignedAttributes
      .flatMap((one) => (unit === 'value' ? attributeValuePieces(one) : [[one.raw]]))
      .flatMap(alsoInDer),
  );
  return { name, valid: problems.length === 0, problems };
}

/** Whether an index names one value of an unsigned attribute. */
export async function namesAttributeValue(
  { row: { unit }, value: index }: ReceivedHashIndex,
  attribute: Attribute,
  value: Uint8Array,
): Promise<boolean> {
  const read = readable(() => readIndex(index));
  if (read?.algorithm === undefined) return false;
  const pieces = unit === 'value' ? [encode(objectIdentifier(attribute.type)), value] : [attribute.raw];
  for (const form of alsoInDer(pieces)) {
    const digest = await digestBytes(read.algorithm, concatBytes(form));
    if (read.unsignedAttributes.includes(toHex(digest))) return true;
  }
  return false;
}

const NOTHING: ReadonlySet<string> = new Set();

function readIndex(value: Uint8Array): IndexedDigests {
  const reader = DerReader.over(value, 'ATSHashIndex', { encoding: 'ber' }).sequence('ATSHashIndex');
  const fields: Uint8Array[] = [];
  while (!reader.atEnd) fields.push(reader.raw('field'));
  // In the first version the algorithm has a default.
  const identifier = fields.length > 3 ? fields.shift() : undefined;
  const [certificates = [], crls = [], unsignedAttributes = []] = fields.map(readDigests);
  return { algorithm: algorithmOf(identifier), certificates, crls, unsignedAttributes };
}

function algorithmOf(identifier: Uint8Array | undefined): DigestAlgorithm | undefined {
  if (identifier === undefined) return 'SHA-256';
  const { oid } = readAlgorithmIdentifier(DerReader.over(identifier, 'hashIndAlgorithm'), 'hashIndAlgorithm');
  return digestByOid(oid)?.name;
}

function readDigests(list: Uint8Array): readonly string[] {
  const reader = DerReader.over(list, 'index', { encoding: 'ber' }).sequence('index');
  const digests: string[] = [];
  while (!reader.atEnd) digests.push(toHex(reader.octetString('digest')));
  return digests;
}

/** What an index of the third version digests of an attribute: its type with each of its values. */
export function attributeValuePieces({ type, values }: Attribute): readonly (readonly Uint8Array[])[] {
  const attrType = encode(objectIdentifier(type));
  return values.map((value) => [attrType, value]);
}

/** Attributes are received in BER as well, and then digested as they stand or as DER. */
function alsoInDer(pieces: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const der = readable(() => pieces.map(toDer)) ?? pieces;
  return der.every((one, at) => equalBytes(one, pieces[at] ?? one)) ? [pieces] : [pieces, der];
}

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
import type { CmsDigests, CmsElement } from './cms-digests.ts';

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

/** An index with what it names of what is there. */
export interface CheckedHashIndex {
  readonly hashIndex: HashIndex;
  /** `undefined` for an index that cannot be read. */
  readonly named: NamedByIndex | undefined;
}

/** What an index names. */
export interface NamedByIndex {
  readonly algorithm: DigestAlgorithm;
  /** Elements of the certificates of the SignedData. */
  readonly certificates: readonly Uint8Array[];
  /** Elements of its revocation data. */
  readonly crls: readonly Uint8Array[];
  /** Unsigned attributes, with those of their values that are named. */
  readonly attributes: readonly Pick<Attribute, 'type' | 'values'>[];
}

/** Finds what an index names, and checks that all of it is there. */
export async function checkHashIndex(
  { row: { name, unit }, value }: ReceivedHashIndex,
  { signedData: { fields }, signer: { unsignedAttributes }, digests }: IndexedObjects,
): Promise<CheckedHashIndex> {
  const invalid = (problem: string): CheckedHashIndex => ({
    hashIndex: { name, valid: false, problems: [problem] },
    named: undefined,
  });
  const index = readable(() => readIndex(value));
  if (index === undefined) return invalid('it cannot be read');
  const { algorithm } = index;
  if (algorithm === undefined) return invalid('its digest algorithm is not known');
  const problems: string[] = [];
  const find = async (
    kind: string,
    listed: readonly string[],
    owner: object | undefined,
    read: () => readonly CmsElement[],
  ): Promise<readonly CmsElement[]> => {
    const table = owner === undefined ? NOTHING : await digests.ofEach(owner, unit, algorithm, read);
    const missing = listed.filter((digest) => !table.has(digest)).length;
    if (missing > 0) problems.push(`${missing} of the ${kind} that it names are not there`);
    return [...new Set(listed.flatMap((digest) => table.get(digest) ?? []))];
  };
  const { certificates, crls } = fields;
  const wholes = (set: Uint8Array | undefined, tag: number) => (): readonly CmsElement[] =>
    readSetElements(set, tag).map((one) => ({ pieces: [one] }));
  const named = await find(
    'certificates',
    index.certificates,
    certificates,
    wholes(certificates, CERTIFICATES_TAG),
  );
  const lists = await find('revocation data', index.crls, crls, wholes(crls, CRLS_TAG));
  const attributes = await find('unsigned attributes', index.unsignedAttributes, unsignedAttributes, () =>
    attributeElements(unsignedAttributes, unit),
  );
  return {
    hashIndex: { name, valid: problems.length === 0, problems },
    named: {
      algorithm,
      certificates: named.flatMap(({ pieces }) => pieces),
      crls: lists.flatMap(({ pieces }) => pieces),
      attributes: attributes.flatMap(({ attribute }) => attribute ?? []),
    },
  };
}

/** What an index may name of attributes, in each of the forms that it may be digested in. */
function attributeElements(
  attributes: readonly Attribute[],
  unit: HashIndexRow['unit'],
): readonly CmsElement[] {
  const elements = attributes.flatMap((one): readonly CmsElement[] =>
    unit === 'attribute'
      ? [{ pieces: [one.raw], attribute: one }]
      : attributeValuePieces(one).map((pieces, at) => ({
          pieces,
          attribute: { type: one.type, values: one.values.slice(at, at + 1) },
        })),
  );
  return elements.flatMap((element) => alsoInDer(element.pieces).map((pieces) => ({ ...element, pieces })));
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

const NOTHING: ReadonlyMap<string, CmsElement> = new Map();

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

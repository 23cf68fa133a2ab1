/**
 * Digests that the archive timestamps of one CMS have in common: computed once for each algorithm, however many
 * timestamps there are.
 *
 * @module
 */
import { toHex } from '@eseal/core';
import { encode, objectIdentifier } from '@eseal/core/asn1';
import type { Attribute, SignedData } from '@eseal/core/cms';
import { type DigestInput, digestInput, updateDigest } from '@eseal/core/container';
import { createDigest, type DigestAlgorithm, type StreamingDigest } from '@eseal/core/crypto';

/** The digests of one CMS. */
export interface CmsDigests {
  /** DER of the type of the content. */
  readonly contentType: Uint8Array;
  /** Digest of a content; `undefined` when only another digest of it is known. */
  ofContent(content: DigestInput, algorithm: DigestAlgorithm): Promise<Uint8Array | undefined>;
  /**
   * A digest over what an archive timestamp of version 2 covers before the SignerInfo (RFC 5126 §6.4.1), to be copied
   * and continued; `undefined` when the content is not there.
   */
  ofEnvelope(content: DigestInput, algorithm: DigestAlgorithm): Promise<StreamingDigest | undefined>;
  /**
   * Several elements by their digests, in hexadecimal digits.
   *
   * @param owner - stands for the elements: they are digested once for each owner and way
   * @param way - how the elements are made of the owner
   */
  ofEach(
    owner: object,
    way: string,
    algorithm: DigestAlgorithm,
    elements: () => readonly CmsElement[],
  ): Promise<ReadonlyMap<string, CmsElement>>;
}

/** A part of a CMS that is digested by itself. */
export interface CmsElement {
  /** What is digested. */
  readonly pieces: readonly Uint8Array[];
  /** The attribute that it is, or with the one value of it that it is. */
  readonly attribute?: Pick<Attribute, 'type' | 'values'>;
}

/** Digests for one CMS. */
export function createCmsDigests(
  signedData: Pick<SignedData, 'contentType' | 'content' | 'fields'>,
): CmsDigests {
  const contents = createMemory<Uint8Array | undefined>();
  const envelopes = createMemory<StreamingDigest | undefined>();
  const tables = createMemory<ReadonlyMap<string, CmsElement>>();
  return {
    contentType: encode(objectIdentifier(signedData.contentType)),
    ofContent: (content, algorithm) => contents(content, algorithm, () => digestInput(algorithm, content)),
    ofEnvelope: (content, algorithm) =>
      envelopes(content, algorithm, () => digestEnvelope(signedData, content, algorithm)),
    ofEach: (owner, way, algorithm, elements) =>
      tables(owner, `${way} ${algorithm}`, () => digestEach(algorithm, elements())),
  };
}

type Memory<T> = (owner: object, key: string, compute: () => Promise<T>) => Promise<T>;

function createMemory<T>(): Memory<T> {
  const known = new Map<object, Map<string, Promise<T>>>();
  return (owner, key, compute) => {
    const ofOwner = known.get(owner) ?? new Map<string, Promise<T>>();
    known.set(owner, ofOwner);
    const value = ofOwner.get(key) ?? compute();
    ofOwner.set(key, value);
    return value;
  };
}

async function digestEnvelope(
  { content: attached, fields }: Pick<SignedData, 'content' | 'fields'>,
  content: DigestInput,
  algorithm: DigestAlgorithm,
): Promise<StreamingDigest | undefined> {
  const hash = await createDigest(algorithm);
  await hash.update(fields.encapContentInfo);
  if (attached === undefined && !(await updateDigest(hash, content))) return undefined;
  for (const field of [fields.certificates, fields.crls]) if (field !== undefined) await hash.update(field);
  return hash;
}

async function digestEach(
  algorithm: DigestAlgorithm,
  elements: readonly CmsElement[],
): Promise<ReadonlyMap<string, CmsElement>> {
  const table = new Map<string, CmsElement>();
  for (const element of elements) {
    const digest = await digestInput(algorithm, { kind: 'bytes', pieces: element.pieces });
    if (digest !== undefined) table.set(toHex(digest), element);
  }
  return table;
}

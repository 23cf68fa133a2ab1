/**
 * What holds for the policy that a signature names: whether its document is at hand and is the one that was meant
 * (EN 319 102-1 §5.2.4.4, EN 319 122-1 §5.2.9, EN 319 132-1 §5.2.9).
 *
 * @module
 */
import { equalBytes, isEsealError, readable } from '@eseal/core';
import { DerReader } from '@eseal/core/asn1';
import type { SignaturePolicyReference } from '@eseal/core/container';
import { digestBytes } from '@eseal/core/crypto';
import { transformPolicyDocument } from '@eseal/formats/xades';

/** The document of a signature policy that the caller has. Nothing is fetched. */
export interface SignaturePolicyDocument {
  readonly document: Uint8Array;
  /** Identifiers and addresses of the policy. Without any it is known by its digest alone. */
  readonly names?: readonly string[];
}

/** Facts of the policy of one signature. */
export interface SignaturePolicyFacts {
  readonly reference: SignaturePolicyReference;
  /** Where its document was found. */
  readonly document: 'signature' | 'caller' | undefined;
  /** The signer states that the digest is not known: it is empty or all zero (TS 101 733 §5.8.1). */
  readonly zeroHash: boolean;
  /** `undefined`: there was nothing to compare. */
  readonly digestMatch: boolean | undefined;
}

type ExplicitPolicy = Extract<SignaturePolicyReference, { readonly kind: 'explicit' }>;

/** Collects the facts of a policy; `undefined` for a signature that names none. */
export async function collectPolicyFacts(
  reference: SignaturePolicyReference | undefined,
  documents: readonly SignaturePolicyDocument[],
): Promise<SignaturePolicyFacts | undefined> {
  if (reference === undefined) return undefined;
  const nothing = { reference, document: undefined, zeroHash: false, digestMatch: undefined };
  if (reference.kind !== 'explicit') return nothing;
  if (reference.digest?.every((byte) => byte === 0)) {
    const found = (await findDocument(reference, documents))?.source;
    return { ...nothing, zeroHash: true, document: found };
  }
  const { digestAlgorithm } = reference;
  // A digest that is missing or of an unknown algorithm names no document.
  if (digestAlgorithm === undefined || reference.digest === undefined)
    return { ...nothing, document: reference.document && 'signature', digestMatch: false };
  const found = await findDocument(reference, documents);
  return found === undefined
    ? nothing
    : { ...nothing, document: found.source, digestMatch: await isOf(reference, found.document) };
}

interface FoundDocument {
  readonly source: 'signature' | 'caller';
  readonly document: Uint8Array;
}

/** The document in the signature, the one of the name, or the one of the digest, in this order. */
async function findDocument(
  reference: ExplicitPolicy,
  documents: readonly SignaturePolicyDocument[],
): Promise<FoundDocument | undefined> {
  const { document, identifier, location } = reference;
  if (document !== undefined) return { source: 'signature', document };
  const isNamed = (name: string): boolean => name === identifier || name === location;
  const named = documents.find(({ names = [] }) => names.some(isNamed));
  if (named !== undefined) return { source: 'caller', document: named.document };
  for (const { document: other, names = [] } of documents) {
    if (names.length === 0 && (await isOf(reference, other))) return { source: 'caller', document: other };
  }
  return undefined;
}

/** Whether the digest of a policy is of this document. */
async function isOf(
  { digest, digestAlgorithm, transforms }: ExplicitPolicy,
  document: Uint8Array,
): Promise<boolean> {
  if (digest === undefined || digestAlgorithm === undefined) return false;
  for (const octets of octetsOf(document, transforms)) {
    if (equalBytes(await digestBytes(digestAlgorithm, octets), digest)) return true;
  }
  return false;
}

/** What the digest may be over: for a policy in ASN.1 it is its algorithm and its information (TS 101 733 §5.8.1). */
function octetsOf(document: Uint8Array, transforms: Uint8Array | undefined): readonly Uint8Array[] {
  if (transforms !== undefined) return transformed(document, transforms);
  const information = readable(() => {
    const policy = DerReader.over(document, 'SignaturePolicy').sequence('SignaturePolicy');
    const start = policy.offset;
    policy.sequence('signPolicyHashAlg').objectIdentifier('algorithm');
    policy.sequence('signPolicyInfo').objectIdentifier('signPolicyIdentifier');
    return document.subarray(start, policy.offset);
  });
  return information === undefined ? [document] : [document, information];
}

/** Transforms that are not known, or do not fit the document, lead to no octets. */
function transformed(document: Uint8Array, transforms: Uint8Array): readonly Uint8Array[] {
  try {
    return [transformPolicyDocument(document, transforms)];
  } catch (error) {
    if (isEsealError(error)) return [];
    throw error;
  }
}

/**
 * What holds for one signature as it was received: facts, nothing judged.
 *
 * @module
 */
import { readable } from '@eseal/core';
import type { ParsedSignature, SignedReference } from '@eseal/core/container';
import { PublicKey } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import { type DigestRequest, type DigestTable, digestMatches } from './digests.ts';
import { type ValueFact, verifySignatureValue } from './signature-value.ts';
import { identifySigningCertificate, type SigningCertificateFacts } from './signing-certificate.ts';

/** What a signature of a document or of a timestamp token has to say about itself. */
export type VerifiableSignature = Pick<
  ParsedSignature,
  'references' | 'signature' | 'signingCertificateReferences' | 'certificateHint'
>;

/** One digest that a signature covers. */
export interface ReferenceFact {
  readonly reference: SignedReference;
  /** The content it refers to is there. */
  readonly found: boolean;
  readonly intact: boolean;
  /** The algorithm is not known to the SDK, or the content is known by a digest of another algorithm only. */
  readonly comparable: boolean;
}

/** Facts of one signature. */
export interface SignatureFacts {
  readonly references: readonly ReferenceFact[];
  readonly signingCertificate: SigningCertificateFacts;
  /** Under the identified certificate, or the hinted certificate or key when none is identified. */
  readonly value: ValueFact;
}

/**
 * Whether the value of a signature stands for everything under it: all of that holds, and it names the certificate. Without
 * the name anybody can find another key under which the value is one over other content (duplicate signature key selection).
 */
export function isBinding({ value, references, signingCertificate }: SignatureFacts): boolean {
  const isIntact = value.kind === 'intact' && references.every(({ intact }) => intact);
  return isIntact && signingCertificate.reference.digestMatch;
}

/** The digests that the references of a signature need. */
export function referenceRequests({
  references,
}: Pick<VerifiableSignature, 'references'>): readonly DigestRequest[] {
  return references.flatMap(({ digestAlgorithm, input }) =>
    digestAlgorithm === undefined || input === undefined ? [] : [{ algorithm: digestAlgorithm, input }],
  );
}

/** Collects the facts of a signature. */
export async function collectSignatureFacts(
  signature: VerifiableSignature,
  candidates: readonly Certificate[],
  digests: DigestTable,
): Promise<SignatureFacts> {
  const { identified, hinted, reference } = await identifySigningCertificate(signature, candidates);
  const verified = await verifyUnder(signature, identified === undefined ? hinted : [identified]);
  return {
    references: signature.references.map((one) => referenceFact(one, digests)),
    signingCertificate: {
      identified,
      hinted: identified === undefined ? verified.certificate : undefined,
      reference,
    },
    value: verified.value,
  };
}

/** Most certificates under whose keys one value is tried. */
const MAX_TRIED = 20;

/** The value under the first of several certificates whose key it is by, else under the first. */
async function verifyUnder(
  { signature, certificateHint }: VerifiableSignature,
  certificates: readonly Certificate[],
): Promise<{ readonly certificate: Certificate | undefined; readonly value: ValueFact }> {
  const [certificate, ...others] = certificates.slice(0, MAX_TRIED);
  // A bare key says whether the value is broken, but names nobody.
  const bare = certificateHint?.kind === 'public-key' ? certificateHint.subjectPublicKeyInfo : undefined;
  const key = certificate?.publicKey ?? (bare && readable(() => new PublicKey(bare)));
  const value = await verifySignatureValue(signature, key);
  if (value.kind !== 'broken') return { certificate, value };
  for (const other of others) {
    const fact = await verifySignatureValue(signature, other.publicKey);
    if (fact.kind === 'intact') return { certificate: other, value: fact };
  }
  return { certificate, value };
}

/** What holds for one digest. */
export function referenceFact(reference: SignedReference, digests: DigestTable): ReferenceFact {
  const { digestAlgorithm, digest, input } = reference;
  const found = input !== undefined;
  if (digestAlgorithm === undefined || input === undefined)
    return { reference, found, intact: false, comparable: input === undefined };
  const actual = digests.get(digestAlgorithm, input);
  return {
    reference,
    found,
    intact: digest !== undefined && digestMatches(digest, actual),
    comparable: actual !== undefined,
  };
}

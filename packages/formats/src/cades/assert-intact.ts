/**
 * What is broken is not raised: a further timestamp over it would only make it look sound (EN 319 102-1 §5.6.2.4). The
 * equations alone are looked at; who signed is for others to judge.
 *
 * @module
 */
import { concatBytes, equalBytes, isEsealError, readable } from '@eseal/core';
import {
  type DigestInput,
  digestInput,
  type ParsedSignature,
  type ParsedTimestamp,
  type SignedReference,
} from '@eseal/core/container';
import { type DigestAlgorithm, verifyWithoutNull } from '@eseal/core/crypto';
import { parseTimestampToken, type TokenProblem, verifyTokenSignature } from '@eseal/core/timestamp';
import type { Certificate } from '@eseal/core/x509';
import { FormatsError } from '../errors.ts';
import { readCertificates } from './material.ts';
import { findSealCertificate } from './signing-certificate.ts';

/**
 * Refuses a signature whose references, value or timestamps do not hold. What cannot be looked at, since a content or a
 * certificate is missing or an algorithm unknown, is not said to be broken.
 *
 * @param candidates - certificates that stand elsewhere in the file
 * @throws FormatsError `SEAL_BROKEN`
 */
export async function assertSealIntact(
  signature: ParsedSignature,
  candidates: readonly Uint8Array[] = [],
): Promise<void> {
  for (const reference of signature.references)
    if (reference.kind !== 'manifest-entry') await assertReference(signature, reference);
  const certificate = await findSealCertificate(signature, candidates);
  if (certificate !== undefined && (await isValueBroken(signature, certificate)))
    throw broken(`the signature value of ${signature.id} does not verify`);
  const known = [...signature.certificates, ...candidates];
  for (const timestamp of signature.timestamps) await assertTimestampIntact(timestamp, known);
}

async function assertReference({ id }: ParsedSignature, reference: SignedReference): Promise<void> {
  const { digest, digestAlgorithm, input, kind, uri = kind } = reference;
  if (await differs(digestAlgorithm, digest, input))
    throw broken(`what the seal ${id} covers by ${uri} is not what was sealed`);
}

async function isValueBroken({ signature }: ParsedSignature, { publicKey }: Certificate): Promise<boolean> {
  const { algorithm, saltLength, signedBytes, value } = signature;
  if (algorithm === undefined || signedBytes?.kind !== 'bytes') return false;
  const bytes = concatBytes(signedBytes.pieces);
  try {
    if (await publicKey.verify(algorithm, bytes, value, saltLength)) return false;
    return !(await verifyWithoutNull(publicKey, algorithm, bytes, value));
  } catch (error) {
    if (isEsealError(error) && error.code === 'UNSUPPORTED_ALGORITHM') return false;
    throw error;
  }
}

/**
 * Refuses a timestamp whose imprint, signature or index does not hold.
 *
 * @param candidates - encodings of certificates, for tokens that carry none
 * @throws FormatsError `SEAL_BROKEN`
 */
export async function assertTimestampIntact(
  { archive, id, input, token, type }: ParsedTimestamp,
  candidates: readonly Uint8Array[] = [],
): Promise<void> {
  const read = readable(() => parseTimestampToken(token));
  if (read === undefined) throw broken(`the ${type} timestamp ${id} cannot be read`);
  const { imprint, imprintAlgorithm } = read.tstInfo;
  if (await differs(imprintAlgorithm, imprint, input))
    throw broken(`the ${type} timestamp ${id} is of something else`);
  const [problem] = archive?.hashIndex?.problems ?? [];
  if (problem !== undefined) throw broken(`the index of the archive timestamp ${id}: ${problem}`);
  const verified = await verifyTokenSignature(read.signedData, readCertificates(candidates));
  if (verified.kind === 'broken' && EQUATIONS.has(verified.problem))
    throw broken(`the ${type} timestamp ${id} does not verify: ${verified.problem}`);
}

/** Problems of the token itself, not of a certificate that may be had elsewhere or of its purpose. */
const EQUATIONS: ReadonlySet<TokenProblem> = new Set(['signer-count', 'message-digest', 'signature']);

async function differs(
  algorithm: DigestAlgorithm | undefined,
  expected: Uint8Array | undefined,
  input: DigestInput | undefined,
): Promise<boolean> {
  if (algorithm === undefined || input === undefined) return false;
  const actual = await digestInput(algorithm, input);
  return actual !== undefined && (expected === undefined || !equalBytes(actual, expected));
}

function broken(message: string): FormatsError {
  return new FormatsError('SEAL_BROKEN', message);
}

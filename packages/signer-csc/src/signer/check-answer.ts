/**
 * What a service returned, checked value by value: nothing that does not verify under the seal's certificate leaves here.
 *
 * @see CSC API v1.0.4.0 §11.9, v2.0.0.2 §11.9; RFC 3279 §2.2.3, BSI TR-03111 §5.2
 * @module
 */
import type { SignRequest } from '@eseal/core';
import { type CurveRow, ecdsaDerToRaw, ecdsaRawToDer, type PublicKey } from '@eseal/core/crypto';
import type { ServiceProfile } from '../profile/profile.ts';
import { diagnoseAnswer } from './diagnose-answer.ts';

/** How a service writes ECDSA values. */
export type EcdsaOutput = ServiceProfile['ecdsaOutput'];

/**
 * The values as a Signer returns them: in the order of the requests, ECDSA in DER. One value that does not verify fails
 * them all.
 *
 * @throws CscError `SIGNER_ANSWER_INVALID`, whose `facts.problem` names the mistake where it can be told
 */
export async function verifyAnswer(
  values: readonly Uint8Array[],
  requests: readonly SignRequest[],
  publicKey: PublicKey,
  ecdsaOutput: EcdsaOutput,
): Promise<readonly Uint8Array[]> {
  const found = await Promise.all(
    requests.map((request, at) => findVerified(values[at], request, publicKey, ecdsaOutput)),
  );
  const verified = found.filter((value) => value !== undefined);
  if (values.length === requests.length && verified.length === requests.length) return verified;
  const verifies = async (value: Uint8Array, request: SignRequest): Promise<boolean> =>
    (await findVerified(value, request, publicKey, ecdsaOutput)) !== undefined;
  throw await diagnoseAnswer({ values, requests, publicKey, at: found.indexOf(undefined), verifies });
}

/** The form of a value that verifies, if any does. */
async function findVerified(
  value: Uint8Array | undefined,
  { algorithm, dataToBeSigned }: SignRequest,
  publicKey: PublicKey,
  ecdsaOutput: EcdsaOutput,
): Promise<Uint8Array | undefined> {
  if (value === undefined) return undefined;
  const forms = publicKey.curve === undefined ? [value] : ecdsaForms(value, publicKey.curve, ecdsaOutput);
  for (const form of forms) if (await publicKey.verify(algorithm, dataToBeSigned, form)) return form;
  return undefined;
}

/** What a value may be in strict DER. A short DER value can have the length of a plain one, so both are tried. */
function ecdsaForms(value: Uint8Array, { byteLength }: CurveRow, output: EcdsaOutput): readonly Uint8Array[] {
  const isDer = output !== 'p1363' && ecdsaDerToRaw(value, byteLength) !== undefined;
  const isPlain = output !== 'der' && value.length === 2 * byteLength;
  return [...(isDer ? [value] : []), ...(isPlain ? [ecdsaRawToDer(value)] : [])];
}
